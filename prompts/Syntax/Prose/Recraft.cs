namespace AiPromptGen.Prompts.Syntax.Prose;

/// <summary>Recraft V4 reads prose of up to 10,000 characters and takes sizes from a list. The page was read 2026-11-27.</summary>
internal static class Recraft
{
    public static readonly PromptTarget Target = new()
    {
        Id = "recraft",
        Name = "Recraft V4",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Characters,
        Limit = 10_000,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.TextFirst,
        Sizes =
        [
            new TargetSize(1, 1, "1024x1024"),
            new TargetSize(2, 1, "1536x768"),
            new TargetSize(1, 2, "768x1536"),
            new TargetSize(3, 2, "1280x832"),
            new TargetSize(2, 3, "832x1280"),
            new TargetSize(4, 3, "1216x896"),
            new TargetSize(3, 4, "896x1216"),
            new TargetSize(5, 4, "1152x896"),
            new TargetSize(4, 5, "896x1152"),
            new TargetSize(16, 9, "1344x768"),
            new TargetSize(9, 16, "768x1344"),
        ],
        Reference = new Uri("https://www.recraft.ai/docs/api-reference/appendix"),
        Settings = (_, size) => size?.Pixels is { } pixels ? [new ToolParameter("size", pixels)] : [],
    };
}
