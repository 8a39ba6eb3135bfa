namespace AiPromptGen.Prompts.Syntax;

/// <summary>Structured prompt in, one target's own text out. Pure: the same input gives the same bytes.</summary>
public static class PromptRenderer
{
    public static Rendering Render(StructuredPrompt prompt, PromptTarget target)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(target);
        if (prompt.Verbatim is { } verbatim && verbatim.Grammar == target.Reads)
        {
            return VerbatimRenderer.Render(prompt, verbatim, target);
        }

        var draft = new Draft(prompt, target);
        PieceBuilder.Build(draft);
        var size = RatioRules.Choose(draft);
        draft.Parameters.AddRange(target.Settings(prompt, size));
        ExclusionRules.Apply(draft);
        SubjectFallback.Apply(draft);
        DraftLint.Check(draft);
        var text = Packing.Fit(draft);
        DraftLint.CheckLength(draft, text.Prompt);
        if (prompt.Idea?.Request is { } request)
        {
            draft.Dropped.Add(new DroppedSlot("idea.request", PlainText.Clean(request), "request"));
        }

        return new Rendering
        {
            Prompt = text.Prompt,
            Negative = draft.NegativeField,
            Parameters = draft.Parameters,
            Count = text.Count,
            Limit = target.Limit,
            Unit = target.Unit,
            CountKind = target.CountKind,
            Dropped = draft.Dropped,
            Warnings = draft.Warnings,
        };
    }
}
