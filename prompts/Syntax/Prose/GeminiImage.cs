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
        // Its vocabulary is in no package.
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
        ],
        Reference = new Uri("https://cloud.google.com/vertex-ai/generative-ai/docs/models/gemini/2-5-flash-image"),
        Settings = (_, size) => SizeSettings.Ratio(size, "aspectRatio"),
    };
}
