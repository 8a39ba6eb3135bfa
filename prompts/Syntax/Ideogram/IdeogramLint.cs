using System.Text;
using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>
/// Checks text for Ideogram 4. The model takes prose too, but it follows the caption on which it was trained better, and filters it less.
/// </summary>
internal static class IdeogramLint
{
    public static IEnumerable<LintFinding> Check(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return [Of(LintSeverity.Info, "json-expected", "Ideogram 4 follows its JSON caption better than prose.")];
        }

        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return [.. Keys(json.RootElement)];
        }
        catch (JsonException invalid)
        {
            var place = $"line {invalid.LineNumber + 1}, byte {invalid.BytePositionInLine + 1}";
            return [Of(LintSeverity.Error, "json-invalid", $"This begins as JSON and is none ({place}).")];
        }
    }

    private static IEnumerable<LintFinding> Keys(JsonElement root)
    {
        foreach (var key in (string[])["high_level_description", "compositional_deconstruction"])
        {
            if (!root.TryGetProperty(key, out _))
            {
                yield return Of(LintSeverity.Error, "json-key-missing", $"“{key}” is missing.");
            }
        }

        if (
            root.TryGetProperty("style_description", out var style)
            && style.ValueKind == JsonValueKind.Object
            && style.TryGetProperty("photo", out _) == style.TryGetProperty("art_style", out _)
        )
        {
            yield return Of(
                LintSeverity.Error,
                "json-photo-or-art",
                "style_description has exactly one of photo and art_style."
            );
        }
    }

    private static LintFinding Of(LintSeverity severity, string code, string message) =>
        LintFinding.Of(severity, code, message);
}
