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

    /// <summary>Flags that are usually written short.</summary>
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["stylize"] = "s",
        ["chaos"] = "c",
        ["weird"] = "w",
        ["version"] = "v",
        ["profile"] = "p",
        ["repeat"] = "r",
    };

    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size) =>
        Settings(prompt, size, new ToolParameter("v", "7"));

    /// <summary>What the prompt carries for Midjourney itself goes on; a version that the person wrote stays.</summary>
    internal static IEnumerable<ToolParameter> Settings(
        StructuredPrompt prompt,
        TargetSize? size,
        ToolParameter version
    )
    {
        if (size is not null)
        {
            yield return new ToolParameter("ar", string.Create(null, $"{size.Width}:{size.Height}"));
        }

        var own = prompt.Parameters.Where(parameter => IsFlag(parameter)).ToList();
        foreach (var flag in own.Where(flag => !IsVersion(flag)))
        {
            yield return Shortened(flag);
        }

        if (QualityRules.Step(prompt.Quality) is "high")
        {
            yield return new ToolParameter("q", "2");
        }

        if (prompt.Seed is >= 0 and <= uint.MaxValue and { } seed)
        {
            yield return new ToolParameter("seed", seed.ToString(CultureInfo.InvariantCulture));
        }

        yield return own.FindLast(IsVersion) is { } written ? Shortened(written) : version;
    }

    private static ToolParameter Shortened(ToolParameter flag) =>
        flag with { Name = Short.GetValueOrDefault(flag.Name, flag.Name) };

    private static bool IsVersion(ToolParameter flag) => flag.Name is "version" or "niji";

    private static bool IsFlag(ToolParameter parameter) =>
        MidjourneyFlag.Find(parameter.Name)?.Name.Equals(parameter.Name, StringComparison.Ordinal) == true
        && parameter.Name is not (MidjourneyFlag.Ratio or MidjourneyFlag.Seed or MidjourneyFlag.Negative or MidjourneyFlag.Quality);
}
