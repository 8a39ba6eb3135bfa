using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// "Steps: 20, Sampler: Euler a, Lora hashes: "a: 1, b: 2"": names and values; a value may be a JSON string, or (Civitai)
/// a JSON list or object whose commas do not separate.
/// </summary>
internal static class A1111Settings
{
    private const int MaxSettings = 128;
    private const int MaxName = 64;

    public static IReadOnlyList<PromptParameter> Parse(string line)
    {
        var settings = new List<PromptParameter>();
        var at = 0;
        while (at < line.Length && settings.Count < MaxSettings)
        {
            var colon = line.IndexOf(':', at);
            if (colon < 0 || colon - at > MaxName)
            {
                break;
            }

            var name = line[at..colon].Trim();
            var end = EndOfValue(line, colon + 1);
            if (name.Length == 0 || name.Contains(',', StringComparison.Ordinal))
            {
                break;
            }

            settings.Add(new PromptParameter(name, Unquote(line[(colon + 1)..end].Trim())));
            at = end + 1;
        }

        return settings;
    }

    /// <summary>The next comma outside quotes and brackets, or the line's end when quotes or brackets never close.</summary>
    private static int EndOfValue(string line, int start)
    {
        var depth = 0;
        var quoted = false;
        for (var at = start; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '\\' when quoted:
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '[' or '{' when !quoted:
                    depth++;
                    break;
                case ']' or '}' when !quoted:
                    depth--;
                    break;
                case ',' when !quoted && depth <= 0:
                    return at;
            }
        }

        return line.Length;
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
        {
            return value;
        }

        try
        {
            using var json = JsonDocument.Parse(value);
            return json.RootElement.GetString() ?? value;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return value[1..^1];
        }
    }
}
