namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>
/// A finished prompt split by its own signs, before any word is understood. Everything that was written is in a part, a setting or a
/// mistake, so that a target of another syntax can either write each one or report that it was left out.
/// </summary>
internal sealed class FinishedText
{
    /// <summary>The largest number that is taken for a weight. Models use 0.1 to 2; a number above 10 is never meant as a weight.</summary>
    public const double Heaviest = 10;

    /// <summary>The name under which "&lt;easynegative&gt;" is kept, a network without a kind.</summary>
    public const string Embedding = "embedding";

    public List<TextPart> Parts { get; init; } = [];

    /// <summary>What must not appear.</summary>
    public List<TextPart> Negative { get; init; } = [];

    public List<TextSetting> Settings { get; } = [];

    /// <summary>
    /// What the syntax does not allow, and parts that no other syntax has, each with a reason of <see cref="UnparsedReasons"/>.
    /// </summary>
    public List<UnparsedPart> Mistakes { get; } = [];

    public AspectRatio? Ratio { get; set; }
    public long? Seed { get; set; }
    public Slot? Quality { get; set; }

    /// <summary>The things that must not appear, one by one.</summary>
    public IEnumerable<string> NegativeTerms =>
        WeightPieces.Phrases(Negative).Select(phrase => phrase.Text).Where(term => term.Length > 0);

    /// <summary>
    /// The text together with its settings, which the structured prompt holds for tools that write settings in a separate block.
    /// </summary>
    public static FinishedText Of(VerbatimPrompt verbatim, IReadOnlyList<ToolParameter> parameters)
    {
        var text = Of(verbatim.Grammar, verbatim.Prompt, verbatim.Negative);
        if (verbatim.Grammar is PromptGrammar.A1111 or PromptGrammar.InvokeAI)
        {
            var networks = text.Parts.Where(part => part.Kind == PartKind.Network).Select(part => part.Text).ToList();
            A1111Prompt.ReadSettings(
                parameters
                    .Where(parameter =>
                        !networks.Contains($"<{parameter.Name}:{parameter.Value}>", StringComparer.Ordinal)
                        && !networks.Contains($"<{parameter.Value}>", StringComparer.Ordinal)
                    )
                    .Select(parameter => new PromptParameter(parameter.Name, parameter.Value)),
                text
            );
        }

        return text;
    }

    /// <summary>Reads the two blocks of a prompt by its grammar. It is not called for the JSON of other tools.</summary>
    public static FinishedText Of(PromptGrammar grammar, string prompt, string negative)
    {
        if (prompt.Length + negative.Length > PromptParser.MaxLength)
        {
            return Whole(prompt, negative);
        }

        switch (grammar)
        {
            case PromptGrammar.Midjourney:
                var text = MidjourneyPrompt.Read(prompt);
                text.Negative.AddRange(Whole(negative, "").Parts);
                return text;
            case PromptGrammar.A1111:
                return new FinishedText
                {
                    Parts = new A1111Scanner(prompt).Scan(),
                    Negative = new A1111Scanner(negative).Scan(),
                };
            case PromptGrammar.InvokeAI:
                var scanner = new InvokeAIScanner(prompt);
                return new FinishedText
                {
                    Parts = scanner.Scan(),
                    Negative = [.. new InvokeAIScanner(negative).Scan(), .. scanner.Unwanted],
                };
            case PromptGrammar.Ideogram:
                return IdeogramText.Read(prompt) ?? Whole(prompt, negative);
            default:
                return Whole(prompt, negative);
        }
    }

    private static FinishedText Whole(string prompt, string negative)
    {
        var text = new FinishedText();
        if (prompt.Length > 0)
        {
            text.Parts.Add(new TextPart(PartKind.Words, prompt));
        }

        if (negative.Length > 0)
        {
            text.Negative.Add(new TextPart(PartKind.Words, negative));
        }

        return text;
    }
}
