namespace AiPromptGen.Prompts;

/// <summary>The problem by which every route reports a refusal of content: at which stage, why, and what would pass.</summary>
internal static class ContentProblems
{
    public static string Title => "Refused by the safety check";

    /// <exception cref="ProblemException">422 for content that no model may get.</exception>
    public static void ThrowIfRefused(ContentVerdict verdict)
    {
        if (verdict is { Decision: ContentDecision.Refuse, Category: { } category })
        {
            throw new Problem(422, "content-refused", Title, Explain(verdict.Stage, [category])).ToException();
        }
    }

    /// <param name="categories">Words of <see cref="ContentCategories"/>.</param>
    public static string Explain(string? stage, IReadOnlyList<string> categories)
    {
        var known = categories.DefaultIfEmpty(ContentCategories.Other).Select(ContentCategories.Of).Distinct().ToList();
        var what = stage switch
        {
            ContentStages.Image => "The picture",
            ContentStages.Output => "What the model made of it",
            _ => "The text",
        };
        return $"{what} was refused for {string.Join(" and for ", known.Select(c => c.Name))}. "
            + $"What would pass: {string.Join("; ", known.Select(c => c.Passes))}. "
            + $"If that is wrong, write to {Problems.Contact}: a person looks at it.";
    }
}
