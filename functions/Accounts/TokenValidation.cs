using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.Accounts;

internal static class TokenValidation
{
    /// <summary>How far the issuer's clock may be from ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Microsoft.Identity.Web checks issuer, audience, signature and lifetime. In development the same checks run on the
    /// development issuer's metadata, so that a forged token fails here as it fails in production.
    /// </summary>
    public static void AddTokenValidation(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(AccountOptions.Section).Get<AccountOptions>()?.DevelopmentSignIn == true)
        {
            configuration["AzureAd:Instance"] ??= "https://login.microsoftonline.com/";
            configuration["AzureAd:TenantId"] ??= "common";
            configuration["AzureAd:ClientId"] ??= DevelopmentIssuer.Audience;
        }

        services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApi(configuration.GetSection("AzureAd"));
        services
            .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider, IOptions<AccountOptions>, DevelopmentIssuer>(Configure);
    }

    private static void Configure(
        JwtBearerOptions jwt,
        TimeProvider time,
        IOptions<AccountOptions> options,
        DevelopmentIssuer development
    )
    {
        jwt.TokenValidationParameters.ClockSkew = ClockSkew;
        // What Entra signs with. Without a list, whatever algorithm a key allows would do.
        jwt.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        jwt.TokenValidationParameters.LifetimeValidator = (notBefore, expires, _, _) =>
            IsAlive(notBefore, expires, time.GetUtcNow().UtcDateTime);
        if (options.Value.DevelopmentSignIn)
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
    }

    private static bool IsAlive(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is { } end && now < end + ClockSkew && (notBefore is null || notBefore - ClockSkew <= now);
}
