using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>A structured prompt while its slots are being filled; the first value of a slot stays.</summary>
internal sealed class Sketch
{
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<LibraryKind> _closed = [];

    /// <summary>Every library entry in it, whoever brought it.</summary>
    public List<LibraryEntry> Entries { get; } = [];

    /// <summary>Of the text, and so of what it denies.</summary>
    public string Language { get; set; } = LanguageGuess.English;

    public List<Slot> Styles { get; } = [];
    public List<Slot> Moods { get; } = [];
    public List<PaletteColor> Palette { get; } = [];
    public List<Negative> Negatives { get; } = [];
    public AspectRatio? Ratio { get; set; }
    public ContentClass? Class { get; set; }

    /// <summary>The kind of picture that the person named.</summary>
    public PictureKind? Kind { get; set; }

    /// <summary>The kind is known only from a painter's name.</summary>
    public bool IsArtists { get; set; }

    /// <summary>A painter is named, beside a kind or instead of one.</summary>
    public Artist? Artist { get; set; }

    public bool HasArtist => Artist is not null;

    /// <summary>After a person chose a kind, their text no longer does.</summary>
    public void Close(LibraryKind kind) => _closed.Add(kind);

    public bool IsClosed(LibraryKind kind) => _closed.Contains(kind);

    public Slot? this[string path] => _slots.GetValueOrDefault(path);

    public bool Has(string prefix) => _slots.Keys.Any(path => path.StartsWith(prefix, StringComparison.Ordinal));

    public bool Put(string path, Slot slot) => _slots.TryAdd(path, slot);

    public bool CanTake(LibraryEntry entry) =>
        entry.Kind switch
        {
            LibraryKind.Style or LibraryKind.Mood or LibraryKind.Finish => true,
            LibraryKind.Palette => Palette.TrueForAll(color => color.Target is not null),
            LibraryKind.Ratio => Ratio is null,
            _ => !_slots.ContainsKey(PathOf(entry)),
        };

    /// <summary>False when the slot is taken.</summary>
    public bool Put(LibraryEntry entry, Slot slot)
    {
        if (!CanTake(entry))
        {
            return false;
        }

        switch (entry.Kind)
        {
            case LibraryKind.Style:
            case LibraryKind.Finish:
                Styles.Add(slot);
                break;
            case LibraryKind.Mood:
                Moods.Add(slot);
                break;
            case LibraryKind.Palette:
                Palette.AddRange((entry.Colors ?? []).Select(color => ColorOf(color, slot)));
                break;
            case LibraryKind.Ratio:
                Ratio = new AspectRatio(entry.Width, entry.Height) { Source = slot.Source, EntryId = entry.Id };
                break;
            default:
                _slots.Add(PathOf(entry), slot);
                break;
        }

        Entries.Add(entry);
        return true;
    }

    /// <summary>Whether an entry's words name something that is to be absent: none with a sword where no sword is wanted.</summary>
    public bool Denies(LibraryEntry entry)
    {
        if (Negatives.Count == 0)
        {
            return false;
        }

        _denied ??= Denied();
        return WordsOf(entry).Any(_denied.Contains);
    }

    /// <summary>"Not realistic", "no photo": whatever it is, a photograph it is not.</summary>
    public bool DeniesPhotographs =>
        Negatives.Exists(negative => PhotoDenials.Contains(negative.Term.Value.ToLowerInvariant()));

    private static readonly FrozenSet<string> PhotoDenials = WordLists.Set("photo-denials");

    private HashSet<string>? _denied;

    private HashSet<string> Denied() =>
        Negatives
            .Select(negative =>
                NegationStumps.WithoutPlace(Languages.EnglishOf(Language, negative.Term.Value) ?? negative.Term.Value)
            )
            .SelectMany(term => PromptLibrary.Instance.SynonymsOf(term).Append(term))
            .Select(term => Tokenizer.Split(term, 0, term.Length))
            .Where(tokens => tokens.Count > 0)
            .Select(tokens => WordForms.Stem(tokens[^1].Key))
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> WordsOf(LibraryEntry entry) =>
        new[] { entry.Name, entry.Phrase, entry.Prose ?? "", entry.Tag ?? "" }
            .Concat(entry.Colors?.Select(color => color.Name) ?? [])
            .SelectMany(text => Tokenizer.Split(text, 0, text.Length))
            .Select(token => WordForms.Stem(token.Key));

    private static PaletteColor ColorOf(NamedColor color, Slot slot) =>
        new() { Hex = color.Hex, Name = slot with { Value = color.Name } };

    private static string PathOf(LibraryEntry entry) =>
        entry.Kind switch
        {
            LibraryKind.Medium => "medium",
            LibraryKind.Lighting => "lighting." + entry.Facet,
            LibraryKind.Composition => "composition." + entry.Facet,
            _ => "camera." + entry.Facet,
        };

    /// <summary>The prompt with the slots of these places filled in, as far as there is something for them.</summary>
    public StructuredPrompt Fill(StructuredPrompt prompt, IEnumerable<SlotPlace> places) =>
        places.Aggregate(prompt, (filled, place) => this[place.Path] is { } slot ? place.Set(filled, slot) : filled);
}
