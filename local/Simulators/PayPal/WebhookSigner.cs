using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>
/// Signs simulated webhooks as PayPal signs its own: by SHA-256 with RSA, under a certificate whose root is made at each start and
/// which nothing else trusts.
/// </summary>
internal sealed class WebhookSigner : IDisposable
{
    public const string Algorithm = "SHA256withRSA";

    /// <summary>The name in PayPal's own certificates, which the app checks.</summary>
    private const string CommonName = "messageverificationcerts.paypal.com";

    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 leaf;

    public WebhookSigner(DateTimeOffset now)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Simulated PayPal root", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var issuer = root.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        Root = X509CertificateLoader.LoadCertificate(issuer.RawData);

        var request = new CertificateRequest(
            $"CN={CommonName}",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(CommonName);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        leaf = request.Create(
            issuer.SubjectName,
            X509SignatureGenerator.CreateForECDsa(rootKey),
            now.AddDays(-1),
            now.AddYears(5),
            [1, 2, 3, 4]
        );
    }

    /// <summary>The root's certificate, without its private key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>
    /// What the address of the certificate answers: the signer's certificate alone, without the root, as PayPal's address was seen
    /// to do.
    /// </summary>
    public string Pem => leaf.ExportCertificatePem() + "\n";

    /// <param name="time">The time exactly as the header has it.</param>
    /// <returns>The signature in base 64.</returns>
    public string Sign(string transmissionId, string time, string webhookId, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(
            key.SignData(
                Signed(transmissionId, time, webhookId, body),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            )
        );

    public void Dispose()
    {
        key.Dispose();
        leaf.Dispose();
        Root.Dispose();
    }

    private static byte[] Signed(string transmissionId, string time, string webhookId, ReadOnlySpan<byte> body)
    {
        var checksum = Crc32.HashToUInt32(body).ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"{transmissionId}|{time}|{webhookId}|{checksum}");
    }
}
