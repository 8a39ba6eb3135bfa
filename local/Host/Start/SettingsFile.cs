using System.Text.Json;

namespace AiPromptGen.Host.Start;

/// <summary>
/// <c>local.settings.json</c> as Azure Functions Core Tools define it: <c>Values</c> are texts by name, <c>Host</c> is what
/// only a local run reads. See https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file
/// </summary>
internal static class SettingsFile
{
    public const string Name = "local.settings.json";

    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>"Credits__SignUpCredits" for what is "Credits:SignUpCredits" to the program; so it is in the environment, too.</summary>
    public static string Written(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    /// <returns>Settings by name, their parts divided by colons; none where there is no file.</returns>
    /// <exception cref="LocalHostException">The file is wrong; it has a line for each mistake.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            return settings;
        }

        using var json = Parse(path);
        List<string> mistakes =
            json.RootElement.ValueKind is JsonValueKind.Object
                ? [.. json.RootElement.EnumerateObject().SelectMany(part => Take(part, settings))]
                : ["must be a JSON object with 'Values'; see local.settings.sample.json."];
        return mistakes.Count == 0
            ? settings
            : throw new LocalHostException(mistakes.Select(mistake => $"{Name}: {mistake}"));
    }

    /// <returns>A line for each mistake.</returns>
    private static IEnumerable<string> Take(JsonProperty part, Dictionary<string, string?> settings)
    {
        var name = part.Name.ToUpperInvariant();
        var mistake = name switch
        {
            "VALUES" or "HOST" when part.Value.ValueKind is not JsonValueKind.Object =>
                $"'{part.Name}' must be an object of names and texts.",
            "ISENCRYPTED" when part.Value.ValueKind is JsonValueKind.True =>
                "IsEncrypted must be false; 'func settings decrypt' makes the file readable.",
            "VALUES" or "HOST" or "ISENCRYPTED" or "CONNECTIONSTRINGS" => null,
            _ => $"'{part.Name}' must stand in 'Values'; the file has only 'IsEncrypted', 'Host' and 'Values'.",
        };
        var prefix = name is "HOST" ? "Host:" : "";
        return mistake is not null ? [mistake]
            : name is "VALUES" or "HOST"
                ? part.Value.EnumerateObject().Select(setting => Take(setting, prefix, settings)).OfType<string>()
            : [];
    }

    /// <returns>What is wrong with it; null when nothing is.</returns>
    private static string? Take(JsonProperty setting, string prefix, Dictionary<string, string?> settings)
    {
        var value = setting.Value.ValueKind is JsonValueKind.Null ? null : setting.Value.ToString();
        return setting.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? $"{setting.Name} must be a text; what is below it is named {setting.Name}__…, as in the sample."
            : settings.TryAdd(prefix + setting.Name.Replace("__", ":", StringComparison.Ordinal), value) ? null
            : $"{setting.Name} is there twice; remove one of them.";
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path), Reading);
        }
        catch (JsonException wrong)
        {
            var reason = wrong.Message.Split(" LineNumber:")[0].Split(" Path:")[0].ReplaceLineEndings(" ");
            throw new LocalHostException($"{Name}, line {wrong.LineNumber + 1}: this is not JSON. {reason}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"{Name}: the file cannot be read ({unreadable.GetType().Name}).");
        }
    }
}
