namespace AiPromptGen.Prompts.Syntax.Prose;

/// <summary>
/// gpt-image-2 takes any size: both sides multiples of 16 and at most 3840, 655,360 to 8,294,400 pixels, no side longer than
/// three times the other. Two independent pages say the same, read 2026-11-27:
/// https://newdocs.getinfinityblue.com/en-images/images/create-image-generation and the reference below.
/// </summary>
internal static class GptImage2
{
    /// <summary>Pixels of the picture: about as many as in 1536 × 1024, the size that the model before it offered.</summary>
    private const double Area = 1536 * 1024;

    private const int Step = 16;

    public static readonly PromptTarget Target = new()
    {
        Id = "gpt-image-2",
        Name = "gpt-image-2",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Characters,
        Limit = 32_000,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.QualitySetting,
        MostImages = 10,
        LargestRatio = 3,
        Sizes = [],
        Reference = new Uri("https://docs.anyfast.ai/api-reference/model-api/openai/gpt-image-2"),
        Settings = Settings,
    };

    /// <summary>The size for a ratio, such as "1536x1024", within this model's steps and limits.</summary>
    public static string PixelsOf(TargetSize size) =>
        SizeSettings.PixelsOf(size, Area, Step, Target.LargestRatio!.Value);

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        [
            .. size is null ? [] : (ToolParameter[])[new("size", PixelsOf(size))],
            .. QualityRules.Step(prompt.Quality) is { } quality ? (ToolParameter[])[new("quality", quality)] : [],
            .. SizeSettings.Images(prompt, Target, "n"),
        ];
}
