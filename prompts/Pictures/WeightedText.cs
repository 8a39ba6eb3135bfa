using System.Text;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>The words of a prompt without its A1111, NovelAI or InvokeAI marks, for targets that would read the marks as text.</summary>
internal static class WeightedText
{
    private const int LongestNetwork = 160;

    public static string Plain(string text, PromptGrammar grammar)
    {
        var suffixes = grammar == PromptGrammar.InvokeAI;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            at = text[at] switch
            {
                '\\' when at + 1 < text.Length && text[at + 1] is '(' or ')' or '[' or ']' or '\\' => Append(
                    plain,
                    text,
                    at + 1
                ),
                '<' => NetworkEnd(text, at) is { } end ? end : Append(plain, text, at),
                '(' or '[' or '{' or '}' => at,
                ')' or ']' => AfterWeight(plain, text, at, suffixes),
                '+' when suffixes && plain.Length > 0 && char.IsLetterOrDigit(plain[^1]) && IsMarkRun(text, at) =>
                    RunEnd(text, at),
                _ => Append(plain, text, at),
            };
        }

        return Tidy(plain.ToString().Replace("BREAK", ",", StringComparison.Ordinal));
    }

    private static int Append(StringBuilder plain, string text, int at)
    {
        plain.Append(text[at]);
        return at;
    }

    /// <summary>"&lt;lora:name:0.8&gt;": the end of a network's mark; null when it is none.</summary>
    private static int? NetworkEnd(string text, int at)
    {
        var end = text.IndexOf('>', at, Math.Min(LongestNetwork, text.Length - at));
        return end > 0 && text.AsSpan(at, end - at).Contains(':') ? end : null;
    }

    /// <summary>Drops ":1.2" before a closing bracket, and "1.2" or "++" after it (InvokeAI).</summary>
    private static int AfterWeight(StringBuilder plain, string text, int at, bool suffixes)
    {
        var start = plain.Length;
        while (start > 0 && IsNumber(plain[start - 1]))
        {
            start--;
        }

        var isTime = start > 1 && char.IsAsciiDigit(plain[start - 2]);
        if (start > 0 && start < plain.Length && plain[start - 1] == ':' && !isTime)
        {
            plain.Length = start - 1;
        }

        return suffixes ? RunEnd(text, at) : at;
    }

    private static int RunEnd(string text, int at)
    {
        while (at + 1 < text.Length && (text[at + 1] is '+' or '-' || IsNumber(text[at + 1])))
        {
            at++;
        }

        return at;
    }

    private static bool IsMarkRun(string text, int at)
    {
        while (at < text.Length && text[at] == '+')
        {
            at++;
        }

        return at == text.Length || text[at] is ',' or ' ' or ')' or '\n';
    }

    private static bool IsNumber(char c) => c is (>= '0' and <= '9') or '.';

    /// <summary>One line; empty places between commas go.</summary>
    private static string Tidy(string text) =>
        string.Join(
            ", ",
            text.Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                .Where(part => part.Length > 0)
        );
}
