using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Finds "16:9", "--ar 3:2", "aspect ratio 4x5"; a time of day such as 10:30 is left alone.</summary>
internal static class RatioReader
{
    private static readonly FrozenSet<string> English = WordLists.Set("ratio-around");
    private static readonly FrozenSet<string> Before = WordLists.Set("ratio-before");

    /// <param name="language">The words around a ratio; null: English.</param>
    public static void Read(IdeaReading reading, LanguageEntry? language = null)
    {
        var around = language?.Ratio is { } words ? English.Union(words, StringComparer.Ordinal).ToHashSet() : [.. English];
        foreach (var segment in reading.Segments)
        {
            for (var i = 0; i < segment.Tokens.Count; i++)
            {
                if (Parse(segment.Tokens[i].Key) is not { } ratio)
                {
                    continue;
                }

                var (first, last) = (i, i);
                while (first > 0 && around.Contains(segment.Tokens[first - 1].Key))
                {
                    first--;
                }

                while (last + 1 < segment.Tokens.Count && around.Contains(segment.Tokens[last + 1].Key))
                {
                    last++;
                }

                if (first == last && PromptLibrary.Instance.FindKey(ratio.ToString()) is null)
                {
                    continue;
                }

                reading.Ratio = ratio;
                Remove(reading, segment, first, last);
                return;
            }
        }
    }

    /// <summary>"16:9" or "16x9"; both sides 1 to 99.</summary>
    public static AspectRatio? Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny(':', 'x', '：');
        return
            at > 0
            && int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width is > 0 and < 100
            && height is > 0 and < 100
            ? new AspectRatio(width, height)
            : null;
    }

    private static void Remove(IdeaReading reading, Segment segment, int first, int last)
    {
        if (first > 0 && Before.Contains(segment.Tokens[first - 1].Key))
        {
            first--;
        }

        var start = segment.Tokens[first].Start;
        while (start > segment.Start && reading.Text[start - 1] is '-' or '(')
        {
            start--;
        }

        var end = segment.Tokens[last].End;
        while (end < segment.End && reading.Text[end] == ')')
        {
            end++;
        }

        reading.Remove(start, end);
    }
}
