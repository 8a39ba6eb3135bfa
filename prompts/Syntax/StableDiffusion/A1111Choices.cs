using System.Buffers;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>Reads the signs of the dynamic-prompts extension and of NovelAI.</summary>
internal sealed partial class A1111Scanner
{
    private const int LongestList = 80;
    private const string Parts = "::";

    private static readonly SearchValues<char> NoList = SearchValues.Create(" ,\n(){}");

    /// <summary>
    /// The end of a choice, {a|b}; null when there is none here. Its first option is kept, because one picture has one of them.
    /// </summary>
    private int? ChoiceEnd(int at)
    {
        var close = Closing(at);
        if (close < 0 || close - at > LongestEdit || Depth >= Deepest)
        {
            return null;
        }

        var options = SplitOutside(Text[(at + 1)..close], '|');
        if (options.Count == 1)
        {
            return null;
        }

        var (how, first) = SplitHow(options[0]);
        if (how.Length > 0)
        {
            Put(PartKind.Choice, how);
        }

        IncludeEach([first]);
        foreach (var option in options.Skip(1))
        {
            Put(PartKind.Choice, option.Trim());
        }

        return close;
    }

    /// <summary>
    /// Splits an option into its numbers and its words. "2$$", "1-2$$ and $$" and "0.5::" say how many options are taken, what joins them,
    /// and how often.
    /// </summary>
    private static (string How, string Words) SplitHow(string option)
    {
        var end = option.LastIndexOf("$$", StringComparison.Ordinal);
        var from = end < 0 ? 0 : end + 2;
        var colons = option.IndexOf(Parts, from, StringComparison.Ordinal);
        from = colons >= 0 && IsNumber(option.AsSpan(from..colons), out _) ? colons + 2 : from;
        return (option[..from].Trim(), option[from..]);
    }

    /// <summary>The end of a variable, "${season={summer|winter}}" or "${season}"; null when there is none here.</summary>
    private int? VariableEnd(int at) =>
        Text[at] == '$' && at + 1 < Text.Length && Text[at + 1] == '{' && Closing(at + 1) is > 0 and var end
            ? end
            : null;

    /// <summary>The end of a list's name, "__animals/*__", for which the tool puts in a word; null when there is none here.</summary>
    private int? ListEnd(int at)
    {
        if (Text[at] != '_' || at + 2 >= Text.Length || Text[at + 1] != '_' || (at > 0 && IsWord(Text[at - 1])))
        {
            return null;
        }

        var end = Text.IndexOf("__", at + 2, Math.Min(LongestList, Text.Length - at - 2), StringComparison.Ordinal);
        return
            end > at + 2
            && !Text.AsSpan((at + 2)..end).ContainsAny(NoList)
            && (end + 2 == Text.Length || !IsWord(Text[end + 2]))
            ? end + 1
            : null;
    }

    /// <summary>
    /// The end of NovelAI's weight, "1.5::rain, clouds::", which reaches to the next two colons or to the end of the text; null when there
    /// is none here.
    /// </summary>
    private int? WeighedEnd(int at)
    {
        var from = Text.IndexOf(Parts, at, Math.Min(LongestNumber, Text.Length - at), StringComparison.Ordinal);
        if (
            from <= at
            || from + 2 == Text.Length
            || Text[from + 2] == ':'
            || (at > 0 && (IsWord(Text[at - 1]) || Text[at - 1] is '.' or ':'))
            || Depth >= Deepest
            || !IsNumber(Text.AsSpan(at..from), out var weight)
            || Math.Abs(weight) > FinishedText.Heaviest
        )
        {
            return null;
        }

        var close = Text.IndexOf(
            Parts,
            from + 2,
            Math.Min(LongestEdit, Text.Length - from - 2),
            StringComparison.Ordinal
        );
        if (close < 0)
        {
            return null;
        }

        Numbers.Add((at, from + 2 - at, weight));
        var inside = new A1111Scanner(Text[(from + 2)..close], Depth + 1, braces).Scan();
        Include(
            inside.Select(part => part.Kind == PartKind.Words ? part with { Weight = part.Weight * weight } : part)
        );
        return close + 1;
    }
}
