using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiPromptGen.Billing.PayPal;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>The certificates that PayPal signs webhooks with: fetched, checked to a trusted root, kept for a while.</summary>
internal sealed class WebhookCertificates(HttpClient http, IOptions<PayPalOptions> options, TimeProvider time)
    : IDisposable
{
    public const string ClientName = "paypal.certificates";
    private const int MostKept = 16;
    private const int MostBytes = 64 * 1024;

    /// <summary>The names of PayPal's signing certificates.</summary>
    private static readonly string[] Signers =
    [
        "messageverificationcerts.paypal.com",
        "messageverificationcerts.sandbox.paypal.com",
    ];

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<Uri, Kept> kept = new();

    private sealed record Kept(X509Certificate2 Certificate, DateTimeOffset Until);

    public bool IsSimulated => options.Value.CertificateRootPem is { Length: > 0 };

    /// <param name="address">Allowed already.</param>
    /// <returns>Null when it is not one of PayPal's, whatever its address.</returns>
    /// <exception cref="HttpRequestException">It could not be fetched.</exception>
    public async Task<RSA?> KeyAsync(Uri address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (kept.TryGetValue(address, out var known) && now < known.Until)
        {
            return known.Certificate.GetRSAPublicKey();
        }

        var certificates = await FetchAsync(address, cancellationToken);
        if (certificates.Count == 0 || !IsTrusted(certificates, now))
        {
            return null;
        }

        if (kept.Count >= MostKept)
        {
            // Whoever names many addresses gets nothing kept; PayPal has a handful.
            kept.Clear();
        }

        var end = new DateTimeOffset(certificates[0].NotAfter.ToUniversalTime());
        kept[address] = new(certificates[0], end < now + KeptFor ? end : now + KeptFor);
        return certificates[0].GetRSAPublicKey();
    }

    public void Dispose()
    {
        foreach (var one in kept.Values)
        {
            one.Certificate.Dispose();
        }
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

    private bool IsTrusted(X509Certificate2Collection certificates, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.VerificationTime = now.UtcDateTime;
        policy.ExtraStore.AddRange(certificates);
        if (options.Value.CertificateRootPem is { Length: > 0 } root)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPem(root);
            policy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(certificates[0]);
        }

        // A revocation list that cannot be had must not stop payments; one that names the certificate must.
        policy.RevocationMode = X509RevocationMode.Online;
        policy.UrlRetrievalTimeout = TimeSpan.FromSeconds(5);
        policy.VerificationFlags =
            X509VerificationFlags.IgnoreEndRevocationUnknown
            | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown;
        return Signers.Any(name => certificates[0].MatchesHostname(name)) && chain.Build(certificates[0]);
    }
}
