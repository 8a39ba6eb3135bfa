using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>
/// The signs of AUTOMATIC1111's web UI and its relatives: (x) ×1.1, [x] ÷1.1, (x:1.3), {x} ×1.05 (NovelAI), "&lt;lora:…&gt;",
/// [from:to:0.5], [a|b], BREAK, AND with ":1.2" behind each part; {a|b}, {2$$a|b}, ${name=…} and __list__ of the
/// dynamic-prompts extension; ADDCOMM and its like of the regional prompter; 1.5::x:: of NovelAI.
/// https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/prompt_parser.py
/// </summary>
/// <param name="text">The prompt.</param>
/// <param name="depth">The number of brackets that are open around the prompt.</param>
/// <param name="braces">Whether braces are signs, as for NovelAI and the extension. The web UI itself reads them as text.</param>
internal sealed partial class A1111Scanner(string text, int depth = 0, bool braces = true) : WeightScanner(text, depth)
{
    private const double BraceStep = 1.05;
    private const int LongestNetwork = 160;
    private const int LongestEdit = 2000;
    private const int LongestNumber = 12;

    private static readonly FrozenSet<string> Cutting = WordLists.Set("cutting-words");
    private static readonly FrozenSet<string> Composing = WordLists.Set("composing-words");

    private bool _isComposed;

    protected override double FactorOf(char bracket) =>
        bracket switch
        {
            '(' => Step,
            '[' => 1 / Step,
            _ => BraceStep,
        };

    protected override int Read(int at)
    {
        switch (Text[at])
        {
            case '\\' when at + 1 < Text.Length && Text[at + 1] is '(' or ')' or '[' or ']' or '\\':
            case '\\' when braces && at + 1 < Text.Length && Text[at + 1] is '{' or '}':
                return Take(at + 1);
            case '<' when NetworkEnd(at) is { } end:
                Put(PartKind.Network, Text[at..(end + 1)]);
                return end;
            case '[' when EditEnd(at) is { } end:
                return end;
            case '{' or '}' when !braces:
                return Take(at);
            case '{' when ChoiceEnd(at) is { } end:
                return end;
            case '(' or '[' or '{' when Depth < Deepest:
                return Enter(at);
            case ')' or ']' or '}':
                return Close(at);
            case ':' when ExplicitEnd(at) is { } end:
                return end;
            case 'A' or 'B' when KeywordAt(at) is { } word:
                return TakeKeyword(at, word);
            case '$' or '_' when braces && (VariableEnd(at) ?? ListEnd(at)) is { } end:
                Put(PartKind.Choice, Text[at..(end + 1)]);
                return end;
            case '-' or (>= '0' and <= '9') when braces && WeighedEnd(at) is { } end:
                return end;
            default:
                return Take(at);
        }
    }

    protected override void Finish()
    {
        if (_isComposed)
        {
            TakeWeightOfPart();
        }
    }

    private int Close(int at)
    {
        var bracket = Text[at] switch
        {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
        if (!IsOpen(bracket))
        {
            Unopened.Add(at);
            return Take(at);
        }

        Leave(bracket, FactorOf(bracket));
        return at;
    }

    /// <summary>The end of an explicit weight, ":1.3)", when a round bracket is open; null when there is none here.</summary>
    private int? ExplicitEnd(int at)
    {
        var close = IsOpen('(') ? Text.IndexOf(')', at, Math.Min(LongestNumber, Text.Length - at)) : -1;
        if (
            close < 0
            || !IsNumber(Text.AsSpan(at + 1, close - at - 1), out var weight)
            || weight > FinishedText.Heaviest
        )
        {
            return null;
        }

        Numbers.Add((at, close - at, weight));
        Leave('(', weight);
        return close;
    }

    /// <summary>The end of a network's mark, which is a name, a colon, and no line break before its end; null when there is none here.</summary>
    private int? NetworkEnd(int at)
    {
        var end = Text.IndexOf('>', at, Math.Min(LongestNetwork, Text.Length - at));
        var inside = end < 0 ? [] : Text.AsSpan((at + 1)..end);
        return inside.IndexOf(':') > 0 && char.IsAsciiLetter(inside[0]) && inside.IndexOfAny("<\n") < 0 ? end : null;
    }

    /// <summary>
    /// The end of [from:to:0.5], [to:0.5], [from::0.5] or [a|b], whose words are kept one after the other; null when there is none here.
    /// </summary>
    private int? EditEnd(int at)
    {
        var close = Closing(at);
        if (close < 0 || close - at > LongestEdit || Depth >= Deepest)
        {
            return null;
        }

        var inside = Text[(at + 1)..close];
        var options = SplitOutside(inside, '|');
        if (options.Count == 1)
        {
            options = SplitOutside(inside, ':');
            if (options.Count is not (2 or 3) || !IsNumber(options[^1], out _))
            {
                return null;
            }

            options.RemoveAt(options.Count - 1);
        }

        Put(PartKind.Edit, Text[at..(close + 1)]);
        IncludeEach(options.Where(option => option.AsSpan().Trim().Length > 0));
        return close;
    }

    private void IncludeEach(IEnumerable<string> options)
    {
        var isFirst = true;
        foreach (var option in options)
        {
            Words.Append(isFirst ? "" : ", ");
            Include(new A1111Scanner(option.Trim(), Depth + 1, braces).Scan());
            isFirst = false;
        }
    }

    /// <summary>Reads "… :1.2", a weight at the end of a part of a composed prompt.</summary>
    private void TakeWeightOfPart()
    {
        var words = Words.ToString();
        var colon = words.LastIndexOf(':');
        if (colon >= 0 && IsNumber(words.AsSpan(colon + 1), out _))
        {
            Words.Length = colon;
            Put(PartKind.Instruction, string.Create(CultureInfo.InvariantCulture, $":{words[(colon + 1)..].Trim()}"));
        }
    }

    /// <summary>The keyword at a place, such as BREAK or AND, in capitals and as a whole word; null when there is none here.</summary>
    private string? KeywordAt(int at)
    {
        if (at > 0 && IsWord(Text[at - 1]))
        {
            return null;
        }

        var end = at;
        while (end < Text.Length && (char.IsAsciiLetterUpper(Text[end]) || Text[end] == '_'))
        {
            end++;
        }

        if (end - at < 3 || (end < Text.Length && IsWord(Text[end])))
        {
            return null;
        }

        var word = Text[at..end];
        return Cutting.Contains(word) || Composing.Contains(word) ? word : null;
    }

    private int TakeKeyword(int at, string word)
    {
        if (Composing.Contains(word))
        {
            _isComposed = true;
            TakeWeightOfPart();
        }

        Put(PartKind.Instruction, word);
        return at + word.Length - 1;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Splits the text where no bracket is open.</summary>
    private static List<string> SplitOutside(string text, char sign)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '(' or '[' or '{' or '<':
                    depth++;
                    break;
                case ')' or ']' or '}' or '>':
                    depth--;
                    break;
                case var c when c == sign && depth <= 0:
                    parts.Add(text[start..at]);
                    start = at + 1;
                    break;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
