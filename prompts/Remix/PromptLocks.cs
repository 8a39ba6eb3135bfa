namespace AiPromptGen.Prompts.Remix;

/// <summary>Fields of an earlier prompt that a new one keeps exactly as they are.</summary>
public sealed class PromptLocks
{
    private readonly StructuredPrompt _parent;
    private readonly IReadOnlyList<PromptField> _locked;

    /// <param name="parent">The earlier prompt.</param>
    /// <param name="names">Of <see cref="Fields"/>.</param>
    public PromptLocks(StructuredPrompt parent, IEnumerable<string> names)
    {
        _parent = parent;
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        _locked = [.. PromptField.All.Where(part => wanted.Contains(part.Name))];
    }

    /// <summary>The fields that can be locked, as they are named in JSON.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. PromptField.All.Select(part => part.Name)];

    /// <summary>A picture's prompt has no idea to fill these from again.</summary>
    public static IReadOnlyList<string> WithoutIdea { get; } = ["subjects", "setting", "relations", "text"];

    /// <summary>A photograph stays one while what made it one is kept.</summary>
    internal ContentClass? Class =>
        _locked.Any(part => part.Kind is LibraryKind.Medium or LibraryKind.Style or LibraryKind.Camera)
            ? _parent.ContentClass
            : null;

    public StructuredPrompt Apply(StructuredPrompt prompt) =>
        _locked.Aggregate(prompt, (changed, part) => part.Keep(changed, _parent));

    /// <summary>Tells the sketch what stands already, so that nothing is added which contradicts it.</summary>
    internal void Prepare(Sketch sketch)
    {
        foreach (var kind in _locked.Select(part => part.Kind).OfType<LibraryKind>())
        {
            sketch.Close(kind);
        }

        var kept = Apply(new StructuredPrompt());
        foreach (var placed in kept.Slots())
        {
            var entry = placed.Slot.EntryId is { } id ? PromptLibrary.Instance.Find(id) : null;
            if (entry is not null && !sketch.Entries.Contains(entry))
            {
                sketch.Entries.Add(entry);
            }

            if (placed.Group is SlotGroup.Medium or SlotGroup.Composition or SlotGroup.Camera or SlotGroup.Lighting)
            {
                sketch.Put(placed.Path, placed.Slot);
            }
        }

        sketch.Ratio = kept.AspectRatio;
        sketch.Styles.AddRange(kept.Styles);
        sketch.Moods.AddRange(kept.Mood);
        sketch.Palette.AddRange(kept.Palette);
    }
}
