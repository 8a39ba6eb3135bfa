namespace AiPromptGen.Prompts.Syntax.Flux;

internal static class Flux1
{
    public static readonly PromptTarget Target = new()
    {
        Id = "flux",
        Name = "FLUX.1",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Rewrite,
        Unit = BudgetUnit.Tokens,
        // The text encoder T5 takes 512 tokens in dev and pro, and 256 in schnell. A prompt that fits schnell fits all of them.
        Limit = 256,
        CountKind = CountKind.Estimated,
        Features = TargetFeatures.TextFirst | TargetFeatures.Seed | TargetFeatures.English,
        // About one megapixel, multiples of 32.
        Sizes =
        [
            new TargetSize(1, 1, "1024x1024"),
            new TargetSize(5, 4, "1152x928"),
            new TargetSize(4, 5, "928x1152"),
            new TargetSize(4, 3, "1184x896"),
            new TargetSize(3, 4, "896x1184"),
            new TargetSize(3, 2, "1248x832"),
            new TargetSize(2, 3, "832x1248"),
            new TargetSize(16, 9, "1376x768"),
            new TargetSize(9, 16, "768x1376"),
            new TargetSize(21, 9, "1568x672"),
            new TargetSize(9, 21, "672x1568"),
        ],
        Reference = new Uri(
            "https://github.com/black-forest-labs/skills/blob/main/skills/flux-best-practices/AGENTS.md"
        ),
        Grammar = ProseGrammar.Instance,
        Settings = SizeSettings.WidthHeightSeed,
    };
}
