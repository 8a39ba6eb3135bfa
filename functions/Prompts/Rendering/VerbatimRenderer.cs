namespace AiPromptGen.Prompts;

/// <summary>A finished prompt for a target that reads its grammar: not a character changes, however long it is.</summary>
internal static class VerbatimRenderer
{
    public static Rendering Render(StructuredPrompt prompt, VerbatimPrompt verbatim, PromptTarget target)
    {
        var count = TextMeasure.Count(verbatim.Prompt, target.Unit);
        return new Rendering
        {
            Prompt = verbatim.Prompt,
            Negative = verbatim.Negative.Length > 0 ? verbatim.Negative : null,
            Parameters = prompt.Parameters,
            Count = count,
            Limit = target.Limit,
            Unit = target.Unit,
            CountKind = target.CountKind,
            Dropped = [],
            Warnings =
                count <= target.Limit
                    ? []
                    :
                    [
                        new RenderWarning(
                            "over-budget",
                            $"The recovered prompt needs more than the {target.Limit} {target.Unit.ToString().ToLowerInvariant()} of {target.Name}; it is given as it was."
                        ),
                    ],
        };
    }
}
