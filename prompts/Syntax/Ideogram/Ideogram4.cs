namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>
/// Ideogram 4 with its JSON prompt. It has no setting for a ratio: <c>resolution</c> is one of 21 pairs, and without it the model
/// chooses. https://docs.comfy.org/built-in-nodes/IdeogramV4 and the schema of its router, read 2026-11-27.
/// </summary>
internal static class Ideogram4
{
    public static readonly PromptTarget Target = new()
    {
        Id = "ideogram-4",
        Name = "Ideogram 4",
        Form = PromptForm.Json,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Characters,
        Limit = 10_000,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.NeedsSubject,
        Sizes =
        [
            new TargetSize(1, 1, "2048x2048"),
            new TargetSize(1, 2, "1440x2880"),
            new TargetSize(2, 1, "2880x1440"),
            new TargetSize(2, 3, "1664x2496"),
            new TargetSize(3, 2, "2496x1664"),
            new TargetSize(4, 5, "1792x2240"),
            new TargetSize(5, 4, "2240x1792"),
            new TargetSize(9, 16, "1440x2560"),
            new TargetSize(16, 9, "2560x1440"),
            new TargetSize(5, 8, "1600x2560"),
            new TargetSize(8, 5, "2560x1600"),
            new TargetSize(3, 4, "1728x2304"),
            new TargetSize(4, 3, "2304x1728"),
            new TargetSize(9, 22, "1296x3168"),
            new TargetSize(22, 9, "3168x1296"),
            new TargetSize(9, 23, "1152x2944"),
            new TargetSize(23, 9, "2944x1152"),
            new TargetSize(3, 8, "1248x3328"),
            new TargetSize(8, 3, "3328x1248"),
            new TargetSize(5, 12, "1280x3072"),
            new TargetSize(12, 5, "3072x1280"),
        ],
        Reference = new Uri(
            "https://docs.ideogram.ai/using-ideogram/getting-started/prompting-guide/4.-json-prompting-ideogram-4.0"
        ),
        Grammar = IdeogramGrammar.Instance,
        Settings = Settings,
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        size?.Pixels is { } pixels ? [new ToolParameter("resolution", pixels)] : [];
}
