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

        // Who finished a prompt wants it as it is, unless they ask for more.
        var seed = StableHash.Of(idea.Text, unchecked((ulong)(idea.Controls.Seed ?? -1) + ((ulong)variation << 40)));
        var reading = PromptReading.Of(
            idea.Text,
            grammar,
            idea.Controls,
            idea.Controls.Detail == DetailLevel.Full ? seed : null
        );
        var sheet = reading.Sheet;
        var words = string.Join(", ", sheet.Subjects.Select(subject => subject.Phrase?.Value));
        return reading.Prompt with
        {
            Idea = new IdeaText { Original = idea.Text, Language = sheet.Language ?? LanguageGuess.Unknown },
            Title = IdeaComposer.Title(words.Length > 0 ? words : PlainText.Clean(idea.Text)),
        };
    }
}
