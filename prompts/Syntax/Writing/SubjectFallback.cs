namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Adds a subject when nobody named one: some targets have a field for it that must not be empty, and no target takes an empty text.
/// </summary>
internal static class SubjectFallback
{
    private const int LongestSummary = 300;

    public static void Apply(RenderingState state)
    {
        var hasSubject = state.Pieces.Exists(piece => piece.Group == SlotGroup.Subject && Says(piece));
        var (isNeeded, pieces) = (state.Target.Has(TargetFeatures.NeedsSubject), state.Pieces);
        if (!hasSubject && (isNeeded || pieces.TrueForAll(piece => piece.Inline || !Says(piece))))
        {
            pieces.Insert(0, new Piece(SlotGroup.Subject, "summary", Of(state.Prompt), Locked: false));
        }
    }

    /// <summary>Whether a piece has a text that is more than signs: "…" is empty once a grammar has put its own commas and stops.</summary>
    private static bool Says(Piece piece) => !piece.Text.AsSpan().Trim(" .,").IsEmpty;

    private static string Of(StructuredPrompt prompt)
    {
        // The summary of a measured draft gives figures and does not describe a picture.
        if (
            !IsMeasured(prompt)
            && PlainText.Clean(prompt.Summary ?? "") is { Length: > 0 and <= LongestSummary } summary
        )
        {
            return summary;
        }

        var medium = PlainText.Clean(prompt.Medium?.Value ?? "");
        var colors = string.Join(
            " and ",
            prompt.Palette.Select(color => PlainText.Clean(color.Name.Value)).Where(name => name.Length > 0).Take(2)
        );
        var thing =
            medium.Length > 0 ? medium
            : prompt.ContentClass == ContentClass.Photo ? "photograph"
            : "image";
        return colors.Length > 0 ? $"{thing}, {colors}" : thing;
    }

    private static bool IsMeasured(StructuredPrompt prompt) =>
        prompt.Medium?.Source == SlotSource.Detected
        || prompt.Palette.Any(color => color.Name.Source == SlotSource.Detected);
}
