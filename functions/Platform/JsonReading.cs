using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Platform;

/// <summary>Reads JSON of which nothing can be relied on.</summary>
internal static partial class JsonReading
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name)?.AsText();

    /// <summary>
    /// The value of a text, without half surrogate pairs (an emoji that was cut in two), which JSON allows but a text may not have. Null
    /// when the element is no text, or cannot be read.
    /// </summary>
    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return Repaired(element);
        }
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    public static JsonElement? Member(this JsonElement? element, string name) => element?.Member(name);

    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    public static IEnumerable<JsonElement> Items(this JsonElement? element, string name) => element?.Items(name) ?? [];

    private static string? Repaired(JsonElement element)
    {
        try
        {
            var whole = Escape()
                .Replace(element.GetRawText(), found => found.Groups["half"].Success ? "" : found.Value);
            return JsonElement.Parse(whole).GetString();
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Each escape as a whole, so that the backslash which an escape stands for does not begin another one.</summary>
    [GeneratedRegex(
        @"\\(u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Escape();
}
