namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>A part of a prompt that has one weight.</summary>
internal readonly record struct Stretch(string Text, double Weight);

/// <summary>What a grammar's own signs said, before any word is understood.</summary>
internal sealed class WrittenPrompt
{
    public List<Stretch> Stretches { get; } = [];
    public List<string> Negatives { get; } = [];
    public List<ToolParameter> Parameters { get; } = [];
    public List<UnparsedPart> Unparsed { get; } = [];
    public AspectRatio? Ratio { get; set; }
    public long? Seed { get; set; }
    public Slot? Quality { get; set; }

    public void Add(string text, double weight = 1)
    {
        var clean = text.Trim(' ', ',', ';');
        if (clean.Length > 0)
        {
            Stretches.Add(new Stretch(clean, weight));
        }
    }

    public void Miss(string text, string reason) => Unparsed.Add(new UnparsedPart(text, reason));

    public static WrittenPrompt OfText(string text)
    {
        var written = new WrittenPrompt();
        written.Stretches.Add(new Stretch(IdeaCleaner.Clean(text), 1));
        return written;
    }
}
