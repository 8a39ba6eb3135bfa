namespace AiPromptGen.Prompts.Ideas;

/// <summary>A library term the writer used; lifted out of the text, or left where it stands.</summary>
internal sealed record FoundTerm(LibraryEntry Entry, string Words, bool Inline)
{
    /// <summary>Says how a thing in the picture looks, not how the picture is made.</summary>
    public bool OfThing { get; init; }
}

/// <summary>A comma or sentence part of the text, without what was taken out of it.</summary>
internal sealed record Segment(int Start, int End, string Separator)
{
    public List<Token> Tokens { get; init; } = [];
    public bool Lifted { get; set; }
}

/// <summary>A text while it is being taken apart. Characters are marked as removed, never moved, so places stay valid.</summary>
internal sealed class IdeaReading(string text)
{
    public string Text { get; } = text;

    /// <summary>ISO 639-1, or "und".</summary>
    public string Language { get; set; } = LanguageGuess.English;

    /// <summary>The English gloss of a text in another language; null where none of its words is known.</summary>
    public string? Gloss { get; set; }

    /// <summary>Every word of the gloss is known.</summary>
    public bool IsUnderstood { get; set; }

    /// <summary>What the gloss is of.</summary>
    public DomainEntry? Told { get; set; }

    public bool[] Quoted { get; } = new bool[text.Length];
    public bool[] Removed { get; } = new bool[text.Length];
    public List<Segment> Segments { get; } = [];
    public List<TextElement> Writings { get; } = [];
    public List<string> Negatives { get; } = [];

    /// <summary>Those of <see cref="Negatives"/> that say where as well: "text on the walls".</summary>
    public HashSet<string> DeniedWithPlace { get; } = new(StringComparer.Ordinal);
    public List<FoundTerm> Terms { get; } = [];
    public List<PaletteColor> Colors { get; } = [];

    /// <summary>What is said of a moving picture, by the path of its slot.</summary>
    public Dictionary<string, string> Video { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Contexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Where tokens begin that stand in a fixed expression and mean nothing alone.</summary>
    public HashSet<int> InCompound { get; } = [];
    public AspectRatio? Ratio { get; set; }

    /// <summary>The kind of picture that the writer named.</summary>
    public PictureKind? Kind { get; set; }

    /// <summary>Known only from a painter's name: what is added says nothing of the kind's own making.</summary>
    public bool IsArtists { get; set; }

    /// <summary>A painter is named, beside a kind or instead of one: how it is made and lit is the painter's.</summary>
    public Artist? Artist { get; set; }

    /// <summary>Where the kind's name stands; both 0 when it has none in the text.</summary>
    public int KindStart { get; set; }
    public int KindEnd { get; set; }

    /// <summary>Behind "floor plan of": where the words for what is shown begin.</summary>
    public int? ShownFrom { get; set; }

    public DomainEntry Domain { get; set; } = Lexicon.Instance.Domain(Lexicon.General);
    public string? Noun { get; set; }
    public int? Count { get; set; }
    public string? Place { get; set; }

    /// <summary>Tokens that are neither removed nor inside quotation marks, in the segments that stay.</summary>
    public IEnumerable<Token> Kept =>
        Segments
            .Where(segment => !segment.Lifted)
            .SelectMany(segment => segment.Tokens)
            .Where(token => !Removed[token.Start]);

    /// <summary>The same without the name of the kind; from what it shows on, where that is said.</summary>
    public List<Token> Shown() =>
        [
            .. Kept.Where(token =>
                (token.Start < KindStart || token.Start >= KindEnd)
                && (ShownFrom is null || token.Start >= ShownFrom || token.Start >= FirstEnd)
            ),
        ];

    private int FirstEnd => Segments.Count > 0 ? Segments[0].End : 0;

    public void Remove(int start, int end) => Array.Fill(Removed, true, start, end - start);
}
