using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Syntax;

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

    /// <summary>Has a field of its own for the subject, which must not be empty.</summary>
    NeedsSubject = 32,

    /// <summary>Makes moving pictures: reads how things and the camera move.</summary>
    Video = 64,

    /// <summary>Its text encoder (CLIP, T5) was trained on English alone; other languages draw at random.</summary>
    English = 128,
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

    /// <summary>Largest negative text in <see cref="Unit"/>s, where the target bounds it.</summary>
    public int? NegativeLimit { get; init; }

    /// <summary>Most images one request makes; null where that is the tool's own affair.</summary>
    public int? MostImages { get; init; }

    /// <summary>What a person should know before choosing this target.</summary>
    public string? Notice { get; init; }

    /// <summary>Below this many words the target refuses or draws at random.</summary>
    [JsonIgnore]
    public int LeastWords { get; init; } = 1;

    /// <summary>The service is gone; its prompts are still read and written, for who kept them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Retired { get; init; }

    /// <summary>The longer side over the shorter one, where any ratio up to it is allowed; null where <see cref="Sizes"/> says all.</summary>
    [JsonIgnore]
    public int? LargestRatio { get; init; }

    /// <summary>The lengths of a moving picture; null where it makes still ones.</summary>
    [JsonIgnore]
    internal VideoLengths? Lengths { get; init; }

    /// <summary>Words that the model was trained to find first; said only beside slots, never beside a finished prompt.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Lead { get; init; } = [];

    /// <summary>The words for how many people are shown, where the model was trained to find them behind <see cref="Lead"/>.</summary>
    [JsonIgnore]
    internal Func<StructuredPrompt, IReadOnlyList<string>>? Counts { get; init; }

    /// <summary>Empty where any ratio of whole numbers is allowed.</summary>
    public required IReadOnlyList<TargetSize> Sizes { get; init; }

    /// <summary>The page the rules come from.</summary>
    public required Uri Reference { get; init; }

    /// <summary>A finished prompt in this grammar is given as it is.</summary>
    [JsonIgnore]
    internal PromptGrammar Reads =>
        Form switch
        {
            PromptForm.Phrases => PromptGrammar.Midjourney,
            PromptForm.Json => PromptGrammar.Ideogram,
            PromptForm.Tags => Grammar is InvokeAIGrammar ? PromptGrammar.InvokeAI : PromptGrammar.A1111,
            _ => PromptGrammar.Prose,
        };

    [JsonIgnore]
    internal Grammar Grammar { get; init; } = ProseGrammar.Instance;

    /// <summary>The settings a prompt asks of this target, in the order the target lists them.</summary>
    [JsonIgnore]
    internal Func<StructuredPrompt, TargetSize?, IEnumerable<ToolParameter>> Settings { get; init; } = (_, _) => [];

    /// <summary>The size of a finished prompt in <see cref="Unit"/>s; syntax that never reaches the model does not count.</summary>
    internal int Count(string prompt) =>
        Unit == BudgetUnit.Tokens && CountKind == CountKind.Exact
            ? ClipTokens.Count(Grammar.Spoken(prompt))
            : TextMeasure.Count(prompt, Unit);

    internal bool Has(TargetFeatures feature) => (Features & feature) != TargetFeatures.None;
}
