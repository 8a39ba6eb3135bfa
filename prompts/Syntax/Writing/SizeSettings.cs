using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Settings several targets have in common.</summary>
internal static class SizeSettings
{
    /// <summary>"1216x832" as width and height, then the seed.</summary>
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

    /// <summary>"16:9" or "16x9" under the target's own name for it.</summary>
    public static IEnumerable<ToolParameter> Ratio(TargetSize? size, string name, char sign = ':') =>
        size is null ? [] : [new ToolParameter(name, string.Create(null, $"{size.Width}{sign}{size.Height}"))];

    /// <summary>The pixels of a ratio: about so many in all, each side a multiple of a step, no side longer than so many others.</summary>
    public static string PixelsOf(TargetSize size, double area, int step, int most)
    {
        var width = Stepped(Math.Sqrt(area * size.Width / size.Height), step);
        var height = Stepped(area / width, step);
        return string.Create(null, $"{Math.Min(width, most * height)}x{Math.Min(height, most * width)}");
    }

    private static int Stepped(double side, int step) => Math.Max(step, (int)Math.Round(side / step) * step);

    /// <summary>How many images, when more than one is wished.</summary>
    public static IEnumerable<ToolParameter> Images(StructuredPrompt prompt, PromptTarget target, string name) =>
        prompt.Variations > 1 && target.MostImages is > 1 and var most
            ? [new ToolParameter(name, Math.Min(prompt.Variations, most).ToString(CultureInfo.InvariantCulture))]
            : [];

    /// <summary>The seed where the target has a field for it: 32 bits unless it takes less, never negative.</summary>
    public static IEnumerable<ToolParameter> Seed(
        StructuredPrompt prompt,
        string name = "seed",
        long most = uint.MaxValue
    ) =>
        prompt.Seed is >= 0 and { } seed && seed <= most
            ? [new ToolParameter(name, seed.ToString(CultureInfo.InvariantCulture))]
            : [];
}
