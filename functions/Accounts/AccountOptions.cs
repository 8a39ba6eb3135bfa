using System.Security.Cryptography;
using AiPromptGen.Audit;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Accounts;

public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>
    /// Lets anybody sign in as anybody, for trying the program out. Outside a development environment the program refuses to start with it.
    /// </summary>
    public bool DevelopmentSignIn { get; set; }

    /// <summary>
    /// RSA key (PEM) of the development issuer. Without it each start makes a new key, so that tokens end with the process.
    /// </summary>
    public string? DevelopmentKeyPem { get; set; }
}

/// <summary>
/// Audit rows and erased accounts must be hashed with different secrets, so that a person who has one of them can read nothing from the
/// other.
/// </summary>
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

/// <summary>
/// With development sign-in in production everybody could open every account, so such a start is refused. The settings of the real sign-in
/// are checked too.
/// </summary>
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

        // With `common` or `organizations` any tenant could sign people in and give them roles.
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
