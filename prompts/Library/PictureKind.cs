namespace AiPromptGen.Prompts.Library;

/// <summary>One kind of picture with what may be added to it.</summary>
internal sealed class PictureKind(KindEntry data, FamilyEntry family, IReadOnlyList<LibraryEntry> finishes)
{
    public string Id => data.Id;
    public FamilyEntry Family { get; } = family;
    public IReadOnlyList<LibraryEntry> Finishes { get; } = finishes;

    /// <summary>The library's medium or style that it is.</summary>
    public string? EntryId => data.Entry;

    public bool IsThing => data.Thing;
    public bool IsFixed => data.Fixed;
    public bool IsModifier => data.Modifier;
    public AspectRatio? Ratio { get; } = data.Ratio is { } ratio ? RatioReader.Parse(ratio) : null;

    /// <summary>The kind that it is when it shows this: a map of a metro is a transit map.</summary>
    public PictureKind? With(string shown) =>
        data.Becomes is { } becomes && becomes.TryGetValue(shown, out var id) ? PictureKinds.Instance.Find(id) : null;

    /// <summary>The kind that it is on this: a tattoo on an arm.</summary>
    public PictureKind? On(string ground) =>
        data.On is { } on && on.TryGetValue(ground, out var id) ? PictureKinds.Instance.Find(id) : null;

    /// <summary>Its usual shape in these circumstances.</summary>
    public AspectRatio? RatioWithin(IReadOnlySet<string> contexts) =>
        data.Within?.FirstOrDefault(pair => contexts.Contains(pair.Key)).Value is { } ratio
            ? RatioReader.Parse(ratio)
            : Ratio;

    public ContentClass? Class { get; } =
        family.Class switch
        {
            "photo" => ContentClass.Photo,
            "art" => ContentClass.Art,
            _ => null,
        };

    /// <summary>Its style says whether it is drawn; without one it is filmed.</summary>
    public bool IsAnyClass => Family.Class is "any";

    /// <summary>A photograph like any other: everything that suits its subject suits it.</summary>
    public bool IsPlainPhoto => Family is { Class: "photo", SceneLight: true, Camera: true };

    public IEnumerable<string> Names
    {
        get
        {
            var own = (data.Names ?? []).Select(KeyOf);
            var entry = data.Entry is { } id ? PromptLibrary.Instance.Find(id) : null;
            return (entry is null ? own : own.Concat(PromptLibrary.NamesOf(entry))).Distinct(StringComparer.Ordinal);
        }
    }

    public IEnumerable<string> Adjectives => (data.Adjectives ?? []).Select(KeyOf).Distinct(StringComparer.Ordinal);

    /// <summary>As the words of an idea are compared: without hyphens and apostrophes between them.</summary>
    private static string KeyOf(string name)
    {
        var tokens = Tokenizer.Split(name, 0, name.Length);
        return Tokenizer.Join(tokens, 0, tokens.Count);
    }

    /// <summary>The phrases as entries of the library, so that each added word names its source.</summary>
    public static IEnumerable<LibraryEntry> FinishesOf(KindEntry kind) =>
        (kind.Finish ?? []).Select(
            (phrase, i) =>
                new LibraryEntry
                {
                    Id = FinishId(kind, i),
                    Name = FinishId(kind, i),
                    Phrase = phrase,
                    Kind = LibraryKind.Finish,
                    Provenance = "own term",
                    Licence = "own wording",
                }
        );

    public static string FinishId(KindEntry kind, int index) =>
        index == 0 ? $"finish-{kind.Id}" : string.Create(null, $"finish-{kind.Id}-{index + 1}");
}
