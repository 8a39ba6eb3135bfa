using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts;

[JsonConverter(typeof(CamelCaseEnumConverter<BudgetUnit>))]
public enum BudgetUnit
{
    Tokens,
    Words,
    Characters,
}

[JsonConverter(typeof(CamelCaseEnumConverter<CountKind>))]
public enum CountKind
{
    Exact,
    Estimated,
}

/// <summary>What a target does with things that must not appear.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<NegativeMode>))]
public enum NegativeMode
{
    /// <summary>A second text field.</summary>
    Field,

    /// <summary>A parameter inside the prompt.</summary>
    Flag,

    /// <summary>Nothing: the opposite is said in words.</summary>
    Rewrite,
}

[JsonConverter(typeof(CamelCaseEnumConverter<PromptForm>))]
public enum PromptForm
{
    Phrases,
    Tags,
    Prose,
    Json,
}

[Flags]
public enum TargetFeatures
{
    None = 0,

    /// <summary>Weights on parts of the text.</summary>
    Weights = 1,

    /// <summary>Reads "#RRGGBB" in the text.</summary>
    HexColors = 2,

    /// <summary>Writing in the picture works best when named first.</summary>
    TextFirst = 4,

    Seed = 8,

    QualitySetting = 16,
}

/// <summary>One allowed shape; <paramref name="Pixels"/> is "1536x1024" where the target wants pixels.</summary>
public sealed record TargetSize(int Width, int Height, string? Pixels = null);

public sealed record PromptTarget
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required PromptForm Form { get; init; }
    public required NegativeMode Negatives { get; init; }
    public required BudgetUnit Unit { get; init; }

    /// <summary>Largest prompt, in <see cref="Unit"/>s.</summary>
    public required int Limit { get; init; }

    public required CountKind CountKind { get; init; }

    [JsonIgnore]
    public TargetFeatures Features { get; init; }

    /// <summary>Empty where any ratio of whole numbers is allowed.</summary>
    public required IReadOnlyList<TargetSize> Sizes { get; init; }

    /// <summary>The page the rules come from.</summary>
    public required Uri Reference { get; init; }

    /// <summary>A finished prompt in this grammar is given as it is; null where the target has no grammar of its own.</summary>
    [JsonIgnore]
    internal PromptGrammar? Reads { get; init; }

    [JsonIgnore]
    internal Grammar Grammar { get; init; } = ProseGrammar.Instance;

    /// <summary>The settings a prompt asks of this target, in the order the target lists them.</summary>
    [JsonIgnore]
    internal Func<StructuredPrompt, TargetSize?, IEnumerable<ToolParameter>> Settings { get; init; } = (_, _) => [];

    internal bool Has(TargetFeatures feature) => (Features & feature) != TargetFeatures.None;
}
