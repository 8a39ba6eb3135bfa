namespace AiPromptGen.Prompts.Recovery;

/// <summary>All that is kept of a picture's embedded data: the prompt that made it and what the lens was set to.</summary>
public sealed record PictureMetadata
{
    public static PictureMetadata None { get; } = new();

    public RecoveredPrompt? Prompt { get; init; }
    public LensFacts? Lens { get; init; }
}
