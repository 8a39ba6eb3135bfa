namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>A text that was read by one grammar, with a person's choices, which override what the text says.</summary>
internal sealed class PromptReading
{
    private PromptReading(PromptSheet sheet, WrittenPrompt written, StructuredPrompt prompt)
    {
        Sheet = sheet;
        Unparsed = written.Unparsed;
        Prompt = prompt;
    }

    public PromptSheet Sheet { get; }
    public StructuredPrompt Prompt { get; }
    public IReadOnlyList<UnparsedPart> Unparsed { get; }

    /// <param name="fill">The seed for what the library adds where the text left a gap; with null nothing is added.</param>
    public static PromptReading Of(string text, PromptGrammar grammar, IdeaControls controls, ulong? fill = null)
    {
        var sketch = new Sketch();
        ControlReader.Apply(controls, sketch);
        var sheet = new PromptSheet(sketch) { SaysTwice = grammar == PromptGrammar.Ideogram };
        var (written, contentClass) = Read(text, grammar, sheet);
        return Of(written, contentClass, sheet, controls, text, fill);
    }

    /// <summary>Reads a text whose blocks were separate already, as they are in a picture's file.</summary>
    public static PromptReading Of(FinishedText text, IdeaControls controls)
    {
        var sketch = new Sketch();
        ControlReader.Apply(controls, sketch);
        return Of(WrittenPrompt.Of(text), null, new PromptSheet(sketch), controls, "", fill: null);
    }

    private static PromptReading Of(
        WrittenPrompt written,
        ContentClass? contentClass,
        PromptSheet sheet,
        IdeaControls controls,
        string text,
        ulong? fill
    )
    {
        var sketch = sheet.Sketch;
        if (!sketch.IsClosed(LibraryKind.Ratio))
        {
            sketch.Ratio = written.Ratio;
        }

        sheet.Add(written.Stretches);
        foreach (var term in written.Negatives.Select(PlainText.Clean).Where(term => term.Length > 0))
        {
            ControlReader.AddNegative(sketch, term);
        }

        foreach (var negative in sketch.Negatives.Skip(PromptSheet.Most))
        {
            written.Miss(negative.Term.Value, UnparsedReasons.TooMany);
        }

        sketch.Class = contentClass ?? IdeaComposer.ClassOf(sketch);
        if (fill is { } seed)
        {
            new Filler(sketch, sheet.Domain, sheet.Contexts, text, seed).Fill(DetailLevel.Full);
        }

        return new PromptReading(sheet, written, Build(sheet, written, controls));
    }

    private static (WrittenPrompt Written, ContentClass? Class) Read(
        string text,
        PromptGrammar grammar,
        PromptSheet sheet
    )
    {
        if (grammar == PromptGrammar.Ideogram)
        {
            using var json = IdeogramPrompt.Parse(text);
            if (json is not null && IdeogramPrompt.IsCaption(json.RootElement))
            {
                var written = new WrittenPrompt();
                return (written, IdeogramPrompt.Read(json.RootElement, sheet, written));
            }
        }

        return (
            grammar switch
            {
                PromptGrammar.Ideogram when IdeogramText.Read(text) is { } caption => WrittenPrompt.Of(caption),
                PromptGrammar.Midjourney => WrittenPrompt.Of(MidjourneyPrompt.Read(text)),
                PromptGrammar.A1111 or PromptGrammar.InvokeAI => WrittenPrompt.Of(A1111Prompt.Read(text, grammar)),
                _ => WrittenPrompt.OfText(text),
            },
            null
        );
    }

    private static StructuredPrompt Build(PromptSheet sheet, WrittenPrompt written, IdeaControls controls)
    {
        var sketch = sheet.Sketch;
        var prompt = new StructuredPrompt
        {
            Subjects = sheet.Subjects,
            Relations = sheet.Relations,
            Setting = new Setting { Place = sheet.Place, Background = sheet.Background },
            Medium = sketch["medium"],
            Styles = sketch.Styles,
            ContentClass = sketch.Class,
            Mood = sketch.Moods,
            Palette = sketch.Palette,
            Text = sheet.Texts,
            AspectRatio = sketch.Ratio,
            Quality = controls.Quality is { Length: > 0 } said ? Slot.User(PlainText.Clean(said)) : written.Quality,
            Detail = controls.Detail,
            Variations = Math.Max(1, controls.Variations ?? 1),
            Seed = controls.Seed ?? written.Seed,
            Negatives = [.. sketch.Negatives.Take(PromptSheet.Most)],
            Parameters = written.Parameters,
        };
        // No grammar of finished prompts has slots for moving pictures; only a person's choices fill those.
        return sketch.Fill(prompt, SlotTable.Look);
    }
}
