namespace AiPromptGen.Prompts.Syntax.Prose;

internal static class Firefly
{
    public static readonly PromptTarget Target = new()
    {
        Id = "firefly",
        Name = "Adobe Firefly",
        Form = PromptForm.Prose,
        Negatives = NegativeMode.Field,
        Unit = BudgetUnit.Characters,
        Limit = 1024,
        CountKind = CountKind.Exact,
        NegativeLimit = 1024,
        LeastWords = 3,
        MostImages = 4,
        Features = TargetFeatures.Seed,
        // The pixels are those of image model 3, and the ratios are the vendor's names for them.
        Sizes =
        [
            new TargetSize(1, 1, "2048x2048"),
            new TargetSize(4, 3, "2304x1792"),
            new TargetSize(3, 4, "1792x2304"),
            new TargetSize(16, 9, "2688x1536"),
            new TargetSize(9, 16, "1440x2560"),
        ],
        Reference = new Uri("https://developer.adobe.com/firefly-services/docs/firefly-api/guides/"),
        Settings = Settings,
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size)
    {
        if (size?.Pixels is { } pixels)
        {
            yield return new ToolParameter("size", pixels);
        }

        if (prompt.ContentClass is { } content)
        {
            yield return new ToolParameter("contentClass", content == ContentClass.Photo ? "photo" : "art");
        }

        foreach (var parameter in SizeSettings.Images(prompt, Target, "numVariations"))
        {
            yield return parameter;
        }

        foreach (var parameter in SizeSettings.Seed(prompt, "seeds", int.MaxValue))
        {
            yield return parameter;
        }
    }
}
