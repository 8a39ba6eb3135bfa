namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// An idea that already is a prompt of some tool is read by that tool's grammar: its ratio, negatives, seed and weights are
/// settings, not words. Any other text is an idea.
/// </summary>
public static class FinishedPrompt
{
    public static StructuredPrompt Compose(Idea idea, int variation = 0)
    {
        ArgumentNullException.ThrowIfNull(idea);
        var (grammar, confidence) = GrammarGuess.Of(idea.Text);
        if (confidence < GrammarGuess.Sure)
        {
            return IdeaComposer.Compose(idea, variation);
        }

        // A person who has finished a prompt wants it unchanged, so detail is added only when they ask for full detail.
        var seed = StableHash.Of(idea.Text, unchecked((ulong)(idea.Controls.Seed ?? -1) + ((ulong)variation << 40)));
        var fill =
            idea.Controls.Detail == DetailLevel.Full && !GrammarGuess.AreBoardTags(idea.Text) ? seed : (ulong?)null;
        var reading = PromptReading.Of(idea.Text, grammar, idea.Controls, fill);
        var sheet = reading.Sheet;
        var words = string.Join(", ", sheet.Subjects.Select(subject => subject.Phrase?.Value));
        return Keep(idea.Text, grammar, reading.Prompt, AsWritten(idea, grammar)) with
        {
            Idea = new IdeaText { Original = idea.Text, Language = sheet.Language ?? LanguageGuess.Unknown },
            Title = IdeaComposer.Title(words.Length > 0 ? words : PlainText.Clean(idea.Text)),
        };
    }

    /// <summary>The slots of the text alone, without the choices beside it.</summary>
    private static StructuredPrompt AsWritten(Idea idea, PromptGrammar grammar) =>
        PromptReading.Of(idea.Text, grammar, new IdeaControls()).Prompt;

    /// <summary>Stores the unchanged text beside the slots that were read from it.</summary>
    /// <param name="prompt">The slots, together with what was asked for beside the text.</param>
    /// <param name="written">The slots of the text alone.</param>
    internal static StructuredPrompt Keep(
        string text,
        PromptGrammar grammar,
        StructuredPrompt prompt,
        StructuredPrompt written
    )
    {
        var (main, negative) = grammar is PromptGrammar.A1111 or PromptGrammar.InvokeAI
            ? A1111Prompt.Split(text) is var (positive, unwanted, _)
                ? (positive, unwanted)
                : default
            : (text, "");
        var verbatim = new VerbatimPrompt
        {
            Grammar = grammar,
            Prompt = main,
            Negative = negative,
            Source = SlotSource.User,
        };
        return Keep(verbatim, prompt, written);
    }

    /// <summary>Stores sums of what was read from the text, so that a later change of any other slot is noticed.</summary>
    internal static StructuredPrompt Keep(VerbatimPrompt verbatim, StructuredPrompt prompt, StructuredPrompt written)
    {
        var told = written.Slots().Select(placed => (placed.Group, placed.Slot.Value)).ToHashSet();
        List<string> added =
        [
            .. prompt
                .Slots()
                .Where(placed => !told.Contains((placed.Group, placed.Slot.Value)))
                .Select(placed => placed.Path),
        ];
        return prompt with
        {
            Verbatim = verbatim with
            {
                Added = added.Count > 0 ? added : null,
                Slots = VerbatimSum.Of(prompt, added, written.AspectRatio, written.Seed),
            },
        };
    }
}
