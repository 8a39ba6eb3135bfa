using System.Text;
using System.Text.Json;

namespace AiPromptGen.Prompts.Pictures.Metadata;

/// <summary>JSON as Python writes it: NaN and Infinity stand where a number could. Anything else malformed is null.</summary>
internal static class LenientJson
{
    private const int MostMembers = 128;

    private static readonly string[] Words = ["NaN", "-Infinity", "Infinity"];

    public static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(WithoutNonFinite(text));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // Half a surrogate pair in the text itself is an argument fault to the parser.
            return null;
        }
    }

    /// <summary>The string of a property; null when absent, no string, or no valid text.</summary>
    public static string? StringOf(JsonElement element, string name)
    {
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? TextOf(value)
            : null;
    }

    /// <summary>A string value; null for anything else.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is valid JSON but no text.
            return null;
        }
    }

    /// <summary>A text, number or truth value as text; null for anything else.</summary>
    public static string? ScalarOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? value.GetRawText()
            : StringOf(element, name);

    /// <summary>An undefined element when the parent is no object or has no such member.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The texts, numbers and truth values of an object in its own order, or those that are named in theirs.</summary>
    public static List<PromptParameter> Scalars(
        JsonElement element,
        IReadOnlyList<string>? only = null,
        IReadOnlyList<string>? except = null
    )
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var names =
            only
            ??
            [
                .. element
                    .EnumerateObject()
                    .Take(MostMembers)
                    .Select(NameOf)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];
        return
        [
            .. names
                .Where(name => except?.Contains(name, StringComparer.Ordinal) != true)
                .Select(name => (Name: name, Value: ScalarOf(element, name)))
                .Where(pair => pair.Value is not null)
                .Select(pair => new PromptParameter(pair.Name, pair.Value!)),
        ];
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string WithoutNonFinite(string text)
    {
        if (!Array.Exists(Words, word => text.Contains(word, StringComparison.Ordinal)))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (quoted && text[at] == '\\' && at + 1 < text.Length)
            {
                builder.Append(text[at++]);
            }
            else if (text[at] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && WordAt(text, at) is { } word)
            {
                builder.Append("null");
                at += word.Length - 1;
                continue;
            }

            builder.Append(text[at]);
        }

        return builder.ToString();
    }

    private static string? WordAt(string text, int at) =>
        Array.Find(Words, word => string.CompareOrdinal(text, at, word, 0, word.Length) == 0);
}
