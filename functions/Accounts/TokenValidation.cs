using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.Accounts;

internal static class TokenValidation
{
    /// <summary>
    /// The version of the tokens that are accepted. Tokens of version 1 have another issuer and another subject for the same person, and
    /// their audience may be written in two ways (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
    /// </summary>
    public const string Version = "2.0";

    /// <summary>How far the issuer's clock may be from ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Microsoft.Identity.Web checks issuer, audience, signature and lifetime. In development the same checks run on the
    /// development issuer's metadata, so that a forged token fails here as it fails in production.
    /// </summary>
    public static void AddTokenValidation(this IServiceCollection services, IConfiguration configuration)
    {
        var isDevelopment =
            configuration.GetSection(AccountOptions.Section).Get<AccountOptions>()?.DevelopmentSignIn == true;
        if (isDevelopment)
        {
            configuration["AzureAd:Instance"] ??= "https://login.microsoftonline.com/";
            configuration["AzureAd:TenantId"] ??= $"{DevelopmentIssuer.Tenant}";
            configuration["AzureAd:ClientId"] ??= DevelopmentIssuer.Audience;
        }

        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApi(configuration.GetSection("AzureAd"));
        services
            .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider, DevelopmentIssuer>(
                (jwt, time, development) =>
                {
                    Configure(jwt, time);
                    RequireTenant(jwt, isDevelopment ? DevelopmentIssuer.Tenant : TenantOf(configuration));
                    if (isDevelopment)
                    {
                        UseDevelopment(jwt, development);
                    }
                }
            )
            .PostConfigure<TimeProvider>(
                (jwt, time) =>
                {
                    if (!isDevelopment)
                    {
                        UseSigningKeys(jwt, time);
                    }
                }
            );
    }

    /// <summary>The one tenant whose people may sign in; when the setting names none, the empty id, which no token has.</summary>
    public static Guid TenantOf(IConfiguration configuration) =>
        Guid.TryParse(configuration["AzureAd:TenantId"], out var tenant) ? tenant : Guid.Empty;

    private static void Configure(JwtBearerOptions jwt, TimeProvider time)
    {
        jwt.TokenValidationParameters.ClockSkew = ClockSkew;
        // The algorithm that Entra signs with. Without a list every algorithm that a key allows would be accepted.
        jwt.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        jwt.TokenValidationParameters.LifetimeValidator = (notBefore, expires, _, _) =>
            IsAlive(notBefore, expires, time.GetUtcNow().UtcDateTime);
    }

    private static void UseDevelopment(JwtBearerOptions jwt, DevelopmentIssuer development)
    {
        jwt.Configuration = development.Metadata;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = DevelopmentIssuer.Issuer,
            ValidAudience = DevelopmentIssuer.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            LifetimeValidator = jwt.TokenValidationParameters.LifetimeValidator,
        };
    }

    /// <summary>
    /// Refuses tokens of any other tenant or version. The library has checked the issuer before, but roles and accounts depend on the
    /// tenant, so it is checked here as well.
    /// </summary>
    private static void RequireTenant(JwtBearerOptions jwt, Guid tenant)
    {
        jwt.Events ??= new JwtBearerEvents();
        var before = jwt.Events.OnTokenValidated;
        jwt.Events.OnTokenValidated = async context =>
        {
            await before(context);
            if (
                !context.Principal!.HasClaim("ver", Version)
                || !Guid.TryParse(context.Principal!.GetTenantId(), out var of)
                || of != tenant
            )
            {
                context.Fail("The token is of another version or of another tenant.");
            }
        };
    }

    /// <summary>Runs after all other configuration, which sets the issuer's address and the HTTP client for it.</summary>
    private static void UseSigningKeys(JwtBearerOptions jwt, TimeProvider time)
    {
        var documents = new HttpDocumentRetriever(jwt.Backchannel) { RequireHttps = jwt.RequireHttpsMetadata };
        // Otherwise the library would accept keys that the issuer has withdrawn for another hour.
        var keys = new SigningKeys(jwt.MetadataAddress, documents, time) { UseLastKnownGoodConfiguration = false };
        jwt.ConfigurationManager = keys;
        var before = jwt.Events.OnMessageReceived;
        jwt.Events.OnMessageReceived = async context =>
        {
            await before(context);
            if (SigningKeys.NamedBy(context.Request) is { } keyId)
            {
                await keys.FindAsync(keyId, context.HttpContext.RequestAborted);
            }
        };
    }

    private static bool IsAlive(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + ClockSkew && (notBefore is null || notBefore - ClockSkew <= now);
}
