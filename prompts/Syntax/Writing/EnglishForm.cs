namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// An idea in another language is kept as a whole in the subject. A target that reads only English gets the idea's English form, when a
/// provider gave one, and the rendering says so. Every other target gets the person's own words.
/// </summary>
internal static class EnglishForm
{
    public static StructuredPrompt For(StructuredPrompt prompt, PromptTarget target) =>
        Index(prompt, target) is >= 0 and var at
            ? prompt with
            {
                Subjects =
                [
                    .. prompt.Subjects.Select(
                        (subject, i) =>
                            i == at
                                ? subject with
                                {
                                    Phrase = subject.Phrase! with { Value = prompt.Idea!.English! },
                                }
                                : subject
                    ),
                ],
            }
            : prompt;

    /// <summary>
    /// A thing that must not appear, in English when the word is known, because every field and flag for such things is read as English.
    /// </summary>
    public static string Term(StructuredPrompt prompt, Negative negative) =>
        prompt.Idea is { KeptWhole: true } idea
            ? Languages.EnglishOf(idea.Language, negative.Term.Value) ?? negative.Term.Value
            : negative.Term.Value;

    /// <summary>
    /// When there is no English form from a provider, a target that reads only English gets the English of the words that the glossary
    /// knows, beside the person's own.
    /// </summary>
    public static void AddGloss(RenderingState state, StructuredPrompt original, SharedParts shared)
    {
        if (
            !ReferenceEquals(state.Prompt, original)
            || !state.Target.Has(TargetFeatures.English)
            || original.Idea is not { KeptWhole: true, English: null } idea
            || idea.Language is LanguageGuess.Unknown or LanguageGuess.English
            || original.Subjects is not [{ Phrase: { Source: SlotSource.User } phrase }, ..]
        )
        {
            return;
        }

        var english = shared.Gloss(phrase.Value, idea.Language);
        if (english is not null)
        {
            var behind = state.Pieces.FindLastIndex(piece => piece.Group == SlotGroup.Subject);
            state.Pieces.Insert(behind + 1, new Piece(SlotGroup.Subject, "idea.english", english, Locked: true));
        }

        state.Warn(
            "idea-not-english",
            english is null
                ? $"{state.Target.Name} reads English only; your words are in another language and may be lost on it."
                : $"{state.Target.Name} reads English only: the words known here stand beside yours as “{english}”."
        );
    }

    public static void Tell(RenderingState state, StructuredPrompt original)
    {
        if (!ReferenceEquals(state.Prompt, original))
        {
            state.Warn(
                "idea-translated",
                $"{state.Target.Name} reads English: your words stand in it as “{PlainText.Clean(original.Idea!.English!)}”."
            );
        }
    }

    /// <summary>
    /// The index of the subject that is still the idea; -1 when there is none. When somebody has changed the subject since, the English
    /// form would be that of other words.
    /// </summary>
    private static int Index(StructuredPrompt prompt, PromptTarget target)
    {
        if (
            !target.Has(TargetFeatures.English)
            || prompt.Idea is not { KeptWhole: true, English: { } english } idea
            || !PieceBuilder.SaysSomething(PlainText.Clean(english))
        )
        {
            return -1;
        }

        for (var i = 0; i < prompt.Subjects.Count; i++)
        {
            if (prompt.Subjects[i].Phrase is { Source: SlotSource.User } phrase && IsOf(phrase.Value, idea.Original))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsOf(string phrase, string original) =>
        Tokenizer
            .Split(phrase, 0, phrase.Length)
            .All(token => original.Contains(token.Key, StringComparison.OrdinalIgnoreCase));
}
