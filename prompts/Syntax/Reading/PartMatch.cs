namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>Parts of a prompt that are one thing together: lettering, a palette or a library term.</summary>
internal sealed record PartMatch(int First, int Count)
{
    public TextElement? Writing { get; init; }
    public IReadOnlyList<PaletteColor>? Colors { get; init; }

    /// <summary>Whether it is a code alone, such as "#2F6F73". Several of them make one palette.</summary>
    public bool IsBareColor { get; init; }

    public LibraryEntry? Entry { get; init; }
    public string Words { get; init; } = "";

    public static PartMatch? Find(List<PromptPart> parts, int first)
    {
        if (!parts[first].IsPlain)
        {
            return null;
        }

        if (WritingParts.Read(parts[first].Text) is { } writing)
        {
            return new PartMatch(first, 1) { Writing = writing };
        }

        if (PaletteParts.Read(parts, first) is var (colors, taken))
        {
            return new PartMatch(first, taken)
            {
                Colors = colors,
                IsBareColor = taken == 1 && parts[first].Text.StartsWith('#'),
            };
        }

        return PhraseBook.Instance.Find(parts, first) is var (entry, count, words)
            ? new PartMatch(first, count) { Entry = entry, Words = words }
            : null;
    }
}
