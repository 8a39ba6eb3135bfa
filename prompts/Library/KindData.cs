namespace AiPromptGen.Prompts.Library;

/// <summary>
/// What all kinds of one family have in common: whether they are photographs, and what may be added to them. What is absent
/// is never added.
/// </summary>
internal sealed record FamilyEntry
{
    public required string Id { get; init; }

    /// <summary>"photo", "art", or "none" for pictures that are neither, such as an X-ray.</summary>
    public required string Class { get; init; }

    /// <summary>Takes the light that suits the subject.</summary>
    public bool SceneLight { get; init; }

    /// <summary>Library ids of the only lights it takes.</summary>
    public IReadOnlyList<string>? Lights { get; init; }

    /// <summary>Takes the framing that suits the subject.</summary>
    public bool SceneFrames { get; init; }

    /// <summary>Library ids of the only framings it takes.</summary>
    public IReadOnlyList<string>? Frames { get; init; }

    /// <summary>Takes a lens and a film.</summary>
    public bool Camera { get; init; }

    /// <summary>Takes a style beside its own.</summary>
    public bool Styles { get; init; }

    /// <summary>Shows the look of the years that an idea tells.</summary>
    public bool Eras { get; init; }

    public bool Mood { get; init; }
    public bool Palette { get; init; }

    /// <summary>The domain whose moods and palettes suit it better than the subject's; absent: the subject's.</summary>
    public string? Domain { get; init; }
}

/// <summary>A kind of picture that people name: a floor plan, a postage stamp, an X-ray.</summary>
internal sealed record KindEntry
{
    public required string Id { get; init; }
    public required string Family { get; init; }

    /// <summary>The library's medium or style that it is; its names count too.</summary>
    public string? Entry { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Words that name it before the thing shown: "embroidered", "8-bit".</summary>
    public IReadOnlyList<string>? Adjectives { get; init; }

    /// <summary>Phrases that tell how it is made; one of them is added.</summary>
    public IReadOnlyList<string>? Finish { get; init; }

    /// <summary>"2:3": its usual shape; absent: the subject's.</summary>
    public string? Ratio { get; init; }

    /// <summary>Its shape by a circumstance that the idea tells: a wallpaper for a phone is tall.</summary>
    public IReadOnlyDictionary<string, string>? Within { get; init; }

    /// <summary>Words of what it shows that make it another kind: a map of a metro is a transit map.</summary>
    public IReadOnlyDictionary<string, string>? Becomes { get; init; }

    /// <summary>What it may be on that makes it another kind: a tattoo on an arm is no drawing on paper.</summary>
    public IReadOnlyDictionary<string, string>? On { get; init; }

    /// <summary>Also a thing in other pictures: a coin on a table is no picture of a coin.</summary>
    public bool Thing { get; init; }

    /// <summary>Made where it is: a mural on a wall or in a street is the picture, wherever that is.</summary>
    public bool Fixed { get; init; }

    /// <summary>Its name before a noun makes the picture it: an origami crane, but not a map room.</summary>
    public bool Modifier { get; init; }
}
