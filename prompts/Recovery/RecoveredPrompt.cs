using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>The prompt a generator wrote into its picture, character by character as it was.</summary>
public sealed record RecoveredPrompt
{
    /// <summary>Longer texts are no prompt: they are ignored, never cut, since a cut prompt is not exact. In characters.</summary>
    public const int MaxLength = 32 * 1024;

    public required PromptGenerator Generator { get; init; }
    public required string Prompt { get; init; }
    public string Negative
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>
    /// True when <see cref="Prompt"/> and <see cref="Negative"/> are the whole of what was asked, character by character.
    /// False when they are parts: texts for regions, texts that were joined in a way the file does not tell, or a text that a
    /// language model wrote meanwhile.
    /// </summary>
    public bool Exact { get; init; } = true;

    /// <summary>Each text with its role and place, where there is more than one of a role; else empty.</summary>
    public IReadOnlyList<RecoveredText> Texts
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Names and values as written, in the written order.</summary>
    public IReadOnlyList<PromptParameter> Parameters
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <param name="Place">Where in the graph it stands, for a person: the node's title and id, and the region it counts for.</param>
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

    /// <summary>What a later step should paint over a part that it finds itself, such as a face.</summary>
    Detail,

    /// <summary>What such a step should leave out.</summary>
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

    /// <summary>A tool that does not say its name: JSON with a prompt and settings, as many web demos write.</summary>
    Unnamed,
}
