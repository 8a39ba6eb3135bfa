using System.Text.Json;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>A JSON object of another tool: it is data, so it stays as it is and nothing is added to it.</summary>
internal static class OtherJson
{
    public static bool Is(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || (trimmed[0], trimmed[^1]) is not (('{', '}') or ('[', ']')))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Object
                || json.RootElement.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
