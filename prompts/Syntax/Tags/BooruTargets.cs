namespace AiPromptGen.Prompts.Syntax.Tags;

/// <summary>
/// Models on SDXL that were trained on the tags of picture boards. They read A1111's weights and networks, and find the words
/// for quality first. Illustrious: https://bextoper.github.io/bex-s-Stable-Diffusion-and-Illustrious-Guide/illustrious_guide,
/// Pony: https://stable-diffusion-art.com/pony-diffusion-prompt-tags, NoobAI: https://civitai.com/articles/9986; read
/// 2026-11-27.
/// </summary>
internal static class BooruTargets
{
    /// <summary>Three chunks of CLIP, which the web UIs join, because prompts of tags are longer than one chunk.</summary>
    private const int Limit = 225;

    public static readonly PromptTarget Illustrious = Of(
        "illustrious",
        "Illustrious XL",
        ["masterpiece", "best quality"],
        "https://bextoper.github.io/bex-s-Stable-Diffusion-and-Illustrious-Guide/illustrious_guide"
    );

    public static readonly PromptTarget Pony = Of(
        "pony",
        "Pony Diffusion V6",
        ["score_9", "score_8_up", "score_7_up"],
        "https://stable-diffusion-art.com/pony-diffusion-prompt-tags"
    );

    public static readonly PromptTarget NoobAI = Of(
        "noobai",
        "NoobAI-XL",
        ["masterpiece", "best quality", "newest"],
        "https://civitai.com/articles/9986"
    );

    private static PromptTarget Of(string id, string name, IReadOnlyList<string> lead, string page) =>
        new()
        {
            Id = id,
            Name = name,
            Form = PromptForm.Tags,
            Negatives = NegativeMode.Field,
            Unit = BudgetUnit.Tokens,
            Limit = Limit,
            CountKind = CountKind.Exact,
            Features = TargetFeatures.Weights | TargetFeatures.Seed | TargetFeatures.English,
            Sizes = StableDiffusionXl.Target.Sizes,
            Lead = lead,
            Counts = CountTags.Of,
            Reference = new Uri(page),
            Grammar = A1111Grammar.Instance,
            Settings = SizeSettings.WidthHeightSeed,
        };
}
