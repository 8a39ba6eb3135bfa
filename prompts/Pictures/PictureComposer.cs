namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// Makes a structured prompt from a picture without any model: from the prompt that made it, when the file contains one, else from what was
/// measured. What the person asked for comes first and is never replaced.
/// </summary>
public static class PictureComposer
{
    /// <param name="hint">What the person wrote beside the picture; may be empty.</param>
    public static StructuredPrompt Compose(
        PictureFacts facts,
        RecoveredPrompt? recovered,
        LensFacts? lens,
        IdeaControls controls,
        string hint = ""
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(controls);
        var wanted = Wanted(controls, hint);
        return recovered is null
            ? PictureDraft.Compose(facts, lens, wanted)
            : RecoveredDraft.Compose(facts.Frame, recovered, wanted);
    }

    /// <summary>The person's words and choices only. Measures fill the gaps here; the library does not.</summary>
    private static StructuredPrompt Wanted(IdeaControls controls, string hint)
    {
        var idea = new Idea { Text = hint, Controls = controls with { Detail = DetailLevel.Off } };
        var wanted = IdeaComposer.Compose(idea) with { Detail = controls.Detail };
        return string.IsNullOrWhiteSpace(hint) ? wanted with { Idea = null, Title = null } : wanted;
    }
}
