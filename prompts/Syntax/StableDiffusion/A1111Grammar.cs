using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>
/// Writes A1111's comma tags: brackets are weights, "&lt;name:…&gt;" loads a network, and BREAK and AND in capitals divide the prompt.
/// </summary>
internal class A1111Grammar : Grammar
{
    public static readonly A1111Grammar Instance = new();

    private static readonly SearchValues<char> Signs = SearchValues.Create("()[]\\<");

    private static readonly char[] Trailing = ['.', ',', ' '];

    public sealed override string Compose(RenderingState state)
    {
        var builder = new StringBuilder(256);
        foreach (var piece in state.Pieces)
        {
            builder.Append(builder.Length == 0 ? "" : ", ");
            if (piece.IsWritten)
            {
                builder.Append(piece.Text);
                continue;
            }

            var text = Escape(piece.Text.TrimEnd(Trailing));
            builder.Append(piece.Weight == 1 ? text : Weighed(text, Math.Clamp(piece.Weight, 0.1, 2)));
        }

        return builder.ToString();
    }

    protected static string Number(double weight) => weight.ToString("0.####", CultureInfo.InvariantCulture);

    public override bool CanWeigh(double weight) => true;

    public override string Weighed(string text, double weight) => $"({text}:{Number(weight)})";

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

    /// <summary>
    /// The words that the model reads. Brackets divide the text into stretches that are read one by one; a weight inside them is not read.
    /// </summary>
    public override string Spoken(string prompt)
    {
        if (prompt.AsSpan().IndexOfAny(Signs) < 0)
        {
            return prompt;
        }

        return string.Join(
            ' ',
            new A1111Scanner(prompt, braces: false)
                .Scan()
                .Where(part => part.Kind == PartKind.Words)
                .Select(part => part.Text)
        );
    }

    private static readonly string[] Capitals =
    [
        .. WordLists.InOrder("cutting-words"),
        .. WordLists.InOrder("composing-words"),
    ];

    private static readonly SearchValues<string> AnyCapitals = SearchValues.Create(Capitals, StringComparison.Ordinal);

    private static string Keywords(string text) =>
        text.AsSpan().ContainsAny(AnyCapitals) ? Capitals.Aggregate(text, Lower) : text;

    private static string Lower(string text, string keyword)
    {
        var at = text.IndexOf(keyword, StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = at + keyword.Length;
            if ((at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                text = string.Concat(text.AsSpan(0, at), keyword.ToLowerInvariant(), text.AsSpan(end));
            }

            at = text.IndexOf(keyword, end, StringComparison.Ordinal);
        }

        return text;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
