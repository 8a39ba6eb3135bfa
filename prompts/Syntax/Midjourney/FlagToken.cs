namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>A flag as it is in a text, such as "--ar 16:9". Editors turn the two hyphens into one dash.</summary>
internal readonly record struct FlagToken(int Start, string Dash, string Name, string Value)
{
    /// <summary>Every stretch from one dash to the next, in one pass.</summary>
    public static List<FlagToken> In(string text)
    {
        var tokens = new List<FlagToken>();
        var (start, nameStart) = (-1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if ((i > 0 && text[i - 1] != ' ') || DashesAt(text, i) is not (> 0 and var dashes))
            {
                continue;
            }

            Close(tokens, text, start, nameStart, i);
            (start, nameStart) = (i, i + dashes);
        }

        Close(tokens, text, start, nameStart, text.Length);
        return tokens;
    }

    public override string ToString() => Value.Length == 0 ? Dash + Name : $"{Dash}{Name} {Value}";

    private static void Close(List<FlagToken> tokens, string text, int start, int nameStart, int end)
    {
        if (start < 0)
        {
            return;
        }

        var nameEnd = nameStart;
        while (nameEnd < end && char.IsAsciiLetter(text[nameEnd]))
        {
            nameEnd++;
        }

        tokens.Add(
            new FlagToken(start, text[start..nameStart], text[nameStart..nameEnd], text[nameEnd..end].Trim(' ', ','))
        );
    }

    private static int DashesAt(string text, int at)
    {
        var dashes = text[at] switch
        {
            '—' or '–' => 1,
            '-' when at + 1 < text.Length && text[at + 1] == '-' => 2,
            _ => 0,
        };
        var next = at + dashes;
        return dashes > 0 && next < text.Length && char.IsAsciiLetter(text[next]) ? dashes : 0;
    }
}
