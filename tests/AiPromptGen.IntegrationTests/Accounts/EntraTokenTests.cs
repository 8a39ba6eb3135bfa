using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>The validation of production, settings and all, against an External ID tenant that answers in this process.</summary>
[TestFixture]
internal sealed class EntraTokenTests
{
    private const string Tenant = "00000000-0000-0000-0000-000000000001";
    private const string Client = "00000000-0000-0000-0000-000000000002";
    private const string Issuer = $"https://{Tenant}.ciamlogin.com/{Tenant}/v2.0";

    [Test, Property("Promise", "P1")]
    public async Task A_token_of_the_tenant_signs_in_and_its_keys_are_fetched_once()
    {
        using var tenant = new EntraTenant();
        await using var app = await StartAsync(tenant);
        using var person = new ApiClient(app.Address);

        for (var i = 0; i < 25; i++)
        {
            var answer = await GetAsync(person, tenant.Token(Claims()));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        }

        await TestContext.Out.WriteLineAsync(string.Join('\n', tenant.Asked));
        Assert.That(tenant.Asked, Is.Not.Empty);
        Assert.That(tenant.Asked.GroupBy(a => a).Select(g => g.Count()), Is.All.LessThanOrEqualTo(2));
    }

    [TestCase("iss", $"https://{Client}.ciamlogin.com/{Client}/v2.0")]
    [TestCase("iss", $"https://login.microsoftonline.com/{Client}/v2.0")]
    [TestCase("iss", "https://evil.example/v2.0")]
    [TestCase("aud", "00000000-0000-0000-0000-000000000003")]
    [TestCase("scp", "another_scope")]
    [TestCase("sub", "")]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string value)
    {
        using var tenant = new EntraTenant();
        await using var app = await StartAsync(tenant);
        using var person = new ApiClient(app.Address);
        var claims = Claims();
        Assert.That((await GetAsync(person, tenant.Token(claims))).Status, Is.EqualTo(HttpStatusCode.OK));
        claims[claim] = value;

        var answer = await GetAsync(person, tenant.Token(claims));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "token-invalid")));
    }

    [Test]
    public async Task An_algorithm_that_Entra_does_not_sign_with_is_refused()
    {
        using var tenant = new EntraTenant();
        await using var app = await StartAsync(tenant);
        using var person = new ApiClient(app.Address);

        var answer = await GetAsync(person, tenant.Token(Claims(), SecurityAlgorithms.RsaSha512));

        Assert.That(answer.Code, Is.EqualTo("token-invalid"));
    }

    private static Task<TestApp> StartAsync(EntraTenant tenant) =>
        TestApp.StartAsync(
            "Entra",
            tenant.AddTo,
            settings:
            [
                "Accounts:DevelopmentSignIn=false",
                "AzureAd:Instance=https://example.ciamlogin.com/",
                $"AzureAd:TenantId={Tenant}",
                $"AzureAd:ClientId={Client}",
            ]
        );

    private static Task<Answer> GetAsync(ApiClient person, string token)
    {
        person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return person.GetAsync("account");
    }

    private static Dictionary<string, object> Claims() =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["sub"] = "subject-of-this-app",
            ["tid"] = Tenant,
            ["ver"] = "2.0",
            ["scp"] = "access_as_user",
            ["email"] = "ada@example.org",
        };

    private sealed class EntraTenant : HttpMessageHandler
    {
        private readonly RSA rsa = RSA.Create(2048);
        private readonly ConcurrentQueue<string> asked = new();

        public IReadOnlyCollection<string> Asked => asked;

        public void AddTo(IServiceCollection services)
        {
            services.Configure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                o => o.BackchannelHttpHandler = this
            );
            services.Configure<AadIssuerValidatorOptions>(o => o.HttpClientName = "tenant");
            services.AddHttpClient("tenant").ConfigurePrimaryHttpMessageHandler(() => this);
        }

        public string Token(Dictionary<string, object> claims, string algorithm = SecurityAlgorithms.RsaSha256)
        {
            var key = new RsaSecurityKey(rsa)
            {
                KeyId = "k1",
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            };
            return new JsonWebTokenHandler().CreateToken(
                new SecurityTokenDescriptor
                {
                    Claims = claims,
                    Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
                    SigningCredentials = new SigningCredentials(key, algorithm),
                }
            );
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
        {
            var address = request.RequestUri!.AbsoluteUri;
            asked.Enqueue(address);
            var json = address.EndsWith("/keys", StringComparison.Ordinal)
                ? $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"k1","n":"{{Part(p => p.Modulus)}}","e":"{{Part(p => p.Exponent)}}"}]}"""
                : $$"""{"issuer":"{{Issuer}}","jwks_uri":"https://example.ciamlogin.com/keys"}""";
            return Task.FromResult(
                new HttpResponseMessage { Content = new StringContent(json, Encoding.UTF8, "application/json") }
            );
        }

        protected override void Dispose(bool disposing)
        {
            rsa.Dispose();
            base.Dispose(disposing);
        }

        private string Part(Func<RSAParameters, byte[]?> part) =>
            System.Buffers.Text.Base64Url.EncodeToString(part(rsa.ExportParameters(includePrivateParameters: false)));
    }
}
