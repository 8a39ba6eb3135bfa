using System.Globalization;
using System.Text;

namespace AiPromptGen.Tests.Prompts;

/// <summary>InvokeAI's syntax as compel reads it: word++, (words)1.2, escapes \( \) \"; nothing else may be there.</summary>
internal static class PlusReader
{
    private const string Syntax = " ()\",.+-=";

    public static IReadOnlyList<(string Text, double Weight)> Read(string prompt)
    {
        Assert.That(prompt, Does.Not.Contain("[").And.Not.Contain("]"), prompt);
        var parts = new List<(string Text, double Weight)>();
        var text = new StringBuilder();
        var open = false;
        for (var i = 0; i < prompt.Length; i++)
        {
            switch (prompt[i])
            {
                case '\\' when i + 1 < prompt.Length && prompt[i + 1] is '(' or ')' or '"':
                    text.Append(prompt[++i]);
                    break;
                case '\\' when i + 1 < prompt.Length:
                    text.Append(prompt[i]).Append(prompt[++i]);
                    break;
                case '(':
                    Assert.That(open, Is.False, prompt);
                    Close(parts, text, 1);
                    open = true;
                    break;
                case ')':
                    Assert.That(open, Is.True, prompt);
                    var end = i + 1;
                    while (end < prompt.Length && (char.IsAsciiDigit(prompt[end]) || prompt[end] == '.'))
                    {
                        end++;
                    }

                    Close(parts, text, double.Parse(prompt.AsSpan((i + 1)..end), CultureInfo.InvariantCulture));
                    (open, i) = (false, end - 1);
                    break;
                case '"':
                    Assert.Fail($"a quote groups: {prompt}");
                    break;
                case '+' or '-' when Weighs(prompt, i, text):
                    i = Weigh(parts, text, prompt, i);
                    break;
                default:
                    text.Append(prompt[i]);
                    break;
            }
        }

        Assert.That(open, Is.False, prompt);
        Close(parts, text, 1);
        return parts;
    }

    /// <summary>The last word gets the weight of the run of signs.</summary>
    private static int Weigh(List<(string Text, double Weight)> parts, StringBuilder text, string prompt, int at)
    {
        var end = at;
        while (end < prompt.Length && prompt[end] == prompt[at])
        {
            end++;
        }

        var all = text.ToString();
        var word = all.LastIndexOf(' ') + 1;
        text.Length = word;
        Close(parts, text, 1);
        parts.Add((all[word..], Math.Pow(prompt[at] == '+' ? 1.1 : 0.9, end - at)));
        text.Clear();
        return end - 1;
    }

    private static bool Weighs(string prompt, int at, StringBuilder text) =>
        text.Length > 0
        && text[^1] != ' '
        && (at + 1 == prompt.Length || Syntax.Contains(prompt[at + 1], StringComparison.Ordinal));

    private static void Close(List<(string Text, double Weight)> parts, StringBuilder text, double weight)
    {
        if (text.Length > 0)
        {
            parts.Add((text.ToString(), weight));
            text.Clear();
        }
    }
}
