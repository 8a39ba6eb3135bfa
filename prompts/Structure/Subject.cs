namespace AiPromptGen.Prompts.Structure;

/// <summary>Position in the picture, 0 to 1000 from the top left corner.</summary>
public sealed record Box(int Top, int Left, int Bottom, int Right);

public sealed record Subject
{
    /// <summary>The whole subject in the writer's own words. Where present it is rendered, and the other fields only describe it.</summary>
    public Slot? Phrase { get; init; }

    public Slot? Noun { get; init; }

    public int? Count { get; init; }

    public IReadOnlyList<Slot> Attributes
    {
        get;
        init => field = value ?? [];
    } = [];

    public Slot? Action { get; init; }

    public Slot? Expression { get; init; }

    public Slot? Wardrobe { get; init; }

    public Slot? Material { get; init; }

    public Box? Box { get; init; }

    /// <summary>1 is normal; 1.1 is one pair of A1111 parentheses.</summary>
    public double Weight
    {
        get;
        init => field = value == 0 ? 1 : value;
    } = 1;
}
