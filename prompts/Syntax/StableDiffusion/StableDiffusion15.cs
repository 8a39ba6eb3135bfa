namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

internal static class StableDiffusion15
{
    public static readonly PromptTarget Target = new()
    {
        Id = "sd15",
        Name = "Stable Diffusion 1.5",
        Form = PromptForm.Tags,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Tokens,
        // One chunk of CLIP has 77 tokens, two of which are its own marks.
        Limit = 75,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.Weights | TargetFeatures.Seed | TargetFeatures.English,
        // The model was trained at 512 × 512: one side stays 512, and both are multiples of 8.
        Sizes =
        [
            new TargetSize(1, 1, "512x512"),
            new TargetSize(5, 4, "640x512"),
            new TargetSize(4, 5, "512x640"),
            new TargetSize(4, 3, "680x512"),
            new TargetSize(3, 4, "512x680"),
            new TargetSize(3, 2, "768x512"),
            new TargetSize(2, 3, "512x768"),
            new TargetSize(16, 9, "912x512"),
            new TargetSize(9, 16, "512x912"),
        ],
        Reference = new Uri("https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#attentionemphasis"),
        Grammar = A1111Grammar.Instance,
        Settings = SizeSettings.WidthHeightSeed,
    };
}
