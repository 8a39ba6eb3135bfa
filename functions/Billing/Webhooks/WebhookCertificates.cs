using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>
/// Fetches and keeps the certificates that PayPal signs webhooks with (https://developer.paypal.com/api/rest/webhooks/rest/). A certificate
/// is trusted because it comes over TLS from PayPal's own host. It must also have the name of PayPal's signer and be within its validity;
/// the certificates that issued it are not needed.
/// </summary>
internal sealed class WebhookCertificates(HttpClient http, IOptions<PayPalOptions> options, TimeProvider time)
    : IDisposable
{
    public const string ClientName = "paypal.certificates";

    /// <summary>Certificates that are fetched in a minute for all clients together, because anybody can name unknown ones.</summary>
    public const int MaxMisses = 20;

    /// <summary>The same for one client's address.</summary>
    public const int MaxMissesOfOne = 3;

    private const string LiveSigner = "messageverificationcerts.paypal.com";
    private const string SandboxSigner = "messageverificationcerts.sandbox.paypal.com";
    private const int MinKeyBits = 2048;
    private const int MaxKept = 64;
    private const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    /// <summary>How long an address is not asked again after it gave no certificate of PayPal's.</summary>
    private static readonly TimeSpan MissKeptFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Uri, Kept> _kept = new();
    private readonly RequestWindows _misses = new(time);

    /// <param name="Certificate">Null when what the address gave is no certificate of PayPal's.</param>
    private sealed record Kept(X509Certificate2? Certificate, DateTimeOffset Until);

    /// <param name="address">The address of the certificate, which <see cref="WebhookRules.CertificateAddress"/> has allowed.</param>
    /// <param name="client">The address of the client that sent the webhook.</param>
    /// <returns>The certificate's key; null when the certificate is not one of PayPal's signer.</returns>
    /// <exception cref="HttpRequestException">
    /// The certificate cannot be fetched now. The webhook is not accepted, and PayPal sends it again.
    /// </exception>
    public async Task<RSA?> FindAsync(Uri address, string client, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_kept.TryGetValue(address, out var known) && now < known.Until)
        {
            return known.Certificate?.GetRSAPublicKey();
        }

        try
        {
            var isTooMuch =
                _misses.Count($"client {client}", TimeSpan.FromMinutes(1)).Taken > MaxMissesOfOne
                || _misses.Count("all", TimeSpan.FromMinutes(1)).Taken > MaxMisses;
            var fetched = isTooMuch ? throw new HttpRequestException() : await FetchAsync(address, cancel);
            return Keep(address, fetched is not null && IsPayPals(fetched, now) ? fetched : null, now)
                .Certificate?.GetRSAPublicKey();
        }
        // A certificate that was in use until now stays in use, so that a flood of unknown ones cannot keep PayPal's webhooks out.
        catch (Exception fault)
            when (fault is HttpRequestException or IOException or TaskCanceledException
                && known is { Certificate: { } last }
                && IsInTime(last, now)
            )
        {
            return known.Certificate.GetRSAPublicKey();
        }
    }

    public void Dispose()
    {
        _misses.Dispose();
        foreach (var one in _kept.Values)
        {
            one.Certificate?.Dispose();
        }
    }

    private Kept Keep(Uri address, X509Certificate2? certificate, DateTimeOffset now)
    {
        if (_kept.Count >= MaxKept)
        {
            foreach (var (other, _) in _kept.Where(k => k.Value.Certificate is null || now >= k.Value.Until))
            {
                _kept.TryRemove(other, out _);
            }
        }

        var until = now + (certificate is null ? MissKeptFor : KeptFor);
        var end = certificate is null ? until : new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        return _kept[address] = new(certificate, end < until ? end : until);
    }

    /// <summary>
    /// Whether the certificate is that of PayPal's signer. A name with a wildcard does not count, because many servers share the key of
    /// such a certificate. The sandbox's signer is not accepted where money is real.
    /// </summary>
    private bool IsPayPals(X509Certificate2 certificate, DateTimeOffset now)
    {
        using var key = certificate.GetRSAPublicKey();
        return key is { KeySize: >= MinKeyBits }
            && IsInTime(certificate, now)
            && (IsNamed(certificate, LiveSigner) || (!options.Value.IsLive && IsNamed(certificate, SandboxSigner)));
    }

    private static bool IsInTime(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
        && now.UtcDateTime < certificate.NotAfter.ToUniversalTime();

    private static bool IsNamed(X509Certificate2 certificate, string name) =>
        certificate.MatchesHostname(name, allowWildcards: false);

    /// <returns>The first certificate; null when there is none.</returns>
    private async Task<X509Certificate2?> FetchAsync(Uri address, CancellationToken cancel)
    {
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[MaxBytes];
        var length = await body.ReadAtLeastAsync(buffer, MaxBytes, throwOnEndOfStream: false, cancel);
        try
        {
            return X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(buffer, 0, length));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
