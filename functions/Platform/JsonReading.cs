using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Platform;

/// <summary>Looks into JSON of which nothing is certain.</summary>
internal static partial class JsonReading
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name)?.AsText();

    /// <summary>
    /// A text's value, without halves of signs (an emoji that was cut in two), which are JSON and no text. Null when it is no text,
    /// or none that can be read.
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

    /// <summary>Each escape as a whole, so that an escaped backslash begins none.</summary>
    [GeneratedRegex(
        @"\\(u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Escape();
}
