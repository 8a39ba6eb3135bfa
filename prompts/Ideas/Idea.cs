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
