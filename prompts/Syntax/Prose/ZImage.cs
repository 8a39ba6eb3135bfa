namespace AiPromptGen.Prompts.Syntax.Prose;

/// <summary>
/// Z-Image-Turbo reads long prose. It runs without guidance, so it ignores a negative prompt
/// (https://huggingface.co/Tongyi-MAI/Z-Image-Turbo/discussions/8, read 2026-11-27); the opposite of what must not appear is said instead.
/// That it reads 512 tokens is from one source.
/// </summary>
internal static class ZImage
{
    public static readonly PromptTarget Target = new()
    {
        Id = "z-image",
        Name = "Z-Image Turbo",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Tokens,
        Limit = 512,
        CountKind = CountKind.Estimated,
        Features = TargetFeatures.TextFirst | TargetFeatures.Seed,
        // Any multiple of 16 up to 2048 is allowed; about one megapixel is used, as for FLUX.1.
        Sizes = Flux1.Target.Sizes,
        Notice = "Turbo ignores negative prompts; the base model reads them.",
        Reference = new Uri("https://huggingface.co/Tongyi-MAI/Z-Image-Turbo"),
        Settings = SizeSettings.WidthHeightSeed,
    };
}
