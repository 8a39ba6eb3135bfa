namespace AiPromptGen.Prompts.Remix;

/// <summary>How a new prompt follows from an earlier one: fields that stay; everything else is filled anew.</summary>
public sealed record PromptRemix
{
    public required StructuredPrompt Parent { get; init; }

    /// <summary>The generation of the parent.</summary>
    public required string ParentId { get; init; }

    /// <summary>Of <see cref="PromptLocks.Fields"/>.</summary>
    public IReadOnlyList<string> Lock { get; init; } = [];

    /// <summary>What the parent was made of; empty for a picture without a hint.</summary>
    public string ParentText => Parent.Idea?.Original ?? "";

    /// <summary>The words of the locked fields, but for what must not appear.</summary>
    public string KeptWords =>
        string.Join(
            ", ",
            LocksFor(ParentText)
                .Apply(new StructuredPrompt())
                .Slots()
                .Where(placed => placed.Group != SlotGroup.Exclusion)
                .Select(placed => placed.Slot.Value)
        );

    /// <summary>A new prompt by the embedded engine, which chooses its additions to suit what is kept.</summary>
    public StructuredPrompt Compose(Idea idea, int variation)
    {
        ArgumentNullException.ThrowIfNull(idea);
        var prompt = IdeaComposer.Compose(idea, variation, LocksFor(idea.Text)) with { ParentId = ParentId };
        return string.IsNullOrWhiteSpace(idea.Text)
            ? prompt with
            {
                Idea = null,
                Title = Parent.Title,
                Summary = Parent.Summary,
            }
            : prompt;
    }

    /// <summary>Puts what is kept into a prompt that somebody else filled.</summary>
    public StructuredPrompt Apply(StructuredPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return LocksFor(prompt.Idea?.Original).Apply(prompt) with { ParentId = ParentId };
    }

    private PromptLocks LocksFor(string? text) =>
        new(Parent, string.IsNullOrWhiteSpace(text) ? Lock.Concat(PromptLocks.WithoutIdea) : Lock);
}
