using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Puts a model's description into the prompt that the embedded engine made of the same request. The person's words, choices,
/// ratio, exclusions and writing stay as they are; what was measured in a picture stays where the model says nothing. Pure.
/// </summary>
internal static class ModelMerge
{
    /// <param name="prompt">The draft that the embedded engine made.</param>
    /// <param name="model">The model's description, which is not trusted.</param>
    /// <param name="controls">The person's choices. Where they chose a palette, for example, the model adds no color.</param>
    /// <param name="replaces">False where the engine's own additions are to stay, for one more variation.</param>
    /// <returns>The merged prompt; null when not one word of the model could be used though more was wanted.</returns>
    public static StructuredPrompt? OfIdea(
        StructuredPrompt prompt,
        ModelPrompt model,
        IdeaControls controls,
        bool replaces
    )
    {
        var told = Told(prompt, model);
        if (controls.Detail == DetailLevel.Off || (controls.Detail != DetailLevel.Full && IsFinished(prompt)))
        {
            return told;
        }

        var look = new LookMerge(prompt, controls, replaces);
        var subjects = new ModelSubjects(look.Slots, prompt.Subjects, told.Idea?.English);
        var merged = told with { Subjects = subjects.Merge(model.Subjects) };
        var (texts, looks) = ModelWritings.Merge(look.Slots, prompt.Text, model, prompt.Idea?.Original ?? "");
        merged = look.Merge(merged with { Text = texts }, model);
        merged = merged with
        {
            Relations = [.. subjects.Relations, .. looks, .. merged.Relations],
            Palette = string.IsNullOrWhiteSpace(controls.Palette)
                ? ModelPalette.OfIdea(look.Slots, merged.Palette, model, replaces)
                : prompt.Palette,
            AspectRatio = replaces ? RatioOf(prompt, model) : prompt.AspectRatio,
        };
        var isMore = look.Slots.Taken + merged.Subjects.Count > prompt.Subjects.Count;
        return isMore || told.Idea?.English is not null ? merged : null;
    }

    /// <summary>
    /// Whether a model's answer would change no rendering, because the person wants their words unchanged and they are English.
    /// </summary>
    public static bool AddsNothing(StructuredPrompt prompt, IdeaControls controls) =>
        controls.Detail == DetailLevel.Off && prompt.Idea is not { KeptWhole: true }
        || (controls.Detail != DetailLevel.Full && IsFinished(prompt));

    /// <param name="prompt">The measured draft.</param>
    /// <returns>Null when neither the model nor anybody else names a subject, because that is what the model was asked for.</returns>
    public static StructuredPrompt? OfPicture(
        StructuredPrompt prompt,
        ModelPrompt model,
        IdeaControls controls,
        bool replaces
    )
    {
        var hint = PictureWish.Without(prompt, EnglishOf(prompt, model), model.Hint);
        var isWish = hint != prompt;
        var look = new LookMerge(hint, controls, replaces);
        var said = new ModelSubjects(look.Slots, hint.Subjects, EnglishOf(hint, model));
        var subjects = said.Merge(model.Subjects);
        if (subjects.Count == 0)
        {
            return null;
        }

        var (texts, looks) = ModelWritings.Merge(look.Slots, hint.Text, model, idea: null);
        var merged = look.Merge(hint with { Subjects = subjects, Text = texts }, model);
        merged = merged with
        {
            Relations = [.. said.Relations, .. looks, .. merged.Relations],
            Palette = string.IsNullOrWhiteSpace(controls.Palette)
                ? ModelPalette.OfPicture(look.Slots, merged.Palette, model, asItIs: !isWish)
                : merged.Palette,
            Idea = hint.Idea is { } idea ? idea with { English = EnglishOf(hint, model) ?? idea.English } : null,
            // The engine's own summary says that there is nothing but measures, which is no longer true.
            Summary = ModelWords.Summary(model.Summary),
            Title = hint.Idea is null || isWish ? TitleOf(model, subjects) : hint.Title,
        };
        return look.Slots.Taken + subjects.Count > hint.Subjects.Count ? merged : null;
    }

