namespace AiPromptGen.Prompts.Syntax.InvokeAI;

/// <summary>
/// The signs of InvokeAI's prompts, which its library compel reads: (x)1.3, x++, x--, ("a", "b").blend(0.7, 0.3),
/// ("a", "b").and(), cat.swap(dog). [x] was unwanted in its older versions.
/// https://github.com/damian0815/compel/blob/main/doc/syntax.md
/// </summary>
/// <param name="text">The prompt.</param>
/// <param name="depth">The number of brackets that are open around the prompt.</param>
/// <param name="isSpoken">True for the text that the model gets: the parser leaves the backslash before + and - in it.</param>
internal sealed class InvokeAIScanner(string text, int depth = 0, bool isSpoken = false) : WeightScanner(text, depth)
{
    private const double Down = 0.9;
    private const int MostSigns = 20;
    private const int LongestNetwork = 80;

    private static readonly string[] Joins = [".blend(", ".and("];

    /// <summary>The words in square brackets.</summary>
    public List<TextPart> Unwanted { get; } = [];

    protected override double FactorOf(char bracket) => 1;

    protected override int Read(int at)
    {
        switch (Text[at])
        {
            case '\\' when isSpoken && at + 1 < Text.Length && Text[at + 1] is '+' or '-':
                Take(at);
                return Take(at + 1);
            case '\\'
                when at + 1 < Text.Length && Text[at + 1] is '(' or ')' or '[' or ']' or '\\' or '+' or '-' or '"':
                return Take(at + 1);
            case '[' or ']' when isSpoken:
                return Take(at);
            case '[' when Closing(at) is > 0 and var close:
                Unwanted.Add(new TextPart(PartKind.Words, (Unwanted.Count > 0 ? ", " : "") + Text[(at + 1)..close]));
                return close;
            case '<' when !isSpoken && NetworkEnd(at) is { } end:
                Put(PartKind.Network, Text[at..(end + 1)]);
                return end;
            case '(' when Depth < Deepest:
                return Enter(at);
            case ')' when IsOpen('('):
                return Close(at);
            case ')':
                Unopened.Add(at);
                return Take(at);
            case '+' or '-':
                return Suffix(at);
            case '.' when SwapEnd(at) is { } end:
                return end;
            case '.' when JoinEnd(at) is { } end:
                Put(PartKind.Instruction, Text[at..(end + 1)]);
                return end;
            case '"':
                // A quotation mark only groups words for what follows them: a swap, a blend or a weight.
                return at;
            default:
                return Take(at);
        }
    }

    private int Close(int at)
    {
        var end = at + 1;
        while (end < Text.Length && Text[end] is '+' or '-')
        {
            end++;
        }

        if (end == at + 1)
        {
            end = NumberEnd(end);
        }

        var suffix = Text.AsSpan((at + 1)..end);
        var factor = FactorOfSuffix(suffix);
        if (suffix.Length > 0)
        {
            Numbers.Add((at, end - at, factor));
        }

        Leave('(', factor);
        return end - 1;
    }

    /// <summary>Reads a sign. In "fox++" it weighs the word directly before it; anywhere else it is text.</summary>
    private int Suffix(int at)
    {
        var end = at;
        while (end < Text.Length && Text[end] == Text[at])
        {
            end++;
        }

        var start = Words.Length;
        while (start > 0 && char.IsLetterOrDigit(Words[start - 1]))
        {
            start--;
        }

        var ends =
            end == Text.Length || Text[end] is ' ' or '(' or ')' or '[' or ']' or '"' or ',' or '.' or '=' or '\n';
        if (!ends || Words.Length - start < 2)
        {
            Words.Append(Text, at, end - at);
            return end - 1;
        }

        WeighLast(Words.Length - start, FactorOfSuffix(Text.AsSpan(at..end)));
        return end - 1;
    }

    /// <summary>The end of a swap, "cat.swap(dog)", of which both words stay; null when there is none here.</summary>
    private int? SwapEnd(int at)
    {
        const string Swap = ".swap(";
        if (
            string.CompareOrdinal(Text, at, Swap, 0, Swap.Length) != 0
            || Closing(at + Swap.Length - 1) is not (> 0 and var end)
        )
        {
            return null;
        }

        Put(PartKind.Edit, Text[at..(end + 1)]);
        Words.Append(", ");
        var words = WithoutOptions(Text[(at + Swap.Length)..end]);
        if (Depth < Deepest)
        {
            Include(new InvokeAIScanner(words, Depth + 1).Scan());
        }
        else
        {
            Words.Append(words);
        }

        return end;
    }

    /// <summary>The words without options, "dog, s_start=0.2, t_end=0.8", which say when the words are drawn.</summary>
    private static string WithoutOptions(string inside)
    {
        while (
            inside.LastIndexOf(',') is > 0 and var comma
            && inside.IndexOf('=', comma) is > 0 and var equals
            && IsNumber(inside.AsSpan(equals + 1), out _)
            && inside.AsSpan((comma + 1)..equals).Trim().IndexOfAny(" \"(") < 0
        )
        {
            inside = inside[..comma];
        }

        return inside;
    }

    /// <summary>The end of a network's name, "&lt;easynegative&gt;"; null when there is none here.</summary>
    private int? NetworkEnd(int at)
    {
        var end = Text.IndexOf('>', at, Math.Min(LongestNetwork, Text.Length - at));
        return end > at + 1 && char.IsLetterOrDigit(Text[at + 1]) && Text.AsSpan((at + 1)..end).IndexOfAny("<,\n\"") < 0
            ? end
            : null;
    }

    private int? JoinEnd(int at)
    {
        var join = Array.Find(Joins, word => string.CompareOrdinal(Text, at, word, 0, word.Length) == 0);
        return join is not null && Closing(at + join.Length - 1) is > 0 and var end ? end : null;
    }

    private int NumberEnd(int at)
    {
        while (at < Text.Length && (Text[at] == '.' || char.IsAsciiDigit(Text[at])))
        {
            at++;
        }

        // The full stop of a sentence, or of ".and()", is not a decimal point.
        return Text[at - 1] == '.' ? at - 1 : at;
    }

    private static double FactorOfSuffix(ReadOnlySpan<char> suffix) =>
        suffix.Length == 0 ? 1
        : IsNumber(suffix, out var weight) ? Math.Clamp(weight, 0, FinishedText.Heaviest)
        : suffix.IndexOfAnyExcept('+') < 0 ? Math.Pow(Step, Math.Min(suffix.Length, MostSigns))
        : suffix.IndexOfAnyExcept('-') < 0 ? Math.Pow(Down, Math.Min(suffix.Length, MostSigns))
        : 1;
}
