using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>
/// Midjourney's versions. "midjourney" is the newest one: V8.1 became the default on 10 June 2026
/// (https://atlascloud.ai/zh/models/midjourney/v8.1/text-to-image, read 2026-11-27). One source names V8.2 as the default since September.
/// That is uncertain, so the flag stays at 8.1. Sources disagree about --no and --oref in V8.1.
/// </summary>
internal static class MidjourneyTarget
{
    public static readonly PromptTarget Target = Of(
        "midjourney",
        "Midjourney V8.1",
        new ToolParameter("v", "8.1"),
        "https://docs.evolink.ai/en/api-manual/image-series/midjourney/midjourney-v8-1-prompt-guide"
    ) with
    {
        Notice = "Sources disagree on whether V8.1 reads --no and --oref; V7 does. A version you write yourself stays.",
    };

    public static readonly PromptTarget Version7 = Of(
        "midjourney-7",
        "Midjourney V7",
        new ToolParameter("v", "7"),
        "https://docs.evolink.ai/en/api-manual/image-series/midjourney/midjourney-v7-prompt-guide"
    );

    /// <summary>
    /// The model for anime, of 9 January 2026. It has one source, read 2026-11-27, which is uncertain about flags beyond those of V7.
    /// </summary>
    public static readonly PromptTarget Niji7 = Of(
        "niji-7",
        "Niji 7",
        new ToolParameter("niji", "7"),
        "https://docs.midjourney.com/hc/en-us/articles/32199405667853-Version"
    );

    private static PromptTarget Of(string id, string name, ToolParameter version, string page) =>
        new()
        {
            Id = id,
            Name = name,
            Form = PromptForm.Phrases,
            Negatives = NegativeMode.Flag,
            Unit = BudgetUnit.Characters,
            Limit = 6000,
            CountKind = CountKind.Exact,
            Features = TargetFeatures.Seed | TargetFeatures.QualitySetting | TargetFeatures.English,
            Sizes = [],
            Reference = new Uri(page),
            Grammar = MidjourneyGrammar.Instance,
            Settings = (prompt, size) => Settings(prompt, size, version),
        };

    /// <summary>Flags that are usually written by their short names.</summary>
    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["stylize"] = "s",
        ["chaos"] = "c",
        ["weird"] = "w",
        ["version"] = "v",
        ["profile"] = "p",
        ["repeat"] = "r",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The flags of a prompt. Settings that it holds for Midjourney itself are written, and a version that the person chose is kept.
    /// </summary>
    private static IEnumerable<ToolParameter> Settings(StructuredPrompt prompt, TargetSize? size, ToolParameter version)
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
        flag with
        {
            Name = Short.GetValueOrDefault(flag.Name, flag.Name),
        };

    private static bool IsVersion(ToolParameter flag) => flag.Name is "version" or "niji";

    private static bool IsFlag(ToolParameter parameter) =>
        MidjourneyFlag.Find(parameter.Name)?.Name.Equals(parameter.Name, StringComparison.Ordinal) == true
        && parameter.Name
            is not (MidjourneyFlag.Ratio or MidjourneyFlag.Seed or MidjourneyFlag.Negative or MidjourneyFlag.Quality);
}
