namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// Reads a finished prompt of any tool back into the structured form. It never throws, whatever the text is, and the work grows only with
/// the length of the text.
/// </summary>
public static class PromptParser
{
    /// <summary>UTF-16 units. A longer text is kept as a whole and not read.</summary>
    public const int MaxLength = 32_000;

    /// <param name="text">The text as it was copied.</param>
    /// <param name="grammar">The grammar in which it is written; null to guess it.</param>
    public static ParsedPrompt Parse(string text, PromptGrammar? grammar = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return new ParsedPrompt
            {
                Prompt = Whole(text),
                Grammar = PromptGrammar.Plain,
                Confidence = 0,
                Unparsed = [],
            };
        }

        var (guessed, confidence) = grammar is { } said ? (said, 1) : GrammarGuess.Of(text);
        var reading = PromptReading.Of(text, guessed, new IdeaControls());
        return new ParsedPrompt
        {
            Prompt = FinishedPrompt.Keep(text, guessed, reading.Prompt, reading.Prompt),
            Grammar = guessed,
            Confidence = confidence,
            Unparsed = reading.Unparsed,
        };
    }

    private static StructuredPrompt Whole(string text)
    {
        var prompt = new StructuredPrompt { Subjects = [new Subject { Phrase = Slot.User(text) }] };
        return FinishedPrompt.Keep(text, PromptGrammar.Plain, prompt, prompt);
    }

    /// <summary>The grammar of a target's texts.</summary>
    public static PromptGrammar GrammarOf(PromptTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Reads;
    }
}
