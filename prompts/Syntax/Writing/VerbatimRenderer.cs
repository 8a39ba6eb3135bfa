namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>A finished prompt for a target that reads its grammar: not a character changes, however long it is.</summary>
internal static class VerbatimRenderer
{
    public static Rendering Render(StructuredPrompt prompt, VerbatimPrompt verbatim, PromptTarget target)
    {
        var count = target.Count(verbatim.Prompt);
        return new Rendering
        {
            Prompt = verbatim.Prompt,
            Negative = verbatim.Negative.Length > 0 ? verbatim.Negative : null,
            Parameters = prompt.Parameters,
            Count = count,
            Limit = target.Limit,
            Unit = target.Unit,
            CountKind = HasMoreThanText(verbatim.Prompt) ? CountKind.Estimated : target.CountKind,
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

    /// <summary>Networks, schedules and cuts make one text into several, which are not counted apart.</summary>
    private static bool HasMoreThanText(string prompt) =>
        prompt.Contains('<', StringComparison.Ordinal)
        || prompt.Contains('[', StringComparison.Ordinal)
        || WholeWord.Contains(prompt, "BREAK")
        || prompt.Contains(" AND ", StringComparison.Ordinal);
}
