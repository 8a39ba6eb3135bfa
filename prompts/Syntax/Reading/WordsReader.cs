namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>Reads the writer's own words as an idea is read: their subject, what must not appear, colors and lettering.</summary>
internal sealed class WordsReader(Sketch sketch)
{
    /// <summary>UTF-16 units. Longer texts are kept unread: nobody would look at their parts, and reading must stay fast.</summary>
    private const int Longest = 4000;

    private bool _isFirst = true;

    public DomainEntry Domain { get; private set; } = Lexicon.Instance.Domain(Lexicon.General);
    public HashSet<string> Contexts { get; } = new(StringComparer.Ordinal);
    public string? Language { get; private set; }
    public string? Place { get; private set; }
    public IReadOnlyList<TextElement> Writings { get; private set; } = [];

    /// <param name="text">One line without control characters.</param>
    /// <param name="isWhole">True when the words have a weight, so that nothing may be taken out of them.</param>
    /// <returns>Null when nothing is left of the words.</returns>
    public Subject? Read(string text, bool isWhole)
    {
        (Place, Writings) = (null, []);
        var reading = new IdeaReading(text);
        AddColors(HexWords.Read(text));
        var tokens = text.Length > Longest ? [] : Tokenizer.Split(text, 0, text.Length);
        Language ??= tokens.Count == 0 ? null : LanguageGuess.Of(text, tokens);
        if (tokens.Count == 0 || LanguageGuess.Of(text, tokens) is not LanguageGuess.English)
        {
            return text.Length == 0 ? null : new Subject { Phrase = Slot.User(text) };
        }

        QuoteReader.Read(reading);
        SegmentReader.Read(reading);
        if (!isWhole)
        {
            TakeOut(reading);
        }

        ColorReader.Read(reading);
        SubjectReader.Read(reading);
        AddColors(reading.Colors);
        (Place, Writings) = (reading.Place, reading.Writings);
        if (_isFirst)
        {
            (_isFirst, Domain) = (false, reading.Domain);
        }

        Contexts.UnionWith(reading.Contexts);
        var phrase = isWhole ? text : PhraseWriter.Write(reading);
        return phrase.Length == 0
            ? null
            : new Subject
            {
                Phrase = Slot.User(phrase),
                Noun = reading.Noun is { } noun ? Slot.User(noun, inline: true) : null,
                Count = reading.Count,
            };
    }

    private void TakeOut(IdeaReading reading)
    {
        if (sketch.Ratio is null && !sketch.IsClosed(LibraryKind.Ratio))
        {
            RatioReader.Read(reading);
            sketch.Ratio = reading.Ratio;
        }

        NegationReader.Read(reading);
        var taken = new HashSet<(LibraryKind, string?)>();
        TermReader.Read(
            reading,
            entry =>
                !sketch.IsClosed(entry.Kind)
                && sketch.CanTake(entry)
                && sketch.Entries.Count + taken.Count < PromptSheet.Most
                && (taken.Add((entry.Kind, entry.Facet)) || entry.Kind is LibraryKind.Style or LibraryKind.Mood)
        );
        // The certain terms have their slots, but they are not removed from the words: "in watercolor style" stays where the writer put it.
        reading.Segments.ForEach(segment => segment.Lifted = false);
        foreach (var term in reading.Terms)
        {
            sketch.Put(term.Entry, Slot.User(term.Words, term.Entry.Id, inline: true));
        }

        foreach (var term in reading.Negatives)
        {
            ControlReader.AddNegative(sketch, term);
        }
    }

    private void AddColors(IEnumerable<PaletteColor> colors)
    {
        if (sketch.IsClosed(LibraryKind.Palette))
        {
            return;
        }

        foreach (var color in colors.Take(PromptSheet.Most))
        {
            var told = sketch.Palette.FindIndex(other => IsSame(other, color));
            if (told >= 0)
            {
                // The palette named the same thing in the same color already, so its name is marked as being in the words.
                sketch.Palette[told] = sketch.Palette[told] with
                {
                    Name = sketch.Palette[told].Name with { Inline = true },
                };
            }
            else if (sketch.Palette.Count < PromptSheet.Most)
            {
                sketch.Palette.Add(color);
            }
        }
    }

    private static bool IsSame(PaletteColor one, PaletteColor other) =>
        one.Target is not null
        && one.Target.Equals(other.Target, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Hex, other.Hex, StringComparison.Ordinal);
}
