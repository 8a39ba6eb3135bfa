using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiPromptGen.Tests.Prompts;

/// <summary>A1111's attention syntax: (x) ×1.1, [x] ÷1.1, (x:1.3), backslash escapes; also its keywords and networks.</summary>
internal static partial class BracketReader
{
    public static IReadOnlyList<(string Text, double Weight)> Read(string prompt)
    {
        Assert.That(prompt, Does.Not.Match(Keyword()), prompt);
        Assert.That(prompt, Does.Not.Match(Network()), prompt);
        var parts = new List<(string Text, double Weight)>();
        var open = new Stack<(char Bracket, int Part)>();
        var text = new StringBuilder();
        for (var i = 0; i < prompt.Length; i++)
        {
            switch (prompt[i])
            {
                case '\\' when i + 1 < prompt.Length:
                    text.Append(prompt[++i]);
                    break;
                case '(' or '[':
                    Close(parts, text);
                    open.Push((prompt[i], parts.Count));
                    break;
                case ')' or ']':
                    Assert.That(open, Is.Not.Empty, $"a bracket closes nothing: {prompt}");
                    var (bracket, from) = open.Pop();
                    Assert.That(prompt[i], Is.EqualTo(bracket == '(' ? ')' : ']'), prompt);
                    var factor = bracket == '[' ? 1 / 1.1 : TakeWeight(text) ?? 1.1;
                    Close(parts, text);
                    for (var part = from; part < parts.Count; part++)
                    {
                        parts[part] = (parts[part].Text, parts[part].Weight * factor);
                    }

                    break;
                default:
                    text.Append(prompt[i]);
                    break;
            }
        }

        Close(parts, text);
        Assert.That(open, Is.Empty, $"a bracket stays open: {prompt}");
        return parts;
    }

    private static void Close(List<(string Text, double Weight)> parts, StringBuilder text)
    {
        if (text.Length > 0)
        {
            parts.Add((text.ToString(), 1));
            text.Clear();
        }
    }

    private static double? TakeWeight(StringBuilder text)
    {
        var all = text.ToString();
        var colon = all.LastIndexOf(':');
        if (!double.TryParse(all.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var weight))
        {
            return null;
        }

        text.Length = colon;
        return weight;
    }

    [GeneratedRegex(@"\b(BREAK|AND)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keyword();

    [GeneratedRegex(@"<\w+:[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Network();
}
