using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Reads JSON as Python writes it, where NaN and Infinity may be in place of a number. Anything else that is malformed gives null.
/// </summary>
internal static class LenientJson
{
    private const int EscapeLength = 6;
    private const int MostMembers = 128;

    private static readonly string[] Words = ["NaN", "-Infinity", "Infinity"];

    public static JsonDocument? Parse(string text)
    {
        // Half a surrogate pair is valid JSON but not a valid text: reading it would throw, even when only a name beside it is looked for.
        if (HasHalfPair(text))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(WithoutNonFinite(text));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The string of a property; null when it is absent or not a string.</summary>
    public static string? StringOf(JsonElement element, string name) => TextOf(Member(element, name));

    /// <summary>A string value; null for anything else.</summary>
    public static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A text, number or truth value as text; null for anything else.</summary>
    public static string? ScalarOf(JsonElement element, string name) => ScalarOf(Member(element, name));

    /// <summary>A text, number or truth value as text; null for anything else.</summary>
    public static string? ScalarOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? value.GetRawText()
            : TextOf(value);

    /// <summary>The member; an undefined element when the parent is not an object or has no such member.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>
    /// The texts, numbers and Boolean values of an object in the order in which it has them, or of the named members in the order of the
    /// names.
    /// </summary>
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
                    .Select(member => member.Name)
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

    private static bool HasHalfPair(string text)
    {
        var (at, high) = (text.IndexOf("\\u", StringComparison.Ordinal), -1);
        while (at >= 0)
        {
            var escaped = at == 0 || text[at - 1] != '\\' || Backslashes(text, at) % 2 == 0;
            if (escaped && Unit(text, at) is { } unit)
            {
                var follows = high >= 0 && high == at - EscapeLength;
                if (char.IsLowSurrogate(unit) != follows || (high >= 0 && !follows))
                {
                    return true;
                }

                high = char.IsHighSurrogate(unit) ? at : -1;
            }

            at = text.IndexOf("\\u", at + 2, StringComparison.Ordinal);
        }

        return high >= 0;
    }

    private static int Backslashes(string text, int before)
    {
        var count = 0;
        while (before - count > 0 && text[before - count - 1] == '\\')
        {
            count++;
        }

        return count;
    }

    private static char? Unit(string text, int at) =>
        at + EscapeLength <= text.Length
        && ushort.TryParse(
            text.AsSpan(at + 2, 4),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var unit
        )
            ? (char)unit
            : null;

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
