using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>
/// Reads a text with weights in one pass; it has what the brackets of A1111 and InvokeAI have in common. Brackets that never close apply to
/// the end of the text, as in the tools; brackets nested deeper than anybody writes are text. The work grows only with the length of the
/// text.
/// </summary>
internal abstract class WeightScanner
{
    protected const int Deepest = 32;
    protected const double Step = 1.1;

    private readonly List<Run> _runs = [];
    private readonly int _depth;
    private int[]? _closing;

    protected WeightScanner(string text, int depth)
    {
        Text = text;
        _depth = depth;
    }

    /// <summary>The numbers that are weights, with the place of each number and its signs.</summary>
    public List<(int Start, int Length, double Weight)> Numbers { get; } = [];

    /// <summary>The places of closing brackets without an opening one.</summary>
    public List<int> Unopened { get; } = [];

    /// <summary>The places of opening brackets without a closing one.</summary>
    public List<int> Unclosed { get; } = [];

    protected string Text { get; }

    /// <summary>How many brackets are open, including those around this text.</summary>
    protected int Depth => _depth + Open.Sum(pair => pair.Value.Count);

    protected Dictionary<char, Stack<(int At, int First)>> Open { get; } = new();

    public List<TextPart> Scan()
    {
        Begin();
        for (var at = 0; at < Text.Length; at++)
        {
            at = Read(at);
        }

        foreach (var (bracket, stack) in Open)
        {
            while (stack.TryPop(out var open))
            {
                Unclosed.Add(open.At);
                Weigh(open.First, FactorOf(bracket));
            }
        }

        Unclosed.Sort();
        Finish();
        return
        [
            .. _runs
                .Where(run => run.Text.Length > 0)
                .Select(run => new TextPart(run.Kind, run.Text.ToString()) { Weight = Math.Round(run.Weight, 4) }),
        ];
    }

    /// <summary>Reads what begins at a place, and returns the place of the last character that it used.</summary>
    protected abstract int Read(int at);

    /// <summary>The weight of a bracket without a number.</summary>
    protected abstract double FactorOf(char bracket);

    /// <summary>Reads what is known only at the end of the text.</summary>
    protected virtual void Finish() { }

    protected void Begin() => _runs.Add(new Run(PartKind.Words));

    protected StringBuilder Words => _runs[^1].Text;

    protected int Take(int at)
    {
        Words.Append(Text[at]);
        return at;
    }

    protected void Put(PartKind kind, string raw)
    {
        _runs.Add(new Run(kind));
        Words.Append(raw);
        Begin();
    }

    /// <summary>Adds the parts of a stretch that was read separately.</summary>
    protected void Include(IEnumerable<TextPart> parts)
    {
        foreach (var part in parts)
        {
            _runs.Add(new Run(part.Kind) { Weight = part.Weight });
            Words.Append(part.Text);
        }

        Begin();
    }

    protected int Enter(int at)
    {
        if (!Open.TryGetValue(Text[at], out var stack))
        {
            Open[Text[at]] = stack = new Stack<(int, int)>();
        }

        stack.Push((at, _runs.Count));
        Begin();
        return at;
    }

    protected bool IsOpen(char bracket) => Open.TryGetValue(bracket, out var stack) && stack.Count > 0;

    /// <summary>Closes the last bracket of its kind; its words get this weight.</summary>
    protected void Leave(char bracket, double factor)
    {
        Weigh(Open[bracket].Pop().First, factor);
        Begin();
    }

    /// <summary>Makes separate parts again of everything after the last bracket of this kind.</summary>
    protected void WeighLast(int characters, double factor)
    {
        var words = Words;
        var tail = words.ToString(words.Length - characters, characters);
        words.Length -= characters;
        _runs.Add(new Run(PartKind.Words) { Weight = factor });
        Words.Append(tail);
        Begin();
    }

    /// <summary>The place of the bracket that closes the one at a place; -1 when none does.</summary>
    protected int Closing(int at) => (_closing ??= Match(Text))[at];

    protected static bool IsNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(
            text.Trim(),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number
        )
        && Math.Abs(number) <= 1000;

    private void Weigh(int first, double factor)
    {
        for (var i = first; i < _runs.Count; i++)
        {
            if (_runs[i].Kind == PartKind.Words)
            {
                _runs[i].Weight *= factor;
            }
        }
    }

    private static int[] Match(string text)
    {
        var closing = new int[text.Length];
        Array.Fill(closing, -1);
        var open = new Dictionary<char, Stack<int>>
        {
            ['('] = new(),
            ['['] = new(),
            ['{'] = new(),
        };
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '(' or '[' or '{':
                    open[text[at]].Push(at);
                    break;
                case ')' when open['('].TryPop(out var round):
                    closing[round] = at;
                    break;
                case ']' when open['['].TryPop(out var square):
                    closing[square] = at;
                    break;
                case '}' when open['{'].TryPop(out var brace):
                    closing[brace] = at;
                    break;
            }
        }

        return closing;
    }

    private sealed class Run(PartKind kind)
    {
        public PartKind Kind => kind;
        public StringBuilder Text { get; } = new();
        public double Weight { get; set; } = 1;
    }
}
