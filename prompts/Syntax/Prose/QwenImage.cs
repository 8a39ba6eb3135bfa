namespace AiPromptGen.Prompts.Syntax.Prose;

/// <summary>
/// Qwen-Image reads long prose in Chinese or English, paints writing, and has a negative field that works with true_cfg_scale above 1. The
/// sizes are those of its model card, read 2026-11-27. No page says how many tokens it reads; according to one source its pipeline cuts
/// prompts at 1,024.
/// </summary>
internal static class QwenImage
{
    public static readonly PromptTarget Target = new()
    {
        Id = "qwen-image",
        Name = "Qwen-Image",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Tokens,
        Limit = 1024,
        CountKind = CountKind.Estimated,
        Features = TargetFeatures.TextFirst | TargetFeatures.Seed,
        Sizes =
        [
            new TargetSize(1, 1, "1328x1328"),
            new TargetSize(16, 9, "1664x928"),
            new TargetSize(9, 16, "928x1664"),
            new TargetSize(4, 3, "1472x1104"),
            new TargetSize(3, 4, "1104x1472"),
            new TargetSize(3, 2, "1584x1056"),
            new TargetSize(2, 3, "1056x1584"),
        ],
        Reference = new Uri("https://huggingface.co/Qwen/Qwen-Image"),
        Settings = SizeSettings.WidthHeightSeed,
    };
}
