using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.Accounts;

/// <summary>Issues signed tokens for development. The code that checks tokens of Entra External ID checks these too.</summary>
internal sealed class DevelopmentIssuer : IDisposable
{
    public const string Issuer = "urn:aipromptgen:development";
    public const string Audience = "aipromptgen-development";
    public static readonly Guid Tenant = new("00000000-0000-4000-8000-000000000001");
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Length of a GUID in bytes.</summary>
    private const int IdBytes = 16;

    private readonly TimeProvider _time;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RsaSecurityKey _key;

    public DevelopmentIssuer(IOptions<AccountOptions> options, TimeProvider time)
    {
        _time = time;
        if (options.Value.DevelopmentKeyPem is { Length: > 0 } pem)
        {
            _rsa.ImportFromPem(pem);
        }

        _key = new RsaSecurityKey(_rsa)
        {
            KeyId = "development",
            // The default factory keeps signature providers for the whole process, which would outlive this issuer's RSA key.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
    }

    public OpenIdConnectConfiguration Metadata => new() { Issuer = Issuer, SigningKeys = { _key } };

    public string Issue(string email, IReadOnlyList<string> roles)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var normalized = email.Trim().ToLowerInvariant();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(normalized));
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["ver"] = TokenValidation.Version,
                    ["tid"] = $"{Tenant}",
                    ["oid"] = $"{new Guid(hash.AsSpan(0, IdBytes))}",
                    ["sub"] = Convert.ToHexStringLower(hash),
                    ["email"] = normalized,
                    ["scp"] = AuthenticationMiddleware.Scope,
                    ["roles"] = roles,
                },
                SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            }
        );
    }

    public void Dispose() => _rsa.Dispose();
}
