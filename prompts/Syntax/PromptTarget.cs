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
    /// <summary>It takes them in a second text field.</summary>
    Field,

    /// <summary>It takes them as a parameter inside the prompt.</summary>
    Flag,

    /// <summary>It cannot take them, so their opposite is said in words.</summary>
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

    /// <summary>Takes weights on parts of the text.</summary>
    Weights = 1,

    /// <summary>Reads "#RRGGBB" in the text.</summary>
    HexColors = 2,

    /// <summary>Writing in the picture works best when named first.</summary>
    TextFirst = 4,

    Seed = 8,

    QualitySetting = 16,

    /// <summary>Has a separate field for the subject, which must not be empty.</summary>
    NeedsSubject = 32,

    /// <summary>Makes moving pictures, and reads how things and the camera move.</summary>
    Video = 64,

    /// <summary>Has a text encoder (CLIP, T5) that was trained on English only, so that other languages give random pictures.</summary>
    English = 128,
}

/// <summary>One allowed ratio. <paramref name="Pixels"/> is a text such as "1536x1024" when the target takes pixels; otherwise null.</summary>
public sealed record TargetSize(int Width, int Height, string? Pixels = null);

public sealed record PromptTarget
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required PromptForm Form { get; init; }
    public required NegativeMode Negatives { get; init; }
    public required BudgetUnit Unit { get; init; }

    /// <summary>The length of the longest prompt, in <see cref="Unit"/>s.</summary>
    public required int Limit { get; init; }

    public required CountKind CountKind { get; init; }

    [JsonIgnore]
    public TargetFeatures Features { get; init; }

    /// <summary>The length of the longest negative text, in <see cref="Unit"/>s; null when the target has no limit.</summary>
    public int? NegativeLimit { get; init; }

    /// <summary>The most images of one request; null when the person sets that in the tool itself.</summary>
    public int? MostImages { get; init; }

    /// <summary>What a person should know before choosing this target.</summary>
    public string? Notice { get; init; }

    /// <summary>With fewer words than this, the target refuses the prompt or draws at random.</summary>
    [JsonIgnore]
    public int LeastWords { get; init; } = 1;

    /// <summary>Whether the service no longer exists. Its prompts are still read and written, for people who kept them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Retired { get; init; }

    /// <summary>
    /// The longer side divided by the shorter one, when any ratio up to it is allowed; null when only <see cref="Sizes"/> are.
    /// </summary>
    [JsonIgnore]
    public int? LargestRatio { get; init; }

    /// <summary>The lengths of a moving picture; null for a target of still pictures.</summary>
    [JsonIgnore]
    internal VideoLengths? Lengths { get; init; }

    /// <summary>Words that the model was trained to find first. They are written beside slots only, never beside a finished prompt.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Lead { get; init; } = [];

    /// <summary>
    /// Makes the words for how many people are shown, when the model was trained to find them after <see cref="Lead"/>; otherwise null.
    /// </summary>
    [JsonIgnore]
    internal Func<StructuredPrompt, IReadOnlyList<string>>? Counts { get; init; }

    /// <summary>Empty when any ratio of two whole numbers is allowed.</summary>
    public required IReadOnlyList<TargetSize> Sizes { get; init; }

    /// <summary>The page on which the target's rules are described.</summary>
    public required Uri Reference { get; init; }

    /// <summary>The grammar whose finished prompts the target gets unchanged.</summary>
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

    /// <summary>Makes the settings that a prompt needs for this target, in the order in which the target lists them.</summary>
    [JsonIgnore]
    internal Func<StructuredPrompt, TargetSize?, IEnumerable<ToolParameter>> Settings { get; init; } = (_, _) => [];

    /// <summary>The size of a finished prompt in <see cref="Unit"/>s; syntax that never reaches the model does not count.</summary>
    internal int Count(string prompt) =>
        Unit == BudgetUnit.Tokens && CountKind == CountKind.Exact
            ? ClipTokens.Count(Grammar.Spoken(prompt))
            : TextMeasure.Count(prompt, Unit);

    internal bool Has(TargetFeatures feature) => (Features & feature) != TargetFeatures.None;
}