    /// <summary>
    /// The prompt with the model's summary and the English form of the idea. Of these, only the English form appears in a rendering that
    /// has a subject.
    /// </summary>
    private static StructuredPrompt Told(StructuredPrompt prompt, ModelPrompt model) =>
        prompt with
        {
            Summary = ModelWords.Summary(model.Summary) ?? prompt.Summary,
            Idea = EnglishOf(prompt, model) is { } english ? prompt.Idea! with { English = english } : prompt.Idea,
        };

    /// <summary>
    /// The person's words in English, when they are in another language. What they do not want to see was removed from their own words, so
    /// it is removed from the English form too.
    /// </summary>
    private static string? EnglishOf(StructuredPrompt prompt, ModelPrompt model) =>
        prompt.Idea is not { } idea
        || (
            string.Equals(idea.Language, LanguageGuess.English, StringComparison.Ordinal)
            && !IsTranslated(idea.Original, model)
        )
            ? null
        : prompt.Negatives.Count > 0 ? ModelWords.Phrase(model.English, StructuredPromptRules.LongestValue)
        : ModelWords.Text(model.English, StructuredPromptRules.LongestValue)
            // Some models leave it out and describe the thing in English. Without this the thing would be named twice, once in the person's
            // own words.
            ?? (
                idea.Language is LanguageGuess.English or LanguageGuess.Unknown
                    ? null
                    : ModelWords.Phrase(
                        model.Subjects is [{ } first, ..] ? first.Phrase : null,
                        StructuredPromptRules.LongestValue
                    )
            );

    /// <summary>In words. A longer text shows its language more clearly, so the guess is not doubted.</summary>
    private const int MaxGuessed = 4;

    /// <summary>
    /// Whether a short text is in another language after all: two words may belong to several languages ("loup noir"). It is when at most a
    /// third of its words appear in the model's English form.
    /// </summary>
    private static bool IsTranslated(string original, ModelPrompt model)
    {
        var english = model.English is { } said ? new SaidWords(said) : null;
        var words = original.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return english is not null
            && words.Length is > 0 and <= MaxGuessed
            && words.Count(english.Covers) * 3 <= words.Length;
    }

    /// <summary>Whether the person's text is a finished prompt, which stays as it is unless they ask for more.</summary>
    private static bool IsFinished(StructuredPrompt prompt) =>
        prompt.Verbatim is not null || GrammarGuess.Of(prompt.Idea?.Original ?? "").Confidence >= GrammarGuess.Sure;

    /// <summary>
    /// The person's ratio stays. A ratio that the library drew is replaced, because it was drawn before the picture was described.
    /// </summary>
    private static AspectRatio? RatioOf(StructuredPrompt prompt, ModelPrompt model) =>
        prompt.AspectRatio is null or { Source: SlotSource.Library }
        && ModelRatios.TryGetValue(model.Ratio?.Trim() ?? "", out var ratio)
            ? ratio
            : prompt.AspectRatio;

    private static readonly FrozenDictionary<string, AspectRatio> ModelRatios = (
        (AspectRatio[])
            [
                new(1, 1),
                new(5, 4),
                new(4, 3),
                new(3, 2),
                new(16, 9),
                new(21, 9),
                new(4, 5),
                new(3, 4),
                new(2, 3),
                new(9, 16),
            ]
    ).ToFrozenDictionary(
        ratio => ratio.ToString(),
        ratio => ratio with { Source = SlotSource.Model },
        StringComparer.Ordinal
    );

    private static string TitleOf(ModelPrompt model, IReadOnlyList<Subject> subjects) =>
        ModelWords.Text(model.Title, ModelWords.MaxTitleLength)
        ?? IdeaComposer.Title(subjects[0].Phrase?.Value ?? "Picture");
}

/// <summary>
/// What a person writes beside a picture may name what is in it ("a robot gardener") or say what it is to become ("make it winter"). The
/// model answers such a wish with a description of the changed picture, so the words of the wish are not a subject.
/// </summary>
internal static partial class PictureWish
{
    /// <summary>
    /// Removes the wish as a subject, and renderings then say that they left it out. A prompt without a wish is returned unchanged.
    /// </summary>
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
    /// How a wish begins: with a verb of change, whatever follows; or with another verb, only before something known ("show it", but not
    /// "show jumping"). "More" begins a wish when the text says where ("more snow on the trees", but not "more cats").
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
