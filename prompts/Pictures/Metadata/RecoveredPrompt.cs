using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Pictures.Metadata;

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

    /// <summary>Names and values as written, in the written order.</summary>
    public IReadOnlyList<PromptParameter> Parameters
    {
        get;
        init => field = value ?? [];
    } = [];
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
}
