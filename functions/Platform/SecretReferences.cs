using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

/// <summary>
/// App Service hands on the text of a reference to a key vault when it cannot read the secret. That text is no secret and long
/// enough to pass for one: hashes would be keyed with something that everybody can guess.
/// </summary>
internal static class SecretReferences
{
    public const string Start = "@Microsoft.KeyVault(";

    /// <exception cref="OptionsValidationException">Names the settings.</exception>
    public static void RefuseUnresolved(IConfiguration configuration)
    {
        var unresolved = configuration
            .AsEnumerable()
            .Where(s => s.Value?.StartsWith(Start, StringComparison.OrdinalIgnoreCase) == true)
            .Select(s => s.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (unresolved.Count > 0)
        {
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(IConfiguration),
                [
                    $"The key vault gave no secret for {string.Join(", ", unresolved)}. "
                        + "Is the secret there, and may the app's identity read it?",
                ]
            );
        }
    }
}
