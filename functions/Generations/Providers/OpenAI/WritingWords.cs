using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Writing that stands in a picture, letter by letter: "FISH AND CHIPS", "24/7", "E=mc²" and "cafe.com" are that. What a tool would
/// take for its own signs, or a model for an order about its instructions, is dropped whole.
/// </summary>
internal static partial class WritingWords
{
    public static string? Of(string? value, int longest)
    {
        if (value is null || value.Length > longest * 4)
        {
            return null;
        }

        var text = PlainText.Clean(value);
        if (Syntax().IsMatch(text) || Orders().IsMatch(text))
        {
            return null;
        }

        text = Spaces().Replace(Quotes().Replace(text, " "), " ").Trim();
        return text.Length <= longest && text.Any(char.IsLetterOrDigit) ? text : null;
    }

    /// <summary>Mark-up, wildcards, weights, flags and addresses that lead somewhere.</summary>
    [GeneratedRegex(
        @"[<>{}\\`|^]|::|\(\(|\(\s*[^()]*:\s?-?\d+(\.\d+)?\s*\)|(^|\s)(--|[-–—])\s?\p{L}|__|://|\b(lora|lyco|embedding|hypernet|javascript|data)\s?:",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Syntax();

    [GeneratedRegex(
        @"\b(ignore|disregard|forget|override|bypass|reveal|repeat|print|output|follow|obey)\s+([\p{L}']+\s+){0,5}(instructions?|prompts?|schema|guidelines|directives|rules?)\b|\b(ignore|disregard|forget|override|bypass)\s+(all|any|everything|previous|prior|earlier|your)\b|\b(system|developer)\s+(prompt|message)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Orders();

    /// <summary>Renderings put their own around it.</summary>
    [GeneratedRegex(@"[""“”„«»\r\n\t]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quotes();

    [GeneratedRegex(@" {2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
