using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Library;

[JsonConverter(typeof(CamelCaseEnumConverter<LibraryKind>))]
public enum LibraryKind
{
    Style,
    Medium,
    Lighting,
    Composition,
    Camera,
    Palette,
    Mood,
    Ratio,

    /// <summary>How a named kind of picture is made: "perforated edges" of a postage stamp.</summary>
    Finish,
}

/// <summary>One term of the library. Its shape is told by library.schema.json.</summary>
public sealed record LibraryEntry
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The words of a phrase; for tags too where <see cref="Tag"/> is absent.</summary>
    public required string Phrase { get; init; }

    /// <summary>The words inside a sentence, where they differ.</summary>
    public string? Prose { get; init; }

    /// <summary>The comma tags that models of CLIP know it by, where they differ.</summary>
    public string? Tag { get; init; }

    /// <summary>The field inside composition, camera or lighting.</summary>
    public string? Facet { get; init; }

    /// <summary>"photo", "art" or "any".</summary>
    public string? Class { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Entries that contradict this one.</summary>
    public IReadOnlyList<string>? Conflicts { get; init; }

    /// <summary>Where it may be added unasked; absent: only when somebody names it.</summary>
    public IReadOnlyList<string>? Domains { get; init; }

    /// <summary>Contexts (night, indoor …) in which it would be wrong.</summary>
    public IReadOnlyList<string>? Avoid { get; init; }

    /// <summary>Contexts one of which must be there; in them it is preferred.</summary>
    public IReadOnlyList<string>? Needs { get; init; }

    /// <summary>Contexts one of which must be there; it is one choice among others then.</summary>
    public IReadOnlyList<string>? Within { get; init; }

    /// <summary>The media a style of art is made in; absent: any.</summary>
    public IReadOnlyList<string>? Media { get; init; }

    /// <summary>A style that is its own medium.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Shows no light and shade, so none is added.</summary>
    public bool Flat { get; init; }

    /// <summary>Has no color, so no palette is added.</summary>
    public bool Monochrome { get; init; }

    /// <summary>
    /// Buildings, clothes and goods are said to have it as well ("art deco hotel", "stained glass window"): inside a sentence it
    /// decides nothing about how the picture is made.
    /// </summary>
    public bool Things { get; init; }

    /// <summary>"tight", "medium" or "wide": the distances it suits; absent: every one.</summary>
    public IReadOnlyList<string>? Frames { get; init; }

    /// <summary>"warm", "cool", "dark" or "bright": what it does to the picture; opposites never come together.</summary>
    public IReadOnlyList<string>? Tones { get; init; }

    public IReadOnlyList<NamedColor>? Colors { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }

    /// <summary>Where the term is established; the wording is always this project's own.</summary>
    public required string Provenance { get; init; }

    public required string Licence { get; init; }

    [JsonIgnore]
    public LibraryKind Kind { get; init; }

    /// <summary>CLIP's tokens of the entry as a tag, counted once.</summary>
    internal int TagTokens => field > 0 ? field : field = ClipTokens.Count(Tag ?? Phrase);

    internal ContentClass? ContentClass =>
        Class switch
        {
            "photo" => Structure.ContentClass.Photo,
            "art" => Structure.ContentClass.Art,
            _ => null,
        };
}

/// <summary>A color of a palette.</summary>
public sealed record NamedColor(string Name, string Hex);
