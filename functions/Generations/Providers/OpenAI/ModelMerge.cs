using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Puts a model's description into the prompt that the embedded engine made of the same request. The person's words, choices,
/// ratio, exclusions and writing stay as they are; so does what was measured in a picture. Pure.
/// </summary>
internal static class ModelMerge
{
    private const int MostSubjects = 4;

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
        var subjects = prompt.Subjects.Count > 0 ? prompt.Subjects : Subjects(look.Slots, model);
        var merged = look.Merge(told, model) with
        {
            Subjects = subjects,
            Palette = string.IsNullOrWhiteSpace(controls.Palette)
                ? Palette(look.Slots, prompt.Palette, model, replaces)
                : prompt.Palette,
        };
        return look.Slots.Taken + merged.Subjects.Count > prompt.Subjects.Count ? merged : null;
    }

    /// <param name="prompt">The measured draft.</param>
    /// <returns>Null when the model names no subject and nobody else did, for that is what it was asked for.</returns>
    public static StructuredPrompt? OfPicture(
        StructuredPrompt prompt,
        ModelPrompt model,
        IdeaControls controls,
        bool replaces
    )
    {
        var look = new LookMerge(prompt, controls, replaces);
        var subjects = Subjects(look.Slots, model);
        if (subjects.Count == 0 && prompt.Subjects.Count == 0)
        {
            return null;
        }

        var merged = look.Merge(prompt, model) with
        {
            Subjects = [.. prompt.Subjects, .. subjects],
            // The engine's own say that nothing but measures is there, which is true no longer.
            Summary = ModelWords.Summary(model.Summary),
            Title = prompt.Idea is null ? TitleOf(model, subjects) : prompt.Title,
        };
        return look.Slots.Taken + subjects.Count > 0 ? merged : null;
    }

    /// <summary>What the answer tells about the idea; none of it is in a rendering with a subject.</summary>
    private static StructuredPrompt Told(StructuredPrompt prompt, ModelPrompt model) =>
        prompt with
        {
            Summary = ModelWords.Summary(model.Summary) ?? prompt.Summary,
            Idea =
                prompt.Idea is { Language: not LanguageGuess.English } idea
                && ModelWords.Text(model.English, StructuredPromptRules.LongestValue) is { } english
                    ? idea with
                    {
                        English = english,
                    }
                    : prompt.Idea,
        };

    /// <summary>Who finished a prompt wants it as it is, unless they ask for more.</summary>
    private static bool IsFinished(StructuredPrompt prompt) =>
        prompt.Verbatim is not null || GrammarGuess.Of(prompt.Idea?.Original ?? "").Confidence >= GrammarGuess.Sure;

    private static List<Subject> Subjects(SlotChooser slots, ModelPrompt model) =>
        [
            .. model
                .Subjects.Select(subject => SubjectOf(slots, subject))
                .OfType<Subject>()
                .DistinctBy(subject => subject.Phrase!.Value, StringComparer.OrdinalIgnoreCase)
                .Take(MostSubjects),
        ];

    private static Subject? SubjectOf(SlotChooser slots, ModelSubject? subject) =>
        slots.SlotOf(subject?.Phrase ?? subject?.Noun) is not { } phrase
            ? null
            : new Subject
            {
                Phrase = slots.Say(phrase),
                Noun = slots.SlotOf(subject!.Noun),
                Count = subject.Count is >= 1 and <= 10_000 ? subject.Count : null,
                Attributes = [.. subject.Attributes.Take(MostSubjects).Select(a => slots.SlotOf(a)).OfType<Slot>()],
                Action = slots.SlotOf(subject.Action),
                Expression = slots.SlotOf(subject.Expression),
                Wardrobe = slots.SlotOf(subject.Wardrobe),
                Material = slots.SlotOf(subject.Material),
            };

    private static IReadOnlyList<PaletteColor> Palette(
        SlotChooser slots,
        IReadOnlyList<PaletteColor> own,
        ModelPrompt model,
        bool replaces
    )
    {
        // A colour inside the idea's own phrase ("a red fox") names a thing; it does not choose the palette.
        var stays = own.Where(color => color.Name.Source == SlotSource.User).ToList();
        if (stays.Exists(color => !color.Name.Inline) || (!replaces && own.Count > stays.Count))
        {
            return own;
        }

        var said = slots.Choose([], model.Palette);
        return said.Count == 0
            ? own
            :
            [
                .. stays,
                .. said.Select(name => new PaletteColor
                {
                    Name = name,
                    Hex = PromptLibrary.Instance.Color(name.Value)?.Hex,
                }),
            ];
    }

    private static string TitleOf(ModelPrompt model, List<Subject> subjects) =>
        ModelWords.Text(model.Title, ModelWords.LongestTitle)
        ?? IdeaComposer.Title(subjects.Count > 0 ? subjects[0].Phrase!.Value : "Picture");
}
