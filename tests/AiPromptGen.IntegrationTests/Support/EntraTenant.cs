using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>
/// An External ID tenant that answers in this process: metadata, keys, and tokens with the claims of Microsoft's reference
/// (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
/// </summary>
internal sealed class EntraTenant : HttpMessageHandler
{
    public const string Id = "00000000-0000-0000-0000-000000000001";
    public const string Client = "00000000-0000-0000-0000-000000000002";
    public const string Issuer = $"https://{Id}.ciamlogin.com/{Id}/v2.0";
    private const string Address = "https://example.ciamlogin.com/";

    private readonly ConcurrentQueue<string> asked = new();
    private readonly RSA forger = RSA.Create(2048);
    private RSA rsa = RSA.Create(2048);

    /// <summary>The addresses that were asked for, in their order.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    /// <summary>The id of the key with which the tenant signs, the only one that it publishes.</summary>
    public string KeyId { get; private set; } = "k1";

    /// <summary>The settings of production.</summary>
    public static string[] Settings { get; } =
    [
        "Accounts:DevelopmentSignIn=false",
        $"AzureAd:Instance={Address}",
        $"AzureAd:TenantId={Id}",
        $"AzureAd:ClientId={Client}",
    ];

    /// <summary>The claims of one person's token.</summary>
    public static Dictionary<string, object> Claims() =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["sub"] = "subject-of-this-app",
            ["oid"] = "00000000-0000-0000-0000-0000000000a1",
            ["tid"] = Id,
            ["ver"] = "2.0",
            ["scp"] = "access_as_user",
            ["email"] = "ada@example.org",
        };

    public Task<TestApp> StartAsync(string hub, Action<IServiceCollection>? configure = null) =>
        TestApp.StartAsync(
            hub,
            services =>
            {
                configure?.Invoke(services);
                AddTo(services);
            },
            settings: Settings
        );

    /// <summary>Replaces the key at once, as after a theft.</summary>
    public void ChangeKey()
    {
        rsa.Dispose();
        (rsa, KeyId) = (RSA.Create(2048), KeyId + "+");
    }

    /// <param name="keyId">Somebody else's, who signs as well as anybody can.</param>
    public string Token(
        Dictionary<string, object> claims,
        string algorithm = SecurityAlgorithms.RsaSha256,
        string? keyId = null
    )
    {
        var key = new RsaSecurityKey(keyId is null ? rsa : forger)
        {
            KeyId = keyId ?? KeyId,
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
            ? $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","n":"{{Part(p => p.Modulus)}}","e":"{{Part(p => p.Exponent)}}"}]}"""
            : $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Address}}keys"}""";
        return Task.FromResult(
            new HttpResponseMessage { Content = new StringContent(json, Encoding.UTF8, "application/json") }
        );
    }

    protected override void Dispose(bool disposing)
    {
        rsa.Dispose();
        forger.Dispose();
        base.Dispose(disposing);
    }

    private void AddTo(IServiceCollection services)
    {
        services.Configure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            o => o.BackchannelHttpHandler = this
        );
        services.Configure<AadIssuerValidatorOptions>(o => o.HttpClientName = "tenant");
        services.AddHttpClient("tenant").ConfigurePrimaryHttpMessageHandler(() => this);
    }

    private string Part(Func<RSAParameters, byte[]?> part) =>
        System.Buffers.Text.Base64Url.EncodeToString(part(rsa.ExportParameters(includePrivateParameters: false)));
}
