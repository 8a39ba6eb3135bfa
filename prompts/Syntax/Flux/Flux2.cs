namespace AiPromptGen.Prompts.Syntax.Flux;

internal static class Flux2
{
    public static readonly PromptTarget Target = new()
    {
        Id = "flux-2",
        Name = "FLUX.2",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Tokens,
        // The open weights read 512 tokens, and the service far more. A prompt that fits the weights fits both.
        Limit = 512,
        CountKind = CountKind.Estimated,
        Features = TargetFeatures.TextFirst | TargetFeatures.HexColors | TargetFeatures.Seed,
        // Any multiple of 16 up to four megapixels is allowed; about one megapixel works best, as for FLUX.1.
        Sizes = Flux1.Target.Sizes,
        Reference = new Uri("https://docs.bfl.ai/guides/usecases_t2i_hex_color_prompting"),
        Settings = SizeSettings.WidthHeightSeed,
    };
}
