using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>Reads ratios as tools write them: "16:9", "16x9", "1.85:1", and sizes in pixels.</summary>
internal static class RatioText
{
    private const int Largest = 10_000;

    /// <summary>Sizes by their names, because a target calls "1216x832" 3:2, although the pixels do not have exactly that ratio.</summary>
    private static readonly FrozenDictionary<string, TargetSize> Named = PromptTargets
        .All.SelectMany(target => target.Sizes)
        .Where(size => size.Pixels is not null)
        .DistinctBy(size => size.Pixels, StringComparer.Ordinal)
        .ToFrozenDictionary(size => size.Pixels!, StringComparer.Ordinal);

    public static AspectRatio? Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny(':', 'x', '/');
        if (at <= 0 || !Side(text.AsSpan(0, at), out var width) || !Side(text.AsSpan(at + 1), out var height))
        {
            return null;
        }

        var scale = width == Math.Floor(width) && height == Math.Floor(height) ? 1 : 100;
        return Reduced((int)Math.Round(width * scale), (int)Math.Round(height * scale));
    }

    /// <summary>The ratio of a picture of this many pixels.</summary>
    public static AspectRatio? OfPixels(string text)
    {
        var size = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return Named.TryGetValue(size, out var named) ? new AspectRatio(named.Width, named.Height) : Parse(size);
    }

    private static bool Side(ReadOnlySpan<char> text, out double side) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out side)
        && side is > 0 and <= Largest;

    private static AspectRatio? Reduced(int width, int height)
    {
        var (a, b) = (width, height);
        while (b > 0)
        {
            (a, b) = (b, a % b);
        }

        return a > 0 && width / a is > 0 and <= Largest && height / a is > 0 and <= Largest
            ? new AspectRatio(width / a, height / a)
            : null;
    }
}
