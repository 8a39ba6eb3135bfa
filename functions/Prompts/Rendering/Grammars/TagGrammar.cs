using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts;

/// <summary>A1111's comma tags: brackets weigh, "&lt;name:…&gt;" loads a network, BREAK and AND in capitals cut the prompt.</summary>
internal sealed class TagGrammar : Grammar
{
    public static readonly TagGrammar Instance = new();

    private static readonly SearchValues<char> Signs = SearchValues.Create("()[]\\<");

    public override string Compose(Draft draft)
    {
        var builder = new StringBuilder(256);
        foreach (var piece in draft.Pieces)
        {
            builder.Append(builder.Length == 0 ? "" : ", ");
            var text = Escape(piece.Text.TrimEnd('.', ',', ' '));
            if (piece.Weight == 1)
            {
                builder.Append(text);
            }
            else
            {
                var weight = Math.Clamp(piece.Weight, 0.1, 2).ToString("0.##", CultureInfo.InvariantCulture);
                builder.Append('(').Append(text).Append(':').Append(weight).Append(')');
            }
        }

        return builder.ToString();
    }

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
