using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.PayPal;
using AiPromptGen.Billing.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PaypalServerSdk.Standard;

namespace AiPromptGen.Tests.Billing;

/// <summary>Is it PayPal's? With its certificate, without it, and with PayPal's own word in every shape.</summary>
[TestFixture]
[Property("Promise", "P18")]
public sealed class WebhookVerifierTests
{
    private const string WebhookId = "2WEBHOOK";
    private const string CertificateUrl = "https://api.paypal.com/v1/notifications/certs/CERT-1";
    private const string Yes = """{"verification_status":"SUCCESS"}""";
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
        verifier = Verifier(isRevocationKnown: true);
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
        Assert.That(await VerifyAsync(), Is.EqualTo(WebhookVerdict.Genuine));
        Assert.That(await VerifyAsync(), Is.EqualTo(WebhookVerdict.Genuine));

        Assert.That((network.Fetched, network.Asked), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_certificate_that_was_kept_ends_when_it_expires()
    {
        certificate = authority.Issue(until: FakePayPal.Start.AddHours(1));
        Assert.That(await VerifyAsync(), Is.EqualTo(WebhookVerdict.Genuine));

        time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.That(await VerifyAsync(), Is.EqualTo(WebhookVerdict.Forged));
        Assert.That((network.Fetched, network.Asked), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task A_certificate_is_looked_at_anew_after_half_a_day()
    {
        await VerifyAsync();
        certificate = authority.SelfSigned();

        time.Advance(TimeSpan.FromHours(12));

        Assert.That(await VerifyAsync(), Is.EqualTo(WebhookVerdict.Forged));
    }

    [TestCase("")]
    [TestCase("no certificate at all")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public async Task What_is_no_certificate_signs_nothing(string served)
    {
        network.Certificate = () => Text(served);

        Assert.That(await VerifyAsync(), Is.EqualTo(WebhookVerdict.Forged));
        Assert.That(network.Asked, Is.Zero);
    }

    [TestCase(Yes, true)]
    [TestCase("""{"verification_status":"FAILURE"}""", false)]
    public async Task Where_revocation_is_unknown_PayPal_decides(string answer, bool genuine)
    {
        verifier = Verifier(isRevocationKnown: false);
        network.Word = () => Text(answer);

        var verdict = await VerifyAsync();

        Assert.That(verdict, Is.EqualTo(genuine ? WebhookVerdict.Genuine : WebhookVerdict.Forged));
        Assert.That(network.Question, Does.EndWith(",\"webhook_event\":" + Encoding.UTF8.GetString(Body) + "}"));
        Assert.That(network.Question, Does.Contain($"\"webhook_id\":\"{WebhookId}\""));
    }

    [Test]
    public async Task Where_revocation_is_unknown_what_is_not_even_signed_is_not_asked_about()
    {
        verifier = Verifier(isRevocationKnown: false);
        network.Word = () => Text(Yes);

        Assert.That(await VerifyAsync(signed: "{}"u8.ToArray()), Is.EqualTo(WebhookVerdict.Forged));
        Assert.That(network.Asked, Is.Zero);
    }

    [TestCase(Yes, true)]
    [TestCase("""{"verification_status":"FAILURE"}""", false)]
    public async Task Where_the_certificate_cannot_be_had_PayPal_decides(string answer, bool genuine)
    {
        foreach (var away in Faults())
        {
            Start();
            (network.Certificate, network.Word) = (away, () => Text(answer));

            var verdict = await VerifyAsync();

            Assert.That(verdict, Is.EqualTo(genuine ? WebhookVerdict.Genuine : WebhookVerdict.Forged));
            Assert.That(network.Asked, Is.EqualTo(1));
        }
    }

    [Test]
    public void Without_a_word_from_PayPal_nothing_is_taken()
    {
        network.Certificate = () => new(HttpStatusCode.NotFound);
        string[] malformed =
        [
            "",
            "null",
            "[]",
            "{}",
            "\"SUCCESS\"",
            "<html>SUCCESS</html>",
            """{"verification_status":true}""",
            """{"verification_status":"success"}""",
            """{"verification_status":["SUCCESS"]}""",
        ];
        var words = Faults()
            .Concat(malformed.Select(text => (Func<HttpResponseMessage>)(() => Text(text))))
            .Append(() => new(HttpStatusCode.BadRequest))
            .Append(() => new(HttpStatusCode.Unauthorized));

        foreach (var word in words)
        {
            network.Word = word;
            Assert.That(VerifyAsync, Throws.TypeOf<PaymentProviderException>());
        }

        Assert.That(network.Asked, Is.EqualTo(14));
    }

    private static IEnumerable<Func<HttpResponseMessage>> Faults() =>
        [
            () => new(HttpStatusCode.NotFound),
            () => new(HttpStatusCode.ServiceUnavailable),
            // What a client says when its time is over.
            () => throw new TaskCanceledException("time-out"),
        ];

    private Task<WebhookVerdict> VerifyAsync() => VerifyAsync(Body);

    private Task<WebhookVerdict> VerifyAsync(byte[] signed)
    {
        var unsigned = new TransmissionHeaders(
            "T-1",
            time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            "",
            CertificateUrl,
            WebhookRules.Algorithm
        );
        var signature = Sign(WebhookRules.Signed(unsigned, WebhookId, signed));
        return verifier.VerifyAsync(unsigned with { Signature = signature }, Body, CancellationToken.None);
    }

    private string Sign(byte[] text)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return Convert.ToBase64String(key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <param name="isRevocationKnown">As with a simulator's; else the production path, with no list to be had.</param>
    private WebhookVerifier Verifier(bool isRevocationKnown)
    {
        var settings = new PayPalOptions
        {
            Environment = "live",
            WebhookId = WebhookId,
            CertificateRootPem = isRevocationKnown ? authority.Roots[0].ExportCertificatePem() : null,
        };
        var options = Options.Create(settings);
        var http = new HttpClient(network, disposeHandler: false);
        var trust = new SignerTrust(settings, isRevocationKnown ? null : authority.Roots);
        var sdk = new PaypalServerSdkClient.Builder()
            .HttpClientConfig(config => config.HttpClientInstance(http, false))
            .Build();
        return new(
            new WebhookCertificates(http, trust, options, time),
            new PayPalGateway(sdk, new PayPalRest(http, options, time), options, time),
            options,
            time,
            NullLogger<WebhookVerifier>.Instance
        );
    }

    private static HttpResponseMessage Text(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    /// <summary>PayPal's hosts.</summary>
    private sealed class Network : HttpMessageHandler
    {
        public Func<HttpResponseMessage> Certificate { get; set; } = () => new(HttpStatusCode.NotFound);

        public Func<HttpResponseMessage> Word { get; set; } = () => new(HttpStatusCode.ServiceUnavailable);

        public int Fetched { get; private set; }

        public int Asked { get; private set; }

        public string Question { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            switch (request.RequestUri!.AbsolutePath)
            {
                case "/v1/notifications/certs/CERT-1":
                    Fetched++;
                    return Certificate();
                case "/v1/notifications/verify-webhook-signature":
                    Asked++;
                    Question = await request.Content!.ReadAsStringAsync(cancellationToken);
                    return Word();
                default:
                    return Text("""{"access_token":"token","expires_in":3600}""");
            }
        }
    }
}
