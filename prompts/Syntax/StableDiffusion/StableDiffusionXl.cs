namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

internal static class StableDiffusionXl
{
    public static readonly PromptTarget Target = new()
    {
        Id = "sdxl",
        Name = "Stable Diffusion XL",
        Form = PromptForm.Tags,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Tokens,
        // One chunk of CLIP has 77 tokens, two of which are its own marks.
        Limit = 75,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.Weights | TargetFeatures.Seed | TargetFeatures.English,
        // These are the training sizes of the SDXL paper whose ratios have a common name.
        Sizes =
        [
            new TargetSize(1, 1, "1024x1024"),
            new TargetSize(9, 7, "1152x896"),
            new TargetSize(7, 9, "896x1152"),
            new TargetSize(3, 2, "1216x832"),
            new TargetSize(2, 3, "832x1216"),
            new TargetSize(4, 3, "1152x896"),
            new TargetSize(3, 4, "896x1152"),
            new TargetSize(16, 9, "1344x768"),
            new TargetSize(9, 16, "768x1344"),
            new TargetSize(21, 9, "1536x640"),
            new TargetSize(9, 21, "640x1536"),
        ],
        Reference = new Uri("https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#attentionemphasis"),
        Grammar = A1111Grammar.Instance,
        Settings = SizeSettings.WidthHeightSeed,
    };
}
