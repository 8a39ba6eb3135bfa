namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// An idea in another language stands whole in the subject. A target that reads English only gets the English form of it, where
/// a provider gave one, and says so; every other target gets the person's own words.
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

    /// <summary>The subject that still is the idea: somebody may have changed it since, and then the English form is of other words.</summary>
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
