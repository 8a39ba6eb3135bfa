namespace AiPromptGen.Prompts.Ideas;

/// <summary>A word of a text: its place, and the form it is looked up in.</summary>
internal readonly record struct Token(int Start, int End, string Key);

internal static class Tokenizer
{
    /// <summary>Words are letters, digits and apostrophes, also "f/1.4" and "16:9"; a hyphen parts them.</summary>
    public static List<Token> Split(string text, int start, int end)
    {
        var tokens = new List<Token>();
        var at = start;
        while (at < end)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var from = at;
            while (at < end && (char.IsLetterOrDigit(text[at]) || Joins(text, at, end)))
            {
                at++;
            }

            tokens.Add(new Token(from, at, PromptLibrary.Key(text[from..at])));
        }

        return tokens;
    }

    private static bool Joins(string text, int at, int end)
    {
        if (at + 1 >= end || !char.IsLetterOrDigit(text[at + 1]))
        {
            return false;
        }

        return text[at] switch
        {
            '\'' or '’' => true,
            '.' or ':' => char.IsDigit(text[at + 1]) && char.IsDigit(text[at - 1]),
            '/' => char.IsDigit(text[at + 1]),
            _ => false,
        };
    }

    /// <summary>Whether only spaces, hyphens and the apostrophe of “dancers' room” stand between neighboring tokens.</summary>
    public static bool AreTogether(string text, List<Token> tokens, int first, int count)
    {
        for (var i = first + 1; i < first + count; i++)
        {
            if (text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End) is not (" " or "-" or "' " or "’ "))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The keys of neighboring tokens with one space between, as names are stored.</summary>
    public static string Join(List<Token> tokens, int first, int count) =>
        count == 1 ? tokens[first].Key : string.Join(' ', tokens.Skip(first).Take(count).Select(token => token.Key));
}
