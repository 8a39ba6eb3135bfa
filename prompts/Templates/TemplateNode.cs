namespace AiPromptGen.Prompts.Templates;

/// <summary>A part of a template. Every figure is known before anything is expanded.</summary>
internal abstract record TemplateNode
{
    /// <summary>All the texts it can become, capped (<see cref="TemplateCount"/>).</summary>
    public abstract long Combinations { get; }

    /// <summary>As above, with each library list as one: what its writer spelled out.</summary>
    public abstract long Written { get; }

    /// <summary>Characters of the longest text it can become, or more.</summary>
    public abstract long Longest { get; }

    public abstract bool CanBeBlank { get; }

    /// <summary>One text. Each place in the template draws its own number, so one choice does not change the others.</summary>
    public abstract string Draw(ulong seed);

    /// <summary>Every text, in the order in which they are written. Ask <see cref="Combinations"/> first.</summary>
    public abstract IEnumerable<string> All();
}

internal sealed record TemplateText(string Value) : TemplateNode
{
    public override long Combinations => 1;
    public override long Written => 1;
    public override long Longest => Value.Length;
    public override bool CanBeBlank => string.IsNullOrWhiteSpace(Value);

    public override string Draw(ulong seed) => Value;

    public override IEnumerable<string> All() => [Value];
}

internal sealed record TemplateSequence(IReadOnlyList<TemplateNode> Parts) : TemplateNode
{
    public override long Combinations { get; } =
        Parts.Aggregate(1L, (product, part) => TemplateCount.Times(product, part.Combinations));
    public override long Written { get; } =
        Parts.Aggregate(1L, (product, part) => TemplateCount.Times(product, part.Written));
    public override long Longest { get; } = Parts.Aggregate(0L, (sum, part) => TemplateCount.Plus(sum, part.Longest));
    public override bool CanBeBlank { get; } = Parts.All(part => part.CanBeBlank);

    public override string Draw(ulong seed) =>
        string.Concat(Parts.Select((part, at) => part.Draw(StableHash.Of(string.Create(null, $"part {at}"), seed))));

    public override IEnumerable<string> All() =>
        Parts.Aggregate(
            new List<string> { "" },
            (heads, part) => [.. heads.SelectMany(head => part.All().Select(tail => head + tail))]
        );
}
