using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Settings that several targets have in common.</summary>
internal static class SizeSettings
{
    /// <summary>Width and height from a size such as "1216x832", then the seed.</summary>
    public static IEnumerable<ToolParameter> WidthHeightSeed(StructuredPrompt prompt, TargetSize? size)
    {
        if (size?.Pixels?.Split('x') is [var width, var height])
        {
            yield return new ToolParameter("width", width);
            yield return new ToolParameter("height", height);
        }

        foreach (var parameter in Seed(prompt))
        {
            yield return parameter;
        }
    }

    /// <summary>The ratio as "16:9" or "16x9", under the target's own name for the setting.</summary>
    public static IEnumerable<ToolParameter> Ratio(TargetSize? size, string name, char sign = ':') =>
        size is null ? [] : [new ToolParameter(name, string.Create(null, $"{size.Width}{sign}{size.Height}"))];

    /// <summary>
    /// The pixels for a ratio: about <paramref name="area"/> in all, each side a multiple of <paramref name="step"/>, and no side longer
    /// than <paramref name="most"/> times the other.
    /// </summary>
    public static string PixelsOf(TargetSize size, double area, int step, int most)
    {
        var width = Stepped(Math.Sqrt(area * size.Width / size.Height), step);
        var height = Stepped(area / width, step);
        return string.Create(null, $"{Math.Min(width, most * height)}x{Math.Min(height, most * width)}");
    }

    private static int Stepped(double side, int step) => Math.Max(step, (int)Math.Round(side / step) * step);

    /// <summary>The number of images, when more than one is asked for.</summary>
    public static IEnumerable<ToolParameter> Images(StructuredPrompt prompt, PromptTarget target, string name) =>
        prompt.Variations > 1 && target.MostImages is > 1 and var most
            ? [new ToolParameter(name, Math.Min(prompt.Variations, most).ToString(CultureInfo.InvariantCulture))]
            : [];

    /// <summary>
    /// The seed, when the target has a field for it. It is cut to 32 bits, or to less when the target takes less, and is never negative.
    /// </summary>
    public static IEnumerable<ToolParameter> Seed(
        StructuredPrompt prompt,
        string name = "seed",
        long most = uint.MaxValue
    ) =>
        prompt.Seed is >= 0 and { } seed && seed <= most
            ? [new ToolParameter(name, seed.ToString(CultureInfo.InvariantCulture))]
            : [];
}
