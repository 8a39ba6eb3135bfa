namespace AiPromptGen.Prompts.Ideas;

/// <summary>What a person asks for: a text and whatever they chose beside it.</summary>
public sealed record Idea
{
    public required string Text { get; init; }

    public IdeaControls Controls
    {
        get;
        init => field = value ?? new();
    } = new();
}

/// <summary>Each choice is a library id, a library name or the person's own words.</summary>
public sealed record IdeaControls
{
    public string? Style { get; init; }
    public string? Medium { get; init; }
    public string? Lighting { get; init; }
    public string? Camera { get; init; }
    public string? Composition { get; init; }
    public string? Mood { get; init; }
    public string? Palette { get; init; }
    public string? AspectRatio { get; init; }
    public string? Quality { get; init; }

    /// <summary>Of a moving picture, how it is cut.</summary>
    public string? Shot { get; init; }

    /// <summary>Of a moving picture, what moves in it.</summary>
    public string? Motion { get; init; }

    /// <summary>Of a moving picture, how the camera moves.</summary>
    public string? CameraMove { get; init; }

    /// <summary>Of a moving picture, in seconds: "5" or "5 seconds".</summary>
    public string? Duration { get; init; }

    /// <summary>What must not appear, separated by commas.</summary>
    public string? Negative { get; init; }

    public DetailLevel Detail { get; init; } = DetailLevel.Light;

    /// <summary>The language of the text, when the person said it.</summary>
    public string? Language { get; init; }

    /// <summary>Chooses what is added; also handed to targets that take a seed. Null: derived from the text.</summary>
    public long? Seed { get; init; }

    /// <summary>How many different prompts; see <see cref="IdeaVariations"/>.</summary>
    public int? Variations { get; init; }

    /// <summary>Every combination of the idea's template instead of a number of variations.</summary>
    public bool? AllCombinations { get; init; }
}

/// <summary>A choice beside an idea that is words: a library's name or the person's own.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Get">What was chosen.</param>
/// <param name="Longest">In characters.</param>
/// <param name="IsSeen">Its words come into the picture, so they are checked together with the idea.</param>
public sealed record WordControl(string Name, Func<IdeaControls, string?> Get, int Longest, bool IsSeen = true);

/// <summary>
/// Every choice that is words. The limits and the check of content go through this table, so a new choice is a property, a line
/// here and its place in <see cref="ControlReader"/>.
/// </summary>
public static class WordControls
{
    private const int Words = 200;

    public static IReadOnlyList<WordControl> All { get; } =
    [
        new("style", controls => controls.Style, Words),
        new("medium", controls => controls.Medium, Words),
        new("lighting", controls => controls.Lighting, Words),
        new("camera", controls => controls.Camera, Words),
        new("composition", controls => controls.Composition, Words),
        new("mood", controls => controls.Mood, Words),
        new("palette", controls => controls.Palette, Words),
        new("quality", controls => controls.Quality, Words),
        new("shot", controls => controls.Shot, Words),
        new("motion", controls => controls.Motion, Words),
        new("cameraMove", controls => controls.CameraMove, Words),
        new("duration", controls => controls.Duration, 40),
        new("language", controls => controls.Language, 35, IsSeen: false),
        new("negative", controls => controls.Negative, 1000, IsSeen: false),
    ];
}
