namespace AiPromptGen.Prompts.Syntax.Ideogram;

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
            new TargetSize(1, 4),
            new TargetSize(1, 3),
            new TargetSize(1, 2),
            new TargetSize(9, 16),
            new TargetSize(10, 16),
            new TargetSize(2, 3),
            new TargetSize(3, 4),
            new TargetSize(4, 5),
            new TargetSize(1, 1),
            new TargetSize(5, 4),
            new TargetSize(4, 3),
            new TargetSize(3, 2),
            new TargetSize(16, 10),
            new TargetSize(16, 9),
            new TargetSize(2, 1),
            new TargetSize(3, 1),
            new TargetSize(4, 1),
        ],
        Reference = new Uri(
            "https://docs.ideogram.ai/using-ideogram/getting-started/prompting-guide/4.-json-prompting-ideogram-4.0"
        ),
        Grammar = IdeogramGrammar.Instance,
        Settings = Settings,
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        SizeSettings.Ratio(size, "aspect_ratio", 'x');
}
