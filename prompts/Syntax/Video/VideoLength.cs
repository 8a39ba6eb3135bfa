using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Video;

/// <summary>The lengths that a model of moving pictures makes: every <paramref name="Step"/> seconds from the least to the most.</summary>
/// <param name="Setting">The model's own name for the setting.</param>
internal sealed record VideoLengths(string Setting, int Least, int Most, int Step = 1)
{
    /// <summary>The length nearest to the wish. Of two that are equally near it is the shorter one, which costs less.</summary>
    public int Nearest(double wish) =>
        Least + (Math.Clamp((int)Math.Ceiling(((wish - Least) / Step) - 0.5), 0, (Most - Least) / Step) * Step);

    public override string ToString() =>
        Step == 1
            ? string.Create(null, $"{Least} to {Most}")
            : string.Join(", ", Enumerable.Range(0, ((Most - Least) / Step) + 1).Select(n => Least + (n * Step)));
}

/// <summary>Turns a duration such as "5 seconds" into the setting of a model of moving pictures.</summary>
internal static class VideoLength
{
    private const string Path = "video.duration";
    private const double Longest = 86_400;

    private static readonly IReadOnlyList<string> SecondWords = WordLists.InOrder("seconds");
    private static readonly IReadOnlyList<string> MinuteWords = WordLists.InOrder("minutes");

    /// <summary>
    /// The seconds that a slot names as a number, alone or with its unit. Null for anything else ("a slow five seconds"), which is said in
    /// words instead, so that none of it is lost.
    /// </summary>
    public static double? Seconds(Slot? duration)
    {
        var text = duration?.Value.Trim() ?? "";
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = text[digits..].TrimStart(' ', '-').ToLowerInvariant();
        if (
            !double.TryParse(
                text.AsSpan(0, digits),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            ) || number is <= 0 or > Longest
        )
        {
            return null;
        }

        return unit.Length == 0 || SecondWords.Contains(unit, StringComparer.Ordinal) ? number
            : MinuteWords.Contains(unit, StringComparer.Ordinal) ? number * 60
            : null;
    }

    /// <summary>Sets the length, and reports it when the model cannot make the length that was asked for.</summary>
    public static void Choose(RenderingState state)
    {
        if (state.Target.Lengths is not { } lengths || Seconds(state.Prompt.Video.Duration) is not { } wish)
        {
            return;
        }

        var best = lengths.Nearest(wish);
        state.Parameters.Add(new ToolParameter(lengths.Setting, best.ToString(CultureInfo.InvariantCulture)));
        if (best != wish)
        {
            var asked = PlainText.Clean(state.Prompt.Video.Duration!.Value);
            state.Drop(Path, asked, DropReasons.Setting);
            state.Warn(
                "duration-snapped",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{state.Target.Name} does not make {asked}; it makes {lengths} seconds, and {best} is the nearest."
                )
            );
        }
    }
}
