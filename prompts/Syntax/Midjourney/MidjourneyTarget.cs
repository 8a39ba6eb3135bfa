using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

internal static class MidjourneyTarget
{
    public static readonly PromptTarget Target = new()
    {
        Id = "midjourney",
        Name = "Midjourney V7",
        Form = PromptForm.Phrases,
        Negatives = NegativeMode.Flag,
        Unit = BudgetUnit.Characters,
        Limit = 6000,
        CountKind = CountKind.Exact,
        Features = TargetFeatures.Seed | TargetFeatures.QualitySetting,
        Sizes = [],
        Reference = new Uri("https://docs.evolink.ai/en/api-manual/image-series/midjourney/midjourney-v7-prompt-guide"),
        Grammar = MidjourneyGrammar.Instance,
        Settings = Settings,
    };

    /// <summary>Name, smallest and largest value of what a prompt may carry over from elsewhere.</summary>
    private static readonly (string Name, string Flag, long Least, long Most)[] Known =
    [
        ("stylize", "s", 0, 1000),
        ("chaos", "c", 0, 100),
        ("weird", "w", 0, 3000),
    ];

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size)
    {
        if (size is not null)
        {
            yield return new ToolParameter("ar", string.Create(null, $"{size.Width}:{size.Height}"));
        }

        foreach (var (name, flag, least, most) in Known)
        {
            if (Number(prompt, name) is { } number && number >= least && number <= most)
            {
                yield return new ToolParameter(flag, number.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (QualityRules.Step(prompt.Quality) is "high")
        {
            yield return new ToolParameter("q", "2");
        }

        foreach (var flag in (string[])["raw", "tile"])
        {
            if (prompt.Parameters.Any(parameter => string.Equals(parameter.Name, flag, StringComparison.Ordinal)))
            {
                yield return new ToolParameter(flag, "");
            }
        }

        if (prompt.Seed is >= 0 and <= uint.MaxValue and { } seed)
        {
            yield return new ToolParameter("seed", seed.ToString(CultureInfo.InvariantCulture));
        }

        yield return new ToolParameter("v", "7");
    }

    private static long? Number(StructuredPrompt prompt, string name)
    {
        var text = prompt
            .Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal))
            ?.Value;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
