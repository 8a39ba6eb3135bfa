namespace AiPromptGen.Prompts.Syntax.Prose;

internal static class DallE3
{
    public static readonly PromptTarget Target = new()
    {
        Id = "dall-e-3",
        Name = "DALL·E 3",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Characters,
        Limit = 4000,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.QualitySetting,
        MostImages = 1,
        Retired = true,
        Notice = "Retired: on 12 May 2026 by its maker, with resellers from 18 February on.",
        Sizes =
        [
            new TargetSize(1, 1, "1024x1024"),
            new TargetSize(7, 4, "1792x1024"),
            new TargetSize(4, 7, "1024x1792"),
        ],
        Reference = new Uri("https://learn.microsoft.com/azure/ai-services/openai/how-to/dall-e"),
        Settings = Settings,
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size)
    {
        if (size?.Pixels is { } pixels)
        {
            yield return new ToolParameter("size", pixels);
        }

        if (QualityRules.Step(prompt.Quality) is { } quality)
        {
            yield return new ToolParameter("quality", quality is "high" ? "hd" : "standard");
        }

        // The default, "vivid", makes photographs look staged.
        if (prompt.ContentClass == ContentClass.Photo)
        {
            yield return new ToolParameter("style", "natural");
        }
    }
}
