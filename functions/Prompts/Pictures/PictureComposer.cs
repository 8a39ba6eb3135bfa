using AiPromptGen.Prompts.Pictures.Metadata;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// A structured prompt from a picture, without any model: the prompt that made it where the file carries one, else a draft of
/// what was measured. What the person wanted stands first and is never replaced.
/// </summary>
public static class PictureComposer
{
    /// <param name="wanted">The person's hint and controls as a structured prompt with nothing added; empty when there are none.</param>
    public static StructuredPrompt Compose(
        PictureFacts facts,
        RecoveredPrompt? recovered,
        LensFacts? lens,
        StructuredPrompt wanted
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(wanted);
        return recovered is null
            ? PictureDraft.Compose(facts, lens, wanted)
            : RecoveredDraft.Compose(facts, recovered, wanted);
    }
}
