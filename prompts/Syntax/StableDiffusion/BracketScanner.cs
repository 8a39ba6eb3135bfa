using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>How a tool's brackets weigh.</summary>
internal enum WeightDialect
{
    /// <summary>(x) ×1.1, [x] ÷1.1, (x:1.3).</summary>
    A1111,

    /// <summary>(x)1.3, x++, x--; [x] is unwanted.</summary>
    InvokeAI,
}

/// <summary>
/// One pass over a text with weights. Brackets that never close weigh to the end, as the tools do it; deeper ones than
/// anybody writes are text.
/// </summary>
internal sealed class BracketScanner(string text, WeightDialect dialect, WrittenPrompt written)
{
    private const double Step = 1.1;
    private const int Deepest = 32;
    private const int LongestNetwork = 160;
    private const int LongestEdit = 400;
    private const double Heaviest = 10;

    private readonly List<(StringBuilder Text, double Weight)> _pieces = [];
    private readonly Stack<(char Bracket, int First)> _open = new();

    public List<Stretch> Scan()
    {
        Begin();
        for (var at = 0; at < text.Length; at++)
        {
            at = Read(at);
        }

        while (_open.TryPop(out var open))
        {
            Weigh(open.First, FactorOf(open.Bracket));
        }

        return
        [
            .. _pieces.Select(piece => new Stretch(piece.Text.ToString(), Math.Clamp(piece.Weight, 0.01, Heaviest))),
        ];
    }

    /// <summary>Returns the last character it used.</summary>
    private int Read(int at)
    {
        switch (text[at])
        {
            case '\\'
                when at + 1 < text.Length
                    && text[at + 1] is '(' or ')' or '[' or ']' or '\\' or '<' or '+' or '-' or '"':
                _pieces[^1].Text.Append(text[at + 1]);
                return at + 1;
            case '<' when Network(at) is { } end:
                return end;
            case '[' when dialect == WeightDialect.InvokeAI && text.IndexOf(']', at) is > 0 and var close:
                written.Negatives.AddRange(
                    text[(at + 1)..close]
                        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                );
                return close;
            case '[' when Editing(at) is { } end:
                return end;
            case '(' or '[' when _open.Count < Deepest:
                _open.Push((text[at], _pieces.Count));
                Begin();
                return at;
            case ')' or ']' when _open.TryPeek(out var open) && open.Bracket == (text[at] == ')' ? '(' : '['):
                return Close(at);
            case ':' when dialect == WeightDialect.A1111 && Explicit(at) is { } end:
                return end;
            case '+' or '-' when dialect == WeightDialect.InvokeAI:
                return Suffix(at);
            case 'B' when IsKeyword(at, "BREAK"):
            case 'A' when IsKeyword(at, "AND"):
                return Instruction(at);
            default:
                _pieces[^1].Text.Append(text[at]);
                return at;
        }
    }

    private void Begin() => _pieces.Add((new StringBuilder(), 1));

    private double FactorOf(char bracket) =>
        dialect == WeightDialect.InvokeAI ? 1
        : bracket == '(' ? Step
        : 1 / Step;

    private void Weigh(int first, double factor)
    {
        for (var i = first; i < _pieces.Count; i++)
        {
            _pieces[i] = (_pieces[i].Text, _pieces[i].Weight * factor);
        }
    }

    private int Close(int at)
    {
        var open = _open.Pop();
        var end = at;
        var factor = FactorOf(open.Bracket);
        if (dialect == WeightDialect.InvokeAI)
        {
            end = RunEnd(at + 1);
            factor = FactorOfSuffix(text.AsSpan(at + 1, end - at - 1));
            end--;
        }

        Weigh(open.First, factor);
        Begin();
        return end;
    }

