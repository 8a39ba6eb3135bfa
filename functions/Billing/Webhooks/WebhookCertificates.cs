using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiPromptGen.Billing.PayPal;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>The certificates that PayPal signs webhooks with: fetched, checked to a trusted root, kept for a while.</summary>
internal sealed class WebhookCertificates(
    HttpClient http,
    SignerTrust trust,
    IOptions<PayPalOptions> options,
    TimeProvider time
) : IDisposable
{
    public const string ClientName = "paypal.certificates";
    private const int MostKept = 16;
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    /// <summary>Chains are not built, nor lists asked for, with every webhook while those are away.</summary>
    private static readonly TimeSpan UncertainKeptFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Uri, Kept> kept = new();

    private sealed record Kept(X509Certificate2 Certificate, bool IsCertain, DateTimeOffset Until);

    public bool IsSimulated => options.Value.CertificateRootPem is { Length: > 0 };

    /// <param name="address">Allowed already.</param>
    /// <returns>Null when it is not one of PayPal's, whatever its address.</returns>
    /// <exception cref="HttpRequestException">It could not be fetched.</exception>
    public async Task<WebhookSigner?> FindAsync(Uri address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!kept.TryGetValue(address, out var known) || now >= known.Until)
        {
            var certificates = await FetchAsync(address, cancellationToken);
            var verdict = certificates.Count == 0 ? SignerVerdict.Untrusted : trust.Check(certificates, now);
            if (verdict == SignerVerdict.Untrusted)
            {
                return null;
            }

            known = Keep(address, certificates[0], verdict == SignerVerdict.Trusted, now);
        }

        return known.Certificate.GetRSAPublicKey() is { } key ? new(key, known.IsCertain) : null;
    }

    public void Dispose()
    {
        foreach (var one in kept.Values)
        {
            one.Certificate.Dispose();
        }
    }

    private Kept Keep(Uri address, X509Certificate2 certificate, bool isCertain, DateTimeOffset now)
    {
        if (kept.Count >= MostKept)
        {
            // Whoever names many addresses gets nothing kept; PayPal has a handful.
            kept.Clear();
        }

        var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var until = now + (isCertain ? KeptFor : UncertainKeptFor);
        return kept[address] = new(certificate, isCertain, end < until ? end : until);
    }

    private async Task<X509Certificate2Collection> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBytes];
        var length = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(System.Text.Encoding.ASCII.GetString(buffer, 0, length));
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates;
    }
}

/// <param name="IsCertain">False: nobody could say whether its certificate was revoked.</param>
internal sealed record WebhookSigner(RSA Key, bool IsCertain) : IDisposable
{
    public void Dispose() => Key.Dispose();
}
