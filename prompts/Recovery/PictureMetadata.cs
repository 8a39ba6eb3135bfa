namespace AiPromptGen.Prompts.Recovery;

/// <summary>Everything that is kept of a picture's embedded data: the prompt that made it, and the settings of the lens.</summary>
public sealed record PictureMetadata
{
    public static PictureMetadata None { get; } = new();

    public RecoveredPrompt? Prompt { get; init; }
    public LensFacts? Lens { get; init; }
}
