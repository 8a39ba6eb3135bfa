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
    public bool[] Quoted { get; } = new bool[text.Length];
    public bool[] Removed { get; } = new bool[text.Length];
    public List<Segment> Segments { get; } = [];
    public List<TextElement> Writings { get; } = [];
    public List<string> Negatives { get; } = [];
    public List<FoundTerm> Terms { get; } = [];
    public List<PaletteColor> Colors { get; } = [];
    public HashSet<string> Contexts { get; } = new(StringComparer.Ordinal);
    public AspectRatio? Ratio { get; set; }
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

    public void Remove(int start, int end) => Array.Fill(Removed, true, start, end - start);
}
