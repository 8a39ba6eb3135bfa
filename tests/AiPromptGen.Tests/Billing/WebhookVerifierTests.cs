using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.PayPal;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Platform.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Billing;

/// <summary>
/// Which events are accepted as PayPal's. Each certificate is one that an attacker could serve, from PayPal's host or from another one.
/// </summary>
[TestFixture]
[Property("Promise", "P18")]
public sealed class WebhookVerifierTests
{
    private const string WebhookId = "2WEBHOOK";
    private const string CertificateUrl = "https://api.paypal.com/v1/notifications/certs/CERT-1";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"WH-1","event_version":1.0}""");

    private FakeTimeProvider time = null!;
    private SigningAuthority authority = null!;
    private X509Certificate2 certificate = null!;
    private Network network = null!;
    private WebhookVerifier verifier = null!;

    [SetUp]
    public void Start()
    {
        time = new(FakePayPal.Start);
        authority = new(FakePayPal.Start);
        certificate = authority.Issue();
        network = new() { Certificate = () => Text(authority.Pem(certificate)) };
        verifier = Verifier("live");
    }

    [TearDown]
    public void Stop()
    {
        authority.Dispose();
        certificate.Dispose();
        network.Dispose();
    }

    [Test]
    public async Task What_is_signed_is_genuine_and_its_certificate_fetched_once()
    {
        Assert.That(await VerifyAsync(), Is.Null);
        Assert.That(await VerifyAsync(), Is.Null);

        Assert.That(network.Fetched, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_certificate_may_come_without_those_that_signed_it()
    {
        network.Certificate = () => Text(certificate.ExportCertificatePem());

        Assert.That(await VerifyAsync(), Is.Null);
    }

    [Test]
    public async Task A_certificate_that_was_kept_ends_when_it_expires()
    {
        certificate = authority.Issue(until: FakePayPal.Start.AddHours(1));
        Assert.That(await VerifyAsync(), Is.Null);

        time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.That(await VerifyAsync(), Is.EqualTo(BillingProblems.SignatureInvalid));
    }

    [TestCase("www.paypal.com")]
    [TestCase("*.paypal.com")]
    [TestCase("messageverificationcerts.paypal.com.example.org")]
    [TestCase("messageverificationcerts.sandbox.paypal.com")]
    public async Task Another_name_does_not_sign(string name)
    {
        certificate = authority.Issue(name);

        Assert.That(await VerifyAsync(), Is.EqualTo(BillingProblems.SignatureInvalid));
    }

    [Test]
    public async Task The_sandbox_has_a_signer_of_its_own()
    {
        certificate = authority.Issue("messageverificationcerts.sandbox.paypal.com");
        verifier = Verifier("sandbox");

        Assert.That(await VerifyAsync(), Is.Null);
    }

    [TestCase(-30, -1, TestName = "{m}(expired)")]
    [TestCase(1, 30, TestName = "{m}(not yet valid)")]
    public async Task Out_of_its_time_it_is_worth_nothing(int from, int until)
    {
        certificate = authority.Issue(from: FakePayPal.Start.AddDays(from), until: FakePayPal.Start.AddDays(until));

        Assert.That(await VerifyAsync(), Is.EqualTo(BillingProblems.SignatureInvalid));
    }

    [Test]
    public async Task A_weak_key_signs_nothing()
    {
        certificate = authority.Issue(bits: 1024);

        Assert.That(await VerifyAsync(), Is.EqualTo(BillingProblems.SignatureInvalid));
    }

    [TestCase("")]
    [TestCase("no certificate at all")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public async Task What_is_no_certificate_signs_nothing(string served)
    {
        network.Certificate = () => Text(served);

        Assert.That(await VerifyAsync(), Is.EqualTo(BillingProblems.SignatureInvalid));
    }

    [TestCase("http://api.paypal.com/v1/notifications/certs/CERT-1")]
    [TestCase("https://api.paypal.com:8443/v1/notifications/certs/CERT-1")]
    [TestCase("https://api.paypal.com.example.org/v1/notifications/certs/CERT-1")]
    [TestCase("https://paypal.com.example.org/v1/notifications/certs/CERT-1")]
    [TestCase("https://me@api.paypal.com/v1/notifications/certs/CERT-1")]
    [TestCase("https://api.paypal.com/v1/notifications/certs/CERT-1?to=example.org")]
    [TestCase("https://api.paypal.com/v1/notifications/certs/../../somebody")]
    [TestCase("https://www.paypal.com/somebodys/page")]
    [TestCase("http://127.0.0.1/v1/notifications/certs/CERT-1")]
    public async Task Only_where_PayPals_certificates_are_one_is_fetched(string url)
    {
        Assert.That(await VerifyAsync(url: url), Is.EqualTo(BillingProblems.SignatureInvalid));
        Assert.That(network.Fetched, Is.Empty);
    }

    [Test]
    public async Task What_was_not_signed_costs_no_request()
    {
        await VerifyAsync();
        network.Fetched.Clear();

        for (var i = 0; i < 300; i++)
        {
            Assert.That(await VerifyAsync(signed: "{}"u8.ToArray()), Is.EqualTo(BillingProblems.SignatureInvalid));
        }

        Assert.That(network.Fetched, Is.Empty);
    }

    [Test]
    public async Task Whoever_names_certificates_that_are_not_there_is_limited_and_shuts_nobody_else_out()
    {
        await VerifyAsync();
        network.Fetched.Clear();
        network.Certificate = () => new(HttpStatusCode.NotFound);
        for (var i = 0; i < 300; i++)
        {
            var url = string.Create(null, $"https://api.paypal.com/v1/notifications/certs/CERT-FORGED-{i}");
            Assert.That(
                async () => await VerifyAsync(url: url, client: "flood"),
                Throws.TypeOf<PaymentProviderException>()
            );
        }

        Assert.That(network.Fetched, Has.Count.EqualTo(WebhookCertificates.MaxMissesOfOne));
        Assert.That(await VerifyAsync(), Is.Null, "PayPal's own, known before");
        time.Advance(TimeSpan.FromHours(12));
        Assert.That(await VerifyAsync(), Is.Null, "and still, in the middle of the flood");
    }

    [Test]
    public async Task From_many_addresses_there_is_a_limit_too()
    {
        network.Certificate = () => new(HttpStatusCode.NotFound);
        for (var i = 0; i < 300; i++)
        {
            var url = string.Create(null, $"https://api.paypal.com/v1/notifications/certs/CERT-FORGED-{i}");
            Assert.That(
                async () => await VerifyAsync(url: url, client: $"client-{i}"),
                Throws.TypeOf<PaymentProviderException>()
            );
        }

        Assert.That(network.Fetched, Has.Count.EqualTo(WebhookCertificates.MaxMisses));
    }

    [Test]
    public void One_that_cannot_be_had_is_neither_genuine_nor_forged()
    {
        Func<HttpResponseMessage>[] faults =
        [
            () => new(HttpStatusCode.NotFound),
            () => new(HttpStatusCode.ServiceUnavailable),
            // HttpClient throws this after a time-out.
            () => throw new TaskCanceledException("time-out"),
        ];
        foreach (var fault in faults)
        {
            network.Certificate = fault;
            Assert.That(async () => await VerifyAsync(), Throws.TypeOf<PaymentProviderException>());
        }
    }

    private Task<Problem?> VerifyAsync(byte[]? signed = null, string url = CertificateUrl, string client = "one")
    {
        var unsigned = new TransmissionHeaders(
            "T-1",
            time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            "",
            url,
            WebhookRules.Algorithm
        );
        var signature = Sign(WebhookRules.Signed(unsigned, WebhookId, signed ?? Body));
        return verifier.VerifyAsync(unsigned with { Signature = signature }, Body, client, CancellationToken.None);
    }

    private string Sign(byte[] text)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return Convert.ToBase64String(key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private WebhookVerifier Verifier(string environment)
    {
        var options = Options.Create(new PayPalOptions { Environment = environment, WebhookId = WebhookId });
        var http = new HttpClient(network, disposeHandler: false);
        return new(new WebhookCertificates(http, options, time), options, time, NullLogger<WebhookVerifier>.Instance);
    }

    private static HttpResponseMessage Text(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/x-pem-file") };

    /// <summary>Answers for PayPal's hosts.</summary>
    private sealed class Network : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Certificate { get; set; } = () => new(HttpStatusCode.NotFound);

        public List<Uri> Fetched { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Fetched.Add(request.RequestUri!);
            return Task.FromResult(Certificate());
        }
    }
}
