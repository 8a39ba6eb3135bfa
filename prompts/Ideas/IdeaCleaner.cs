namespace AiPromptGen.Prompts.Ideas;

/// <summary>One line of visible characters out of whatever was pasted.</summary>
internal static class IdeaCleaner
{
    public static string Clean(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => PlainText.Clean(line).TrimStart('•', '*', '·').Trim())
            .Where(line => line.Length > 0)
            .ToList();
        return lines.Count < 2 ? string.Concat(lines) : lines.Aggregate(Append);
    }

    private static string Append(string text, string line) =>
        text[^1] is ',' or ';' or '.' or '!' or '?' or ':' ? $"{text} {line}" : $"{text}, {line}";
}
