namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>A part of a prompt that has one weight.</summary>
internal readonly record struct Stretch(string Text, double Weight);

/// <summary>What a grammar's own signs say, before any word is understood.</summary>
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

    /// <summary>Keeps a setting of the tool. When there are more than any tool reads, the rest are reported as too many.</summary>
    public void Keep(string name, string value)
    {
        if (Parameters.Count < PromptSheet.Most)
        {
            Parameters.Add(new ToolParameter(name, value));
        }
        else
        {
            Miss($"{name} {value}", UnparsedReasons.TooMany);
        }
    }

    public void Miss(string text, string reason) => Unparsed.Add(new UnparsedPart(text, reason));

    public static WrittenPrompt Of(FinishedText text)
    {
        var written = new WrittenPrompt
        {
            Ratio = text.Ratio,
            Seed = text.Seed,
            Quality = text.Quality,
        };
        WeightPieces.Write(text, written);
        foreach (var setting in text.Settings.Where(setting => setting.IsKept))
        {
            written.Keep(setting.Name, setting.Value);
        }

        written.Unparsed.AddRange(text.Mistakes);
        return written;
    }

    public static WrittenPrompt OfText(string text)
    {
        var written = new WrittenPrompt();
        written.Stretches.Add(new Stretch(IdeaCleaner.Clean(text), 1));
        return written;
    }
}
