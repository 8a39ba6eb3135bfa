namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// Makes the prompt of a picture whose file carries one. It is read as the same text is when somebody pastes it, nothing measured is added,
/// and it stays unchanged; only what the person asks for beside it is added.
/// </summary>
internal static class RecoveredDraft
{
    /// <param name="frame">
    /// The picture's measures of shape; null when only its texts are known, and then the prompt gets no ratio from them.
    /// </param>
    public static StructuredPrompt Compose(FrameFacts? frame, RecoveredPrompt recovered, StructuredPrompt wanted)
    {
        var changed = wanted.Slots().Any();
        var read = Read(recovered);
        read = read with { AspectRatio = read.AspectRatio ?? (frame is null ? null : PictureDraft.RatioOf(frame)) };
        var prompt = Beside(read, wanted) with
        {
            Title = wanted.Title ?? $"Prompt recovered from {recovered.Generator} metadata",
            Summary =
                $"The picture carries the prompt that made it, written by {recovered.Generator}; "
                + Completeness(recovered, changed),
            Parameters =
            [
                .. wanted.Parameters,
                .. read.Parameters,
                .. recovered.Texts.Select(each => new ToolParameter($"{NameOf(each.Role)}: {each.Place}", each.Text)),
            ],
        };
        return FinishedPrompt.Keep(Verbatim(recovered), prompt, read);
    }

    private static StructuredPrompt Read(RecoveredPrompt recovered)
    {
        var grammar = GrammarOf(recovered);
        var text = FinishedText.Of(grammar, recovered.Prompt, recovered.Negative);
        A1111Prompt.ReadSettings(recovered.Parameters, text);
        return SlotTable.Map(
            PromptReading.Of(text, new IdeaControls()).Prompt,
            slot => slot with { Source = SlotSource.Metadata, Confidence = 1 }
        );
    }

    /// <summary>
    /// The recovered prompt with the person's choices. When both fill the same slot, the person's choice counts; lists keep the items of
    /// both.
    /// </summary>
    private static StructuredPrompt Beside(StructuredPrompt read, StructuredPrompt wanted)
    {
        var both = wanted with
        {
            Subjects = [.. read.Subjects, .. wanted.Subjects],
            Relations = [.. read.Relations, .. wanted.Relations],
            Styles = [.. read.Styles, .. wanted.Styles],
            Mood = [.. read.Mood, .. wanted.Mood],
            Palette = [.. read.Palette, .. wanted.Palette],
            Text = [.. read.Text, .. wanted.Text],
            Negatives =
            [
                .. read.Negatives,
                .. wanted.Negatives.Where(negative =>
                    !read.Negatives.Any(known =>
                        known.Term.Value.Equals(negative.Term.Value, StringComparison.OrdinalIgnoreCase)
                    )
                ),
            ],
            ContentClass = wanted.Slots().Any() ? wanted.ContentClass ?? read.ContentClass : read.ContentClass,
            AspectRatio = wanted.AspectRatio ?? read.AspectRatio,
            Seed = wanted.Seed ?? read.Seed,
        };
        return SlotTable.All.Aggregate(
            both,
            (prompt, place) => place.Get(prompt) is null ? place.Set(prompt, place.Get(read)) : prompt
        );
    }

    private static string Completeness(RecoveredPrompt recovered, bool changed) =>
        recovered switch
        {
            _ when changed => "your changes stand beside its words.",
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
}
