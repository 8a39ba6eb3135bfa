namespace AiPromptGen.Prompts.Ideas;

/// <summary>Puts a person's choices into the sketch: a library choice with the library's words, anything else as they wrote it.</summary>
internal static class ControlReader
{
    public static void Apply(IdeaControls controls, Sketch sketch)
    {
        Choose(sketch, LibraryKind.Style, controls.Style, slot => sketch.Styles.Add(slot));
        Choose(sketch, LibraryKind.Medium, controls.Medium, slot => sketch.Put("medium", slot));
        Choose(sketch, LibraryKind.Lighting, controls.Lighting, slot => sketch.Put("lighting.source", slot));
        Choose(sketch, LibraryKind.Camera, controls.Camera, slot => sketch.Put("camera.body", slot));
        Choose(sketch, LibraryKind.Composition, controls.Composition, slot => sketch.Put("composition.framing", slot));
        Choose(sketch, LibraryKind.Mood, controls.Mood, slot => sketch.Moods.Add(slot));
        Choose(sketch, LibraryKind.Palette, controls.Palette, slot => AddColors(sketch, slot.Value));
        if (controls.AspectRatio is { } ratio && PlainText.Clean(ratio) is { Length: > 0 } text)
        {
            ReadRatio(sketch, text);
        }

        foreach (
            var (path, choice) in ((string, string?)[])
                [
                    ("video.shot", controls.Shot),
                    ("video.motion", controls.Motion),
                    ("video.cameraMove", controls.CameraMove),
                    ("video.duration", controls.Duration),
                ]
        )
        {
            if (PlainText.Clean(choice ?? "") is { Length: > 0 } words)
            {
                sketch.Put(path, Slot.User(words));
            }
        }

        foreach (var term in Parts(controls.Negative))
        {
            var bare = term.StartsWith("no ", StringComparison.OrdinalIgnoreCase) ? term[3..].Trim() : term;
            AddNegative(sketch, bare);
        }
    }

    public static void AddNegative(Sketch sketch, string term)
    {
        if (!sketch.Negatives.Exists(n => n.Term.Value.Equals(term, StringComparison.OrdinalIgnoreCase)))
        {
            sketch.Negatives.Add(new Negative { Term = Slot.User(term) });
        }
    }

    private static void Choose(Sketch sketch, LibraryKind kind, string? choice, Action<Slot> own)
    {
        var text = choice is null ? "" : PlainText.Clean(choice);
        if (text.Length == 0)
        {
            return;
        }

        sketch.Close(kind);
        var entry = PromptLibrary.Instance.FindByName(text);
        if (entry?.Kind != kind)
        {
            own(Slot.User(text));
            return;
        }

        sketch.Put(entry, Slot.User(WordsOf(entry, text), entry.Id));
    }

    /// <summary>Who picks an entry by its name wants its wording; who writes an alias wants that word.</summary>
    private static string WordsOf(LibraryEntry entry, string text) =>
        PromptLibrary.IsNameOf(entry, text) ? entry.Phrase : text;

    private static void AddColors(Sketch sketch, string text)
    {
        foreach (var part in Parts(text))
        {
            var hex = HexColor.IsValid(part) ? part.ToUpperInvariant() : PromptLibrary.Instance.Color(part)?.Hex;
            var name = HexColor.IsValid(part) ? HexColor.Name(part) : part;
            sketch.Palette.Add(new PaletteColor { Hex = hex, Name = Slot.User(name) });
        }
    }

    private static void ReadRatio(Sketch sketch, string text)
    {
        sketch.Close(LibraryKind.Ratio);
        if (RatioReader.Parse(text) is { } ratio)
        {
            sketch.Ratio = ratio;
        }
        else if (PromptLibrary.Instance.FindByName(text) is { Kind: LibraryKind.Ratio } entry)
        {
            sketch.Put(entry, Slot.User(text, entry.Id));
        }
        else
        {
            sketch.Put("composition.negativeSpace", Slot.User(text));
        }
    }

    private static IEnumerable<string> Parts(string? list) =>
        (list ?? "").Split([',', ';', '\n']).Select(PlainText.Clean).Where(part => part.Length > 0);
}
