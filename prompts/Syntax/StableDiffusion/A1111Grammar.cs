using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>A1111's comma tags: brackets weigh, "&lt;name:…&gt;" loads a network, BREAK and AND in capitals cut the prompt.</summary>
internal class A1111Grammar : Grammar
{
    public static readonly A1111Grammar Instance = new();

    private static readonly SearchValues<char> Signs = SearchValues.Create("()[]\\<");

    public sealed override string Compose(Draft draft)
    {
        var builder = new StringBuilder(256);
        foreach (var piece in draft.Pieces)
        {
            builder.Append(builder.Length == 0 ? "" : ", ");
            var text = Escape(piece.Text.TrimEnd('.', ',', ' '));
            builder.Append(piece.Weight == 1 ? text : Weighed(text, Math.Clamp(piece.Weight, 0.1, 2)));
        }

        return builder.ToString();
    }

    protected static string Number(double weight) => weight.ToString("0.##", CultureInfo.InvariantCulture);

    protected virtual string Weighed(string text, double weight) => $"({text}:{Number(weight)})";

    public override string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Signs) < 0)
        {
            return Keywords(text);
        }

        var builder = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '(' or ')' or '[' or ']' or '\\')
            {
                builder.Append('\\');
            }

            builder.Append(c);
            if (c == '<')
            {
                builder.Append(' ');
            }
        }

        return Keywords(builder.ToString());
    }

    /// <summary>Brackets part the text into stretches that are read one by one; a weight inside them is not read.</summary>
    public override string Spoken(string prompt)
    {
        if (prompt.AsSpan().IndexOfAny(Signs) < 0)
        {
            return prompt;
        }

        var builder = new StringBuilder(prompt.Length);
        for (var i = 0; i < prompt.Length; i++)
        {
            switch (prompt[i])
            {
                case '\\' when i + 1 < prompt.Length && prompt[i + 1] is '(' or ')' or '[' or ']' or '\\':
                    builder.Append(prompt[++i]);
                    break;
                case '(' or ')' or '[' or ']':
                    builder.Append(' ');
                    break;
                case ':' when EndOfNumber(prompt, i + 1) is var end && end < prompt.Length && prompt[end] == ')':
                    i = end - 1;
                    break;
                default:
                    builder.Append(prompt[i]);
                    break;
            }
        }

        return builder.ToString();
    }

    protected static int EndOfNumber(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        return at;
    }

    private static string Keywords(string text) => Lower(Lower(text, "BREAK"), "AND");

    private static string Lower(string text, string keyword)
    {
        var at = text.IndexOf(keyword, StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = at + keyword.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]))
            )
            {
                text = string.Concat(text.AsSpan(0, at), keyword.ToLowerInvariant(), text.AsSpan(end));
            }

            at = text.IndexOf(keyword, end, StringComparison.Ordinal);
        }

        return text;
    }
}
