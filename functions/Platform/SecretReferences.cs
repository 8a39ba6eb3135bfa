using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

/// <summary>
/// Finds settings in which App Service has left the text of a reference to a key vault, because it could not read the secret. Such a text
/// is not secret and long enough to pass for one, so hashes would be keyed with something that everybody can guess.
/// </summary>
internal static class SecretReferences
{
    public const string Start = "@Microsoft.KeyVault(";

    /// <exception cref="OptionsValidationException">At least one setting is an unresolved reference; the message names the settings.</exception>
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
