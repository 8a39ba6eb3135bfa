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
    /// <param name="said">What the model takes the hint for: "wish", "thing", or nothing.</param>
    public static StructuredPrompt Without(StructuredPrompt prompt, string? english, string? said) =>
        prompt.Idea is { } idea && (said is "wish" || (said is not "thing" && Reads(idea.Original, english)))
            ? prompt with
            {
                Subjects = [],
                Idea = idea with { Request = idea.Original, English = english ?? idea.English },
            }
            : prompt;

    private static bool Reads(string original, string? english) =>
        Wish().IsMatch(original) || Wish().IsMatch(english ?? "");

    /// <summary>
    /// Verbs of changing begin one whatever follows, other verbs only before something known ("show it", but "show jumping"). "More"
    /// is one where it says on what ("more snow on the trees", but "more cats").
    /// </summary>
    [GeneratedRegex(
        @"^\s*((please|now|just|and|then|can you|could you|i want( you)? to|i would like( you)? to|i'd like( you)? to|let['’]?s|let us)[\s,]+)*("
            + @"(make|add|remove|delete|erase|replace|swap|change|convert|transform|brighten|darken|lighten|recolou?r|restyle|redraw|repaint|recreate|reimagine)\s+(?!(up|shop|shops|table|tables|meet|meets|room|rooms|machine|purse|artist)\b)\p{L}"
            + @"|(turn|put|place|give|keep|use|let|set|move|zoom|crop|redo|imagine|show|describe|translate)\s+(it|this|that|the|these|those|him|her|them|everything|everyone|a|an|another|some|more|less|all|my|me|only|in|into|to|as)\b"
            + @"|turn\s+.+\s+(in)?to\s|(put|place)\s+.+\s+(on|in|into|at|under|behind|before|beside|next to|around)\s"
            + @"|(i (need|want|prefer|would like|['’]d like)|i['’]d like)\s+(it|this|that|the)\b"
            + @"|(more|less|fewer)\s+(\p{L}+\s+){1,3}(on|in|at|around|behind|to|for|from)\s+(the|it|this|that|him|her|them)\b|(more|less|fewer)\s+(of|like)\s+(the|it|this|that)\b"
            + @"|(but|instead|same|also|as if|as though|in the style of|in style of|without|with)\s"
            + @"|(a (bit|little) |much |slightly |more )?\p{L}+(er|ier)[\s,]+(please|than)\b|(a (bit|little) |much |slightly )?(darker|lighter|brighter|warmer|cooler|colder|softer|sharper|bigger|smaller|closer|wider)\s*[.!]*$"
            + @"|.*[\s,]please\s*[.!]*$)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Wish();
}
