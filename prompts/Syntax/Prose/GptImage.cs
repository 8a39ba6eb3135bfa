namespace AiPromptGen.Prompts.Syntax.Prose;

internal static class GptImage
{
    public static readonly PromptTarget Target = new()
    {
        Id = "gpt-image",
        Name = "gpt-image",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Characters,
        Limit = 32_000,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.QualitySetting,
        MostImages = 10,
        Sizes =
        [
            new TargetSize(1, 1, "1024x1024"),
            new TargetSize(3, 2, "1536x1024"),
            new TargetSize(2, 3, "1024x1536"),
        ],
        Reference = new Uri("https://learn.microsoft.com/azure/ai-services/openai/how-to/dall-e"),
        Grammar = ProseGrammar.Instance,
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
            yield return new ToolParameter("quality", quality);
        }

        foreach (var images in SizeSettings.Images(prompt, Target, "n"))
        {
            yield return images;
        }
    }
}
