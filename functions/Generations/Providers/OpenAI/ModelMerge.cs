using System.Collections.Frozen;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Puts a model's description into the prompt that the embedded engine made of the same request. The person's words, choices,
/// ratio, exclusions and writing stay as they are; what was measured in a picture stays where the model says nothing. Pure.
/// </summary>
internal static class ModelMerge
{
    /// <param name="prompt">Of the embedded engine.</param>
    /// <param name="model">Not trusted.</param>
    /// <param name="controls">A kind the person chose is theirs as a whole.</param>
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

    /// <summary>Whether a model's answer would change no rendering: the person wants their words as they are, and they are English.</summary>
    public static bool AddsNothing(StructuredPrompt prompt, IdeaControls controls) =>
        controls.Detail == DetailLevel.Off && prompt.Idea is not { KeptWhole: true }
        || (controls.Detail != DetailLevel.Full && IsFinished(prompt));

    /// <param name="prompt">The measured draft.</param>
    /// <returns>Null when the model names no subject and nobody else did, for that is what it was asked for.</returns>
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
            // The engine's own say that nothing but measures is there, which is true no longer.
            Summary = ModelWords.Summary(model.Summary),
            Title = hint.Idea is null || isWish ? TitleOf(model, subjects) : hint.Title,
        };
        return look.Slots.Taken + subjects.Count > hint.Subjects.Count ? merged : null;
    }

    /// <summary>What the answer tells about the idea; of it only the English form is in a rendering with a subject.</summary>
    private static StructuredPrompt Told(StructuredPrompt prompt, ModelPrompt model) =>
        prompt with
        {
            Summary = ModelWords.Summary(model.Summary) ?? prompt.Summary,
            Idea = EnglishOf(prompt, model) is { } english ? prompt.Idea! with { English = english } : prompt.Idea,
        };

    /// <summary>
    /// The person's words in English, where they are in another language. What they do not want to see was taken out of their
    /// words, so it goes out of the English form too.
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
            // Some leave it out and describe the thing in English; beside the person's own words it would be there twice.
            ?? (
                idea.Language is LanguageGuess.English or LanguageGuess.Unknown
                    ? null
                    : ModelWords.Phrase(
                        model.Subjects is [{ } first, ..] ? first.Phrase : null,
                        StructuredPromptRules.LongestValue
                    )
            );

    /// <summary>In words: more of a language tell it.</summary>
    private const int MostGuessed = 4;

    /// <summary>Two words may be of any language ("loup noir"); a model that says them in none of the same words has understood them.</summary>
    private static bool IsTranslated(string original, ModelPrompt model)
    {
        var english = model.English is { } said ? new SaidWords(said) : null;
        var words = original.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return english is not null
            && words.Length is > 0 and <= MostGuessed
            && words.Count(english.Covers) * 3 <= words.Length;
    }

    /// <summary>Who finished a prompt wants it as it is, unless they ask for more.</summary>
    private static bool IsFinished(StructuredPrompt prompt) =>
        prompt.Verbatim is not null || GrammarGuess.Of(prompt.Idea?.Original ?? "").Confidence >= GrammarGuess.Sure;

    /// <summary>The person's ratio stays; the library's was drawn before anybody knew the picture.</summary>
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
        ModelWords.Text(model.Title, ModelWords.LongestTitle)
        ?? IdeaComposer.Title(subjects[0].Phrase?.Value ?? "Picture");
}
