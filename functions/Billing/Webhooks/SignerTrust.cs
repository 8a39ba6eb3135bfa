using System.Security.Cryptography.X509Certificates;
using AiPromptGen.Billing.PayPal;

namespace AiPromptGen.Billing.Webhooks;

internal enum SignerVerdict
{
    Trusted,
    Untrusted,

    /// <summary>All is well but for one thing: nobody can be asked whether it was revoked.</summary>
    RevocationUnknown,
}

/// <summary>
/// Whether a certificate may sign PayPal's webhooks: its name, its strength, its time, a chain to a trusted root, and not
/// revoked. A list of revoked ones that cannot be had proves nothing either way, so then PayPal is asked about the webhook.
/// </summary>
/// <param name="roots">In place of the system's; null: the system's.</param>
internal sealed class SignerTrust(PayPalOptions options, X509Certificate2Collection? roots)
{
    private const int MinKeyBits = 2048;
    private const string LiveSigner = "messageverificationcerts.paypal.com";
    private const string SandboxSigner = "messageverificationcerts.sandbox.paypal.com";

    private const X509ChainStatusFlags Unknown =
        X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>SHA-2 with RSA (PKCS 1) or ECDSA; what else signs a certificate is too weak, or new to us.</summary>
    private static readonly string[] StrongAlgorithms =
    [
        "1.2.840.113549.1.1.11",
        "1.2.840.113549.1.1.12",
        "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2",
        "1.2.840.10045.4.3.3",
        "1.2.840.10045.4.3.4",
    ];

    /// <summary>A simulator's certificates name nobody who could be asked.</summary>
    private bool IsSimulated => options.CertificateRootPem is { Length: > 0 };

    /// <param name="certificates">The signer's first; others that may lead to a root.</param>
    public SignerVerdict Check(X509Certificate2Collection certificates, DateTimeOffset now)
    {
        var signer = certificates[0];
        using var key = signer.GetRSAPublicKey();
        if (!HasName(signer) || key is not { KeySize: >= MinKeyBits })
        {
            return SignerVerdict.Untrusted;
        }

        using var chain = new X509Chain();
        Prepare(chain.ChainPolicy, certificates, now);
        chain.Build(signer);
        var faults = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        // A root is trusted for being there, not for its signature.
        var signed = chain.ChainElements.Select(e => e.Certificate).SkipLast(1);
        return (faults & ~Unknown) != X509ChainStatusFlags.NoError || !signed.All(IsStrong) ? SignerVerdict.Untrusted
            : faults != X509ChainStatusFlags.NoError ? SignerVerdict.RevocationUnknown
            : SignerVerdict.Trusted;
    }

    private void Prepare(X509ChainPolicy policy, X509Certificate2Collection certificates, DateTimeOffset now)
    {
        policy.VerificationTime = now.UtcDateTime;
        policy.ExtraStore.AddRange(certificates);
        policy.RevocationMode = IsSimulated ? X509RevocationMode.NoCheck : X509RevocationMode.Online;
        policy.UrlRetrievalTimeout = TimeSpan.FromSeconds(5);
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        if (options.CertificateRootPem is { Length: > 0 } simulated)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPem(simulated);
        }
    }

    /// <summary>No wildcards: many servers share such a certificate's key. What signs for the sandbox does not sign for money.</summary>
    private bool HasName(X509Certificate2 certificate) =>
        Named(certificate, LiveSigner) || (!options.IsLive && Named(certificate, SandboxSigner));

    private static bool Named(X509Certificate2 certificate, string name) =>
        certificate.MatchesHostname(name, allowWildcards: false);

    private static bool IsStrong(X509Certificate2 certificate) =>
        StrongAlgorithms.Contains(certificate.SignatureAlgorithm.Value, StringComparer.Ordinal);
}
