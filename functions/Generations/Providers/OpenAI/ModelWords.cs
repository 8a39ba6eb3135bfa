using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Words of a model as words of a prompt. A value that could mean something to a tool, to a browser or to the next model is
/// dropped whole, not repaired: there is always another way to describe a picture.
/// </summary>
internal static partial class ModelWords
{
    public const int LongestValue = 160;
    public const int LongestTitle = 80;
    private const int LongestText = 600;

    private static readonly string[] Negations = ["no", "not", "without", "never", "none", "don't", "don’t"];

    /// <summary>A phrase for a slot; null when it is unusable.</summary>
    public static string? Phrase(string? value) =>
        Text(value, LongestValue) is { } text && !Negates(text) ? text.TrimEnd('.') : null;

    /// <summary>Sentences; they stand in a rendering where there is no subject, so they too say nothing of what is not there.</summary>
    public static string? Summary(string? value) =>
        Text(value, LongestText) is { } text && !Negates(text) ? text : null;

    /// <summary>A title, a translation.</summary>
    public static string? Text(string? value, int longest)
    {
        if (value is null || value.Length > longest)
        {
            return null;
        }

        var text = PlainText.Clean(value);
        if (Syntax().IsMatch(text) || Links().IsMatch(text) || Orders().IsMatch(text))
        {
            return null;
        }

        text = Spaces().Replace(Signs().Replace(text, " "), " ").Replace(" ,", ",", StringComparison.Ordinal);
        text = text.Trim(' ', ',', ';', '-', '–', '—');
        return text.Any(char.IsLetter) ? text : null;
    }

    private static bool Negates(string text) => Array.Exists(Negations, no => WholeWord.Contains(text, no));

    /// <summary>Flags, weights, tags, wildcards, placeholders and ratios of the tools that read prompts.</summary>
    [GeneratedRegex(
        @"[<>{}\[\]\\`|^~@=$%]|::|\(\(|:\s?-?\d|\d\s?:|(^|[^\p{L}\d])(--\s?|[-–—])[A-Za-z]|__|\b(BREAK|AND)\b|\b(lora|lyco|embedding|hypernet)\s?:",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Syntax();

    [GeneratedRegex(
        @"://|\bwww\.|\b(https?|javascript|data|file)\s?:|\w\.(com|org|net|io|ai|app|dev|co|ru|cn|info|biz|html?|php|js|png|jpe?g|svg|exe)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Links();

    /// <summary>Speaks to a reader instead of describing.</summary>
    [GeneratedRegex(
        @"\b(ignor|disregard|forget|overrid|bypass|reveal|repeat|follow)\w*\b.{0,60}\b(instruct|prompt|rule|direction|schema|message|polic|above|previous|system)|\b(system|developer)\s+(prompt|message)|\bas an ai\b|\byou (are|must|should|will|can)\b|\bi('m|’m| am| can'?t| can’t| cannot)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Orders();

    /// <summary>Signs that add nothing to a description.</summary>
    [GeneratedRegex(@"[*#_""“”„«»()]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signs();

    [GeneratedRegex(@" {2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
