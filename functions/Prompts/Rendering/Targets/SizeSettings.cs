using System.Globalization;

namespace AiPromptGen.Prompts;

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

    /// <summary>The seed where the target has a field for it: 32 bits, never negative.</summary>
    public static IEnumerable<ToolParameter> Seed(StructuredPrompt prompt)
    {
        if (prompt.Seed is >= 0 and <= uint.MaxValue and { } seed)
        {
            yield return new ToolParameter("seed", seed.ToString(CultureInfo.InvariantCulture));
        }
    }
}
