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

    /// <returns>Settings by name, their parts divided by colons; none where there is no file.</returns>
    /// <exception cref="LocalHostException">The file is wrong; it has a line for each mistake.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            return settings;
        }

        var mistakes = new List<string>();
        using var json = Parse(path);
        if (json.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw new LocalHostException(
                $"{Name}: must be a JSON object with 'Values'; see local.settings.sample.json."
            );
        }

        foreach (var part in json.RootElement.EnumerateObject())
        {
            switch (part.Name.ToUpperInvariant())
            {
                case "VALUES":
                    Take(part, "", settings, mistakes);
                    break;
                case "HOST":
                    Take(part, "Host:", settings, mistakes);
                    break;
                case "ISENCRYPTED" when part.Value.ValueKind is JsonValueKind.True:
                    mistakes.Add(
                        $"{Name}: IsEncrypted must be false; 'func settings decrypt' makes the file readable."
                    );
                    break;
                case "ISENCRYPTED" or "CONNECTIONSTRINGS":
                    break;
                default:
                    mistakes.Add(
                        $"{Name}: '{part.Name}' must stand in 'Values'; the file has only 'IsEncrypted', 'Host' and 'Values'."
                    );
                    break;
            }
        }

        return mistakes.Count == 0 ? settings : throw new LocalHostException(mistakes);
    }

    private static void Take(
        JsonProperty part,
        string prefix,
        Dictionary<string, string?> settings,
        List<string> mistakes
    )
    {
        if (part.Value.ValueKind is not JsonValueKind.Object)
        {
            mistakes.Add($"{Name}: '{part.Name}' must be an object of names and texts.");
            return;
        }

        foreach (var setting in part.Value.EnumerateObject())
        {
            if (setting.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                mistakes.Add(
                    $"{Name}: {setting.Name} must be a text; what is below it is named {setting.Name}__…, as in the sample."
                );
            }
            else if (!settings.TryAdd(prefix + SettingName.Key(setting.Name), ValueOf(setting.Value)))
            {
                mistakes.Add($"{Name}: {setting.Name} is there twice; remove one of them.");
            }
        }
    }

    private static string? ValueOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null ? null : value.ToString();

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