    /// <summary>":1.3)" where a round bracket is open.</summary>
    private int? Explicit(int at)
    {
        if (!_open.TryPeek(out var open) || open.Bracket != '(')
        {
            return null;
        }

        var close = text.IndexOf(')', at, Math.Min(12, text.Length - at));
        if (close < 0 || !IsNumber(text.AsSpan(at + 1, close - at - 1), out var weight) || weight is <= 0 or > Heaviest)
        {
            return null;
        }

        _open.Pop();
        Weigh(open.First, weight);
        Begin();
        return close;
    }

    /// <summary>"fox++" weighs the word just before it; any other run of signs is text.</summary>
    private int Suffix(int at)
    {
        var piece = _pieces[^1].Text;
        var end = at;
        while (end < text.Length && text[end] == text[at])
        {
            end++;
        }

        var start = piece.Length;
        while (start > 0 && char.IsLetterOrDigit(piece[start - 1]))
        {
            start--;
        }

        var ends = end == text.Length || text[end] is ' ' or ',' or '.' or ')' or ';';
        if (!ends || piece.Length - start < 2)
        {
            piece.Append(text, at, end - at);
            return end - 1;
        }

        var word = piece.ToString(start, piece.Length - start);
        piece.Length = start;
        _pieces.Add((new StringBuilder(word), FactorOfSuffix(text.AsSpan(at, end - at))));
        Begin();
        return end - 1;
    }

    private int RunEnd(int at)
    {
        while (at < text.Length && (text[at] is '+' or '-' or '.' || char.IsAsciiDigit(text[at])))
        {
            at++;
        }

        // The full stop of a sentence is no decimal point.
        return at > 0 && text[at - 1] == '.' ? at - 1 : at;
    }

    private static double FactorOfSuffix(ReadOnlySpan<char> suffix) =>
        suffix.Length == 0 ? 1
        : IsNumber(suffix, out var weight) ? Math.Clamp(weight, 0.01, Heaviest)
        : suffix.IndexOfAnyExcept('+') < 0 ? Math.Pow(Step, Math.Min(suffix.Length, 20))
        : suffix.IndexOfAnyExcept('-') < 0 ? Math.Pow(0.9, Math.Min(suffix.Length, 20))
        : 1;

    /// <summary>"&lt;lora:film:0.8&gt;": which network to load, and no words.</summary>
    private int? Network(int at)
    {
        var end = text.IndexOf('>', at, Math.Min(LongestNetwork, text.Length - at));
        var colon = end < 0 ? -1 : text.IndexOf(':', at, end - at);
        if (colon <= at + 1 || written.Parameters.Count >= PromptSheet.Most)
        {
            return null;
        }

        written.Parameters.Add(new ToolParameter(text[(at + 1)..colon], text[(colon + 1)..end]));
        return end;
    }

    /// <summary>[from:to:0.5] and [a|b]: nothing but this tool can do it, so all the words stay.</summary>
    private int? Editing(int at)
    {
        var close = text.IndexOf(']', at, Math.Min(LongestEdit, text.Length - at));
        var inside = close < 0 ? "" : text[(at + 1)..close];
        var colon = inside.LastIndexOf(':');
        var edits = colon >= 0 && IsNumber(inside.AsSpan(colon + 1), out _);
        if (
            inside.AsSpan().IndexOfAny('(', '[', '\\') >= 0
            || !(edits || inside.Contains('|', StringComparison.Ordinal))
        )
        {
            return null;
        }

        written.Miss(text[at..(close + 1)], UnparsedReasons.Editing);
        var words = (edits ? inside[..colon] : inside).Replace("|", ", ", StringComparison.Ordinal);
        _pieces[^1].Text.Append(words.Replace(":", ", ", StringComparison.Ordinal).Trim(' ', ','));
        return close;
    }

    private int Instruction(int at)
    {
        var word = text[at] == 'B' ? "BREAK" : "AND";
        written.Miss(word, UnparsedReasons.Instruction);
        _pieces[^1].Text.Append(',');
        return at + word.Length - 1;
    }

    private bool IsKeyword(int at, string word) =>
        dialect == WeightDialect.A1111
        && string.CompareOrdinal(text, at, word, 0, word.Length) == 0
        && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length]));

    private static bool IsNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
