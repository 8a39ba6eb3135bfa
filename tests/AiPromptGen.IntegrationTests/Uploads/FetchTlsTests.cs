using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Uploads.Fetching;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>A server must have a valid certificate for https, and checking it fetches nothing that the certificate refers to.</summary>
[TestFixture]
internal sealed class FetchTlsTests
{
    private const string Address = "https://pictures.example/fox.jpg";

    [Test, Property("Promise", "P5")]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_the_address_in_it_is_not_fetched()
    {
        await using var issuers = await PictureServer.StartAsync(_ => Task.CompletedTask);
        using var certificate = CertificateFor("pictures.example", $"http://127.0.0.1:{issuers.Port}/issuer.cer");
        // Offline: the server itself would look for its issuer otherwise.
        var proof = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        await using var server = await PictureServer.StartAsync(
            _ => Task.CompletedTask,
            listen =>
                listen.UseHttps(
                    new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ =>
                            ValueTask.FromResult(
                                new SslServerAuthenticationOptions { ServerCertificateContext = proof }
                            ),
                    }
                )
        );
        await using var fetching = new Fetching(server);

        var failure = await fetching.FailAsync(Address);

        Assert.That(failure, Is.EqualTo(FetchFailure.Unreachable));
        Assert.That(fetching.Network.Connected, Is.EqualTo(new[] { new IPEndPoint(FakeNetwork.Public, 443) }));
        Assert.That(server.Requests, Is.Empty);
        Assert.That(issuers.Requests, Is.Empty, "the address in the certificate was fetched");
    }

    /// <summary>A certificate whose issuer is not sent along, so that a client would have to load it.</summary>
    private static X509Certificate2 CertificateFor(string host, string issuerAddress)
    {
        using var issuerKey = RSA.Create(2048);
        using var key = RSA.Create(2048);
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var authority = new CertificateRequest(
            "CN=Issuer",
            issuerKey,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = authority.CreateSelfSigned(from, to);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [issuerAddress]));
        using var signed = request.Create(issuer, from, to, [1, 2, 3]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), password: null);
    }
}
