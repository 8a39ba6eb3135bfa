namespace AiPromptGen.Prompts.Syntax.InvokeAI;

/// <summary>InvokeAI with an SDXL model. Its tags and sizes are those of Stable Diffusion XL; its syntax for weights is its own.</summary>
internal static class InvokeAITarget
{
    public static readonly PromptTarget Target = new()
    {
        Id = "invokeai",
        Name = "InvokeAI",
        Form = PromptForm.Tags,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Tokens,
        Limit = 75,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.Weights | TargetFeatures.Seed | TargetFeatures.English,
        Sizes = StableDiffusionXl.Target.Sizes,
        Reference = new Uri("https://github.com/damian0815/compel/blob/main/doc/syntax.md"),
        Grammar = InvokeAIGrammar.Instance,
        Settings = SizeSettings.WidthHeightSeed,
    };
}
