namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>Stability AI's Stable Diffusion 3.5: its own service and its open weights.</summary>
internal static class StableDiffusion35
{
    /// <summary>2³² − 2, because the API reference below gives the range 0 to 4294967294.</summary>
    private const long LargestSeed = 4_294_967_294;

    public static readonly PromptTarget Target = new()
    {
        Id = "sd35",
        Name = "Stable Diffusion 3.5",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Tokens,
        // The model has three text encoders. T5 reads 256 tokens by default; no package has its vocabulary, so the count is
        // estimated. The two CLIP encoders read the first 75 tokens only, so the subject and any writing come first.
        Limit = 256,
        CountKind = CountKind.Estimated,
        Features = TargetFeatures.TextFirst | TargetFeatures.Seed | TargetFeatures.English,
        Sizes =
        [
            new TargetSize(1, 1),
            new TargetSize(5, 4),
            new TargetSize(4, 5),
            new TargetSize(3, 2),
            new TargetSize(2, 3),
            new TargetSize(16, 9),
            new TargetSize(9, 16),
            new TargetSize(21, 9),
            new TargetSize(9, 21),
        ],
        Reference = new Uri("https://platform.stability.ai/docs/api-reference#tag/Generate"),
        Settings = Settings,
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        [.. SizeSettings.Ratio(size, "aspect_ratio"), .. SizeSettings.Seed(prompt, most: LargestSeed)];
}
