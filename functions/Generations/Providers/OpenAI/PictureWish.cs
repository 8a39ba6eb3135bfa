using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// What a person writes beside a picture may name what is in it ("a robot gardener") or say what it is to become ("make it
/// winter"). The model answers a wish with the picture as wished; the words of the wish are no subject.
/// </summary>
internal static partial class PictureWish
{
    /// <summary>The prompt without the wish as a subject; renderings tell that they left it out. Any other prompt as it is.</summary>
    /// <param name="english">The hint in English, where it is in another language.</param>
    public static StructuredPrompt Without(StructuredPrompt prompt, string? english) =>
        prompt.Idea is { } idea && (Wish().IsMatch(idea.Original) || Wish().IsMatch(english ?? ""))
            ? prompt with
            {
                Subjects = [],
                Idea = idea with { Request = idea.Original, English = english ?? idea.English },
            }
            : prompt;

    [GeneratedRegex(
        @"^\s*((please|now|just|and|then|can you|could you|i want( you)? to|i would like( you)? to|i'd like( you)? to)[\s,]+)*((make|turn|change|convert|transform|give|put|place|add|remove|delete|erase|replace|swap|keep|use|let|set|move|zoom|crop|brighten|darken|lighten|recolou?r|restyle|redraw|repaint|redo|recreate|reimagine|imagine|show|describe|translate)\s+(it|this|that|the|these|those|him|her|them|everything|everyone|a|an|another|some|more|less|all|my|me|only|in|into|to|as)\b|(more|less|but|instead|same|also|as if|as though|as an?|like an?|in the style of|in style of|without|with)\s)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Wish();
}
