using System.Security.Cryptography;
using AiPromptGen.Audit;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Accounts;

public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>Lets anybody sign in as anybody, for trying the program out. Refused on Azure.</summary>
    public bool DevelopmentSignIn { get; set; }

    /// <summary>RSA key of the development issuer. Without one a key is made per start, and tokens end with the process.</summary>
    public string? DevelopmentKeyPem { get; set; }
}

/// <summary>Hashes of audit rows and hashes of erased accounts must not meet, or each would tell what the other is to keep.</summary>
internal sealed class SecretsValidator(IConfiguration configuration) : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var secret = configuration.GetSection(CreditOptions.Section)[nameof(CreditOptions.ErasedKeySecret)];
        var others = configuration
            .GetSection($"{AuditOptions.Section}:{nameof(AuditOptions.AccountKeys)}")
            .GetChildren()
            .Select(key => key[nameof(AuditSecret.Secret)]);
        return secret is not null && others.Contains(secret, StringComparer.Ordinal)
            ? ValidateOptionsResult.Fail(
                "Credits:ErasedKeySecret must be another secret than any of Audit:AccountKeys."
            )
            : ValidateOptionsResult.Success;
    }
}

/// <summary>A production start with development sign-in would hand every account to everybody: refuse it, loudly.</summary>
internal sealed class AccountOptionsValidator(IConfiguration configuration) : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        if (options.DevelopmentSignIn && !Hosting.IsDevelopment(configuration))
        {
            return ValidateOptionsResult.Fail(
                "Accounts:DevelopmentSignIn is on, but this is not a development environment. Remove the setting."
            );
        }

        if (options.DevelopmentKeyPem is { Length: > 0 } pem && !IsKey(pem))
        {
            return ValidateOptionsResult.Fail("Accounts:DevelopmentKeyPem must be an RSA key in PEM.");
        }

        if (
            configuration["AzureAd:Instance"] is { Length: > 0 } instance
            && !(Uri.TryCreate(instance, UriKind.Absolute, out var issuer) && issuer.Scheme is "https")
        )
        {
            return ValidateOptionsResult.Fail(
                "AzureAd:Instance must be an address such as https://login.microsoftonline.com/."
            );
        }

        return options.DevelopmentSignIn ? ValidateOptionsResult.Success : CheckTenant();
    }

    private ValidateOptionsResult CheckTenant()
    {
        if (configuration["AzureAd:ClientId"] is not { Length: > 0 })
        {
            return ValidateOptionsResult.Fail(
                "Nobody could sign in: set AzureAd:Instance, AzureAd:TenantId and AzureAd:ClientId."
            );
        }

        // Of `common` and `organizations` anybody's tenant may sign people in, and give them roles.
        return TokenValidation.TenantOf(configuration) == Guid.Empty
            ? ValidateOptionsResult.Fail(
                "AzureAd:TenantId must be the id (a GUID) of the one tenant whose people may sign in."
            )
            : ValidateOptionsResult.Success;
    }

    private static bool IsKey(string pem)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return true;
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
