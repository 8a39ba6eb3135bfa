using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiPromptGen.Tests.Billing;

/// <summary>A root, an authority under it, and whatever certificates a test wants signed.</summary>
internal sealed class SigningAuthority : IDisposable
{
    public const string Signer = "messageverificationcerts.paypal.com";

    private static readonly HashAlgorithmName Hash = HashAlgorithmName.SHA256;

    /// <summary>Shared, because making a key takes about a second.</summary>
    private static readonly RSA Common = RSA.Create(2048);

    private readonly X509Certificate2 root;
    private readonly X509Certificate2 authority;
    private readonly Uri? lists;
    private readonly DateTimeOffset now;

    /// <param name="lists">The address below which the revocation lists are, "root" and "authority"; null when there are none.</param>
    public SigningAuthority(DateTimeOffset now, Uri? lists = null)
    {
        (this.now, this.lists) = (now, lists);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority("CN=Test root", rootKey);
        root = request.CreateSelfSigned(now.AddYears(-5), now.AddYears(10));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var under = Authority("CN=Test authority", key);
        AddList(under, "root");
        using var signed = under.Create(root, now.AddYears(-4), now.AddYears(9), [1, 2, 3]);
        authority = signed.CopyWithPrivateKey(key);
    }

    public X509Certificate2Collection Roots => [X509CertificateLoader.LoadCertificate(root.RawData)];

    /// <summary>What the address of a certificate at PayPal returns: the signer's certificate, then the authority's.</summary>
    public string Pem(X509Certificate2 signer) =>
        signer.ExportCertificatePem() + "\n" + authority.ExportCertificatePem() + "\n";

    public X509Certificate2 Issue(
        string name = Signer,
        int bits = 2048,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        HashAlgorithmName? hash = null
    )
    {
        using var key = bits == Common.KeySize ? null : RSA.Create(bits);
        var request = Request(name, key ?? Common);
        AddList(request, "authority");
        var signature = new WeakOrStrong(authority.GetECDsaPrivateKey()!, hash ?? Hash);
        using var signed = request.Create(
            authority.SubjectName,
            signature,
            from ?? now.AddDays(-30),
            until ?? now.AddDays(300),
            RandomNumberGenerator.GetBytes(12)
        );
        return signed.CopyWithPrivateKey(key ?? Common);
    }

    /// <summary>A certificate that no authority has signed.</summary>
    public X509Certificate2 SelfSigned() =>
        Request(Signer, Common).CreateSelfSigned(now.AddDays(-30), now.AddDays(300));

    /// <returns>The list that is at that address, in DER.</returns>
    public byte[] List(string of, params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var one in revoked)
        {
            builder.AddEntry(one, now.AddDays(-1));
        }

        var issuer = of == "root" ? root : authority;
        return builder.Build(issuer, 1, now.AddDays(7), Hash, thisUpdate: now.AddDays(-2));
    }

    public void Dispose()
    {
        root.Dispose();
        authority.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, Hash);
        var usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest Request(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, Hash, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        return request;
    }

    private void AddList(CertificateRequest request, string of)
    {
        if (lists is not null)
        {
            string[] addresses = [new Uri(lists, of).AbsoluteUri];
            request.CertificateExtensions.Add(
                CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(addresses)
            );
        }
    }

    /// <summary>Signs with the given algorithm, even a broken one that the platform refuses to use.</summary>
    private sealed class WeakOrStrong(ECDsa key, HashAlgorithmName hash) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator inner = CreateForECDsa(key);

        /// <summary>ecdsa-with-SHA1, which the platform will not write: 1.2.840.10045.4.1.</summary>
        private static readonly byte[] Sha1 = Convert.FromHexString("300906072A8648CE3D0401");

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            hash == HashAlgorithmName.SHA1 ? Sha1 : inner.GetSignatureAlgorithmIdentifier(hashAlgorithm);

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, hash, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => inner.PublicKey;
    }
}
