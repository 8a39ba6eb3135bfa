namespace AiPromptGen.Prompts.Syntax.Prose;

internal static class GeminiImage
{
    public static readonly PromptTarget Target = new()
    {
        Id = "gemini-image",
        Name = "Gemini image",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Tokens,
        // No package contains the model's vocabulary, so tokens are estimated.
        Limit = 32_768,
        CountKind = CountKind.Estimated,
        Sizes =
        [
            new TargetSize(1, 1),
            new TargetSize(5, 4),
            new TargetSize(4, 5),
            new TargetSize(4, 3),
            new TargetSize(3, 4),
            new TargetSize(3, 2),
            new TargetSize(2, 3),
            new TargetSize(16, 9),
            new TargetSize(9, 16),
            new TargetSize(21, 9),
            new TargetSize(4, 1),
            new TargetSize(1, 4),
            new TargetSize(8, 1),
            new TargetSize(1, 8),
        ],
        // The page lists fourteen ratios, and the values 1K, 2K and 4K of imageSize; read 2026-11-27.
        Reference = new Uri(
            "https://googleapis.github.io/js-genai/release%5Fdocs/types/gaos_models_interactions_image-config.ImageConfigAspectRatio.html"
        ),
        Features = TargetFeatures.QualitySetting,
        Settings = Settings,
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size)
    {
        foreach (var ratio in SizeSettings.Ratio(size, "aspectRatio"))
        {
            yield return ratio;
        }

        if (QualityRules.Step(prompt.Quality) is { } step)
        {
            yield return new ToolParameter(
                "imageSize",
                step switch
                {
                    "low" => "1K",
                    "medium" => "2K",
                    _ => "4K",
                }
            );
        }
    }
}
