using System.Buffers;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.InvokeAI;

/// <summary>
/// Writes InvokeAI's comma tags: "word++" and "(words)1.2" are weights, quotation marks group words, and square brackets were negatives in
/// its older versions. Signs are escaped for its parser, compel.
/// </summary>
internal sealed class InvokeAIGrammar : A1111Grammar
{
    public static new readonly InvokeAIGrammar Instance = new();

    private static readonly SearchValues<char> Signs = SearchValues.Create("()[]\"+-\\");

    private static readonly SearchValues<char> SignsOfWeight = SearchValues.Create("+-");

    /// <summary>Its parser takes no number below zero after a bracket.</summary>
    public override bool CanWeigh(double weight) => weight >= 0;

    public override string Weighed(string text, double weight)
    {
        var steps = Math.Log(weight) / Math.Log(1.1);
        return
            text.All(char.IsAsciiLetter)
            && Math.Round(steps) is var whole and >= 1 and <= 4
            && Math.Abs(steps - whole) < 0.01
            ? text + new string('+', (int)whole)
            : $"({text}){Number(weight)}";
    }

    public override string Escape(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] switch
            {
                '[' => '(',
                ']' => ')',
                '\\' => '/',
                var other => other,
            };
            builder.Append(c is '(' or ')' or '"' || Weighs(text, i) ? "\\" : "").Append(c);
        }

        return builder.ToString();
    }

    /// <summary>Whether a sign is a weight. It is one at the end of a word; inside a word it is a hyphen.</summary>
    private static bool Weighs(string text, int at) =>
        text[at] is '+' or '-'
        && at > 0
        && text[at - 1] != ' '
        && (
            at + 1 == text.Length
            || text[at + 1] is ' ' or '(' or ')' or '[' or ']' or '"' or ',' or '.' or '+' or '-' or '='
        );

    /// <summary>Whether the text has no signs except hyphens inside words.</summary>
    private static bool IsPlain(string text)
    {
        for (var at = 0; ; at++)
        {
            var found = text.AsSpan(at).IndexOfAny(Signs);
            if (found < 0)
            {
                return true;
            }

            at += found;
            if (!SignsOfWeight.Contains(text[at]) || at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1]))
            {
                return false;
            }
        }
    }

    public override string Spoken(string prompt)
    {
        if (IsPlain(prompt))
        {
            return prompt;
        }

        return string.Join(
            ' ',
            new InvokeAIScanner(prompt, isSpoken: true)
                .Scan()
                .Where(part => part.Kind == PartKind.Words)
                .Select(part => part.Text)
        );
    }
}
