namespace AiPromptGen.Prompts.Structure;

/// <summary>Position in the picture, 0 to 1000 from the top left corner.</summary>
public sealed record Box(int Top, int Left, int Bottom, int Right);

public sealed record Subject
{
    /// <summary>
    /// The whole subject in the writer's own words. Where present it is rendered, followed by whichever attribute, action,
    /// expression, wardrobe and material it does not say itself.
    /// </summary>
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

    /// <summary>What is said of the subject beside its phrase or noun, each with its name in a path.</summary>
    internal IEnumerable<(string Name, Slot Slot)> Details()
    {
        for (var i = 0; i < Attributes.Count; i++)
        {
            yield return (string.Create(null, $"attributes[{i}]"), Attributes[i]);
        }

        foreach (
            var (name, slot) in ((string, Slot?)[])
                [("action", Action), ("expression", Expression), ("wardrobe", Wardrobe), ("material", Material)]
        )
        {
            if (slot is not null)
            {
                yield return (name, slot);
            }
        }
    }

    public Box? Box { get; init; }

    /// <summary>1 is normal; 1.1 is one pair of A1111 parentheses.</summary>
    public double Weight
    {
        get;
        init => field = value == 0 ? 1 : value;
    } = 1;
}
