using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform.Identity;

/// <summary>How a client signs people in: with <c>POST /dev/sign-in</c>, or at the identity provider that is named.</summary>
public sealed record SignInView
{
    /// <summary>True or absent. True: any e-mail address will do, on a development machine.</summary>
    public bool? Development { get; init; }

    /// <summary>The issuer's address, for OpenID Connect.</summary>
    public string? Authority { get; init; }

    /// <summary>The client id of the site's own registration at the provider.</summary>
    public string? ClientId { get; init; }

    /// <summary>The scope to ask for, so that the access token is one for this API.</summary>
    public string? Scope { get; init; }

    /// <summary>
    /// Made from the settings by which tokens are checked. The site is an application of its own at the provider
    /// (<c>AzureAd:SiteClientId</c>); when that is left out, it signs in as the API's application.
    /// </summary>
    public static SignInView From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var api = configuration["AzureAd:ClientId"];
        return configuration.GetValue<bool>("Accounts:DevelopmentSignIn") || api is not { Length: > 0 }
            ? new SignInView { Development = true }
            : new SignInView
            {
                Authority = $"{configuration["AzureAd:Instance"]?.TrimEnd('/')}/{configuration["AzureAd:TenantId"]}",
                ClientId = configuration["AzureAd:SiteClientId"] is { Length: > 0 } site ? site : api,
                Scope = $"api://{api}/{AuthenticationMiddleware.Scope}",
            };
    }
}
