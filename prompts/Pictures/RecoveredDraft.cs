namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// The recovered prompt, with nothing measured mixed in. It is verbatim as long as the person asks for no change; with a
/// change it becomes the main text beside the person's own words.
/// </summary>
internal static class RecoveredDraft
{
    /// <param name="frame">Of the picture; null where only its texts are known, and no ratio follows.</param>
    public static StructuredPrompt Compose(FrameFacts? frame, RecoveredPrompt recovered, StructuredPrompt wanted)
    {
        var changed = wanted.Slots().Any() || wanted.Negatives.Count > 0;
        var text = WeightedText.Plain(recovered.Prompt, GrammarOf(recovered));
        var subject = new Subject { Phrase = Slot.Of(text, SlotSource.Metadata, 1) };
        return wanted with
        {
            Verbatim = changed ? null : Verbatim(recovered),
            Title = wanted.Title ?? $"Prompt recovered from {recovered.Generator} metadata",
            Summary =
                $"The picture carries the prompt that made it, written by {recovered.Generator}; "
                + Completeness(recovered, changed),
            Subjects = text.Length > 0 ? [.. wanted.Subjects, subject] : wanted.Subjects,
            AspectRatio = wanted.AspectRatio ?? (frame is null ? null : PictureDraft.RatioOf(frame)),
            Negatives = [.. wanted.Negatives, .. NegativesOf(recovered)],
            Parameters =
            [
                .. wanted.Parameters,
                .. recovered.Parameters.Select(each => new ToolParameter(each.Name, each.Value)),
                .. recovered.Texts.Select(each => new ToolParameter($"{NameOf(each.Role)}: {each.Place}", each.Text)),
            ],
        };
    }

    private static string Completeness(RecoveredPrompt recovered, bool changed) =>
        recovered switch
        {
            _ when changed => "its words stand beside your changes.",
            { Exact: true } => "it is given exactly. Nothing was inferred.",
            { Texts.Count: > 0 } =>
                $"the picture was made from {recovered.Texts.Count} texts. Those for the whole picture are joined here; each one is listed with its place.",
            _ =>
                "it may not be the whole: a step between it and the model changed the text in a way that the file does not tell.",
        };

    private static string NameOf(TextRole role) =>
        role switch
        {
            TextRole.Negative => "negative text",
            TextRole.Region => "text of a region",
            TextRole.Detail => "text of a detail",
            TextRole.DetailNegative => "negative text of a detail",
            _ => "text",
        };

    private static VerbatimPrompt Verbatim(RecoveredPrompt recovered) =>
        new()
        {
            Grammar = GrammarOf(recovered),
            Prompt = recovered.Prompt,
            Negative = recovered.Negative,
            Source = SlotSource.Metadata,
        };

    private static PromptGrammar GrammarOf(RecoveredPrompt recovered) =>
        recovered.Generator switch
        {
            PromptGenerator.InvokeAI => PromptGrammar.InvokeAI,
            PromptGenerator.Midjourney => PromptGrammar.Midjourney,
            _ => PromptGrammar.A1111,
        };

    private static IEnumerable<Negative> NegativesOf(RecoveredPrompt recovered) =>
        WeightedText
            .Plain(recovered.Negative, GrammarOf(recovered))
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(term => new Negative { Term = Slot.Of(term, SlotSource.Metadata, 1) });
}
