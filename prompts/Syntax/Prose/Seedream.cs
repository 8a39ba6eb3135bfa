namespace AiPromptGen.Prompts.Syntax.Prose;

/// <summary>
/// Seedream 4.5 reads prose of at most 600 English words and has no negative field. The sizes are the 2K ones of its documentation. Pages
/// read 2026-11-27; only one of them says that version 4 takes no seed, and a seed is therefore reported as left out.
/// </summary>
internal static class Seedream
{
    public static readonly PromptTarget Target = new()
    {
        Id = "seedream",
        Name = "Seedream 4.5",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Words,
        Limit = 600,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.TextFirst,
        Sizes =
        [
            new TargetSize(1, 1, "2048x2048"),
            new TargetSize(4, 3, "2304x1728"),
            new TargetSize(3, 4, "1728x2304"),
            new TargetSize(16, 9, "2560x1440"),
            new TargetSize(9, 16, "1440x2560"),
            new TargetSize(3, 2, "2496x1664"),
            new TargetSize(2, 3, "1664x2496"),
            new TargetSize(21, 9, "3024x1296"),
        ],
        Reference = new Uri("https://novita.ai/docs/api-reference/model-apis-seedream-4-0"),
        Settings = (_, size) => size?.Pixels is { } pixels ? [new ToolParameter("size", pixels)] : [],
    };
}
