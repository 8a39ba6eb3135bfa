using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AiPromptGen.Uploads.Fetching;

/// <summary>
/// An HTTP client that connects to the addresses which were checked for the request, and to no others: it looks up no names
/// itself, so a name that leads elsewhere the second time gains nothing.
/// </summary>
internal sealed class CheckedConnections(IPictureNetwork network, FetchLimits limits, TimeProvider time)
{
    private static readonly HttpRequestOptionsKey<IReadOnlyList<IPAddress>> Addresses = new("checked-addresses");

    /// <param name="addresses">Every one of them checked.</param>
    public static void Allow(HttpRequestMessage request, IReadOnlyList<IPAddress> addresses) =>
        request.Options.Set(Addresses, addresses);

    public HttpMessageInvoker CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = ConnectAsync,
                // Used once: a kept connection would serve a request that has addresses of its own.
                PooledConnectionLifetime = TimeSpan.Zero,
                ConnectTimeout = limits.Time,
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxResponseHeadersLength = limits.MaxHeaderKilobytes,
                MaxResponseDrainSize = 0,
                // A person's address is content: no trace, no metric and no header of ours may tell it.
                ActivityHeadersPropagator = null,
                MeterFactory = new UnheardMeters(),
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = ChainPolicy() },
            }
        );

    /// <summary>A certificate may name an address to load its issuer from, which would be fetched unchecked.</summary>
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

    /// <summary>The client's usual meter tells the host of every request to whoever collects it; nobody collects this one.</summary>
    private sealed class UnheardMeters : IMeterFactory
    {
        private readonly Meter _meter = new("AiPromptGen.Unheard");

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }
}
