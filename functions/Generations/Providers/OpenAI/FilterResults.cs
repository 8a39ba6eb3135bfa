using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>What a content filter says about one text or picture, in every spelling the service has used.</summary>
internal static class FilterResults
{
    public const string Unspecified = "unspecified";

    private static readonly string[] Keys = ["content_filter_results", "content_filter_result"];

    /// <summary>The categories that were filtered. A category that the filter only reports is not among them.</summary>
    public static IReadOnlyList<string> Filtered(JsonElement holder) =>
        [
            .. Keys.Select(key => holder.Member(key) ?? default)
                .SelectMany(From)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The filtered categories of the results themselves.</summary>
    public static IEnumerable<string> From(JsonElement results) =>
        results.ValueKind == JsonValueKind.Object
            ? results.EnumerateObject().Where(category => IsFiltered(category.Value)).Select(c => Word(c.Name))
            : [];

    /// <summary>
    /// This app's word for a vendor's category. The words are a closed list, so that nothing that a vendor invents gets into a record.
    /// </summary>
    public static string Word(string category)
    {
        var word = category.Trim().Replace('_', '-').ToLowerInvariant();
        return word switch
        {
            // The one case in which a part of a category matters here; for "violence/graphic" the first word is enough.
            "sexual/minors" or "csam" => "sexual-minors",
            _ => OfWhole(word.Split('/')[0]),
        };
    }

    private static string OfWhole(string word) =>
        word switch
        {
            "hate" or "harassment" => "hate",
            "self-harm" => "self-harm",
            "sexual" => "sexual",
            "sexual-minors" => "sexual-minors",
            "violence" => "violence",
            "jailbreak" => "jailbreak",
            "indirect-attack" => "indirect-attack",
            "profanity" => "profanity",
            "custom-blocklists" or "custom-blocklist" => "blocklist",
            "protected-material-text" or "protected-material-code" => "protected-material",
            _ => "other",
        };

    /// <summary>Whether the result says that it was filtered. The result of a block list has an answer for each of the list's entries.</summary>
    private static bool IsFiltered(JsonElement result) =>
        result.ValueKind switch
        {
            JsonValueKind.Object => result.TryGetProperty("filtered", out var filtered)
                && filtered.ValueKind == JsonValueKind.True,
            JsonValueKind.Array => result.EnumerateArray().Any(IsFiltered),
            _ => false,
        };
}
