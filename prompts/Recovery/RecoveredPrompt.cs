using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>The prompt that a generator wrote into its picture, unchanged in every character.</summary>
public sealed record RecoveredPrompt
{
    /// <summary>Characters. A longer text is ignored and not cut, because a prompt that was cut is not exact.</summary>
    public const int MaxLength = 32 * 1024;

    public required PromptGenerator Generator { get; init; }
    public required string Prompt { get; init; }
    public string Negative
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>
    /// True when <see cref="Prompt"/> and <see cref="Negative"/> are everything that was asked for, unchanged in every character. False
    /// when they are only parts: texts for regions, texts that were joined in a way that the file does not reveal, or texts in place of one
    /// that a language model wrote.
    /// </summary>
    public bool Exact { get; init; } = true;

    /// <summary>Each text with its role and place, when there is more than one for a role; otherwise empty.</summary>
    public IReadOnlyList<RecoveredText> Texts
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Names and values, with the spelling and in the order of the file.</summary>
    public IReadOnlyList<PromptParameter> Parameters
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <param name="Place">
/// Where the text is in the graph, for people to read: the node's title and id, and the region for which the text counts.
/// </param>
public sealed record RecoveredText(string Text, TextRole Role, string Place);

[JsonConverter(typeof(CamelCaseEnumConverter<TextRole>))]
public enum TextRole
{
    /// <summary>What should be seen.</summary>
    Positive,

    /// <summary>What should not be seen.</summary>
    Negative,

    /// <summary>What should be seen in a part of the picture.</summary>
    Region,

    /// <summary>What should be painted over a part that a later step finds by itself, such as a face.</summary>
    Detail,

    /// <summary>What such a later step should leave out.</summary>
    DetailNegative,
}

public sealed record PromptParameter(string Name, string Value);

[JsonConverter(typeof(CamelCaseEnumConverter<PromptGenerator>))]
public enum PromptGenerator
{
    A1111,
    Forge,
    Civitai,
    ComfyUI,
    InvokeAI,
    NovelAI,
    Fooocus,
    SwarmUI,
    RuinedFooocus,
    FooocusMre,
    EasyDiffusion,
    Nmkd,
    Midjourney,
    DrawThings,

    /// <summary>A tool that does not name itself: JSON with a prompt and settings, as many web demos write it.</summary>
    Unnamed,
}
