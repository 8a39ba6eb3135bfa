using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AiPromptGen.Uploads.Fetching;

/// <summary>
/// Makes an HTTP client that connects only to the addresses that were checked for the request. It looks up no names itself, so a name that
/// leads to another address the second time does no harm.
/// </summary>
internal sealed class CheckedConnections(IPictureNetwork network, FetchLimits limits, TimeProvider time)
{
    private static readonly HttpRequestOptionsKey<IReadOnlyList<IPAddress>> Addresses = new("checked-addresses");

    /// <param name="addresses">The addresses of the request's host, all of which were checked.</param>
    public static void Allow(HttpRequestMessage request, IReadOnlyList<IPAddress> addresses) =>
        request.Options.Set(Addresses, addresses);

    public HttpMessageInvoker CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = ConnectAsync,
                // A connection is used once: a later request has checked addresses of its own.
                PooledConnectionLifetime = TimeSpan.Zero,
                ConnectTimeout = limits.Time,
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxResponseHeadersLength = limits.MaxHeaderKilobytes,
                MaxResponseDrainSize = 0,
                // The address is a person's content, so no trace, no metric and no header may contain it.
                ActivityHeadersPropagator = null,
                MeterFactory = new UnheardMeters(),
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy() },
            }
        );

    /// <summary>
    /// A certificate may name an address to load its issuer's certificate from, and that address would not be checked. So nothing is
    /// downloaded.
    /// </summary>
    private static X509ChainPolicy ChainPolicy() =>
        new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(Addresses, out var addresses))
        {
            throw new InvalidOperationException("No address was checked for this request.");
        }

        var order = addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6).Take(limits.MaxConnects);
        Exception? last = null;
        foreach (var address in order)
        {
            using var timeout = new CancellationTokenSource(limits.ConnectTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                return await network.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), either.Token);
            }
            catch (Exception fault)
                when (fault is SocketException or OperationCanceledException
                    && !cancellationToken.IsCancellationRequested
                )
            {
                last = fault;
            }
        }

        throw last ?? new InvalidOperationException("There is no address to connect to.");
    }

    /// <summary>The client's usual meter reports the host of every request; this one has no listeners.</summary>
    private sealed class UnheardMeters : IMeterFactory
    {
        private readonly Meter _meter = new("AiPromptGen.Unheard");

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }
}
