namespace AiPromptGen.Prompts.Syntax.Prose;

internal static class Imagen
{
    public static readonly PromptTarget Target = new()
    {
        Id = "imagen",
        Name = "Imagen",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Tokens,
        // No package contains the model's vocabulary, so tokens are estimated.
        Limit = 480,
        CountKind = CountKind.Estimated,
        MostImages = 4,
        // One source gives the dates; the second one says only that Google asks people to move to Gemini image.
        Retired = true,
        Notice = "Retired: Google asks to move to Gemini image since 30 June 2026.",
        Sizes =
        [
            new TargetSize(1, 1),
            new TargetSize(4, 3),
            new TargetSize(3, 4),
            new TargetSize(16, 9),
            new TargetSize(9, 16),
        ],
        Reference = new Uri("https://cloud.google.com/vertex-ai/generative-ai/docs/models/imagen/3-0-generate-002"),
        Settings = Settings,
    };

    /// <summary>The settings turn off rewriting, which the service does by default, because this prompt is complete already.</summary>
    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        [
            .. SizeSettings.Ratio(size, "aspectRatio"),
            .. SizeSettings.Images(prompt, Target, "sampleCount"),
            new ToolParameter("enhancePrompt", "false"),
        ];
}
