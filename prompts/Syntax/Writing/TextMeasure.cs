namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Counts a prompt in a target's unit. For models whose vocabulary is in no package, tokens are estimated, and rather too high than too
/// low.
/// </summary>
internal static class TextMeasure
{
    public static int Count(string text, BudgetUnit unit) =>
        unit switch
        {
            BudgetUnit.Characters => text.Length,
            BudgetUnit.Words => Words(text),
            _ => Tokens(text),
        };

    /// <summary>Whether the text has at least this many words. It is read no further than needed.</summary>
    public static bool HasWords(string text, int least)
    {
        var inside = false;
        for (var at = 0; at < text.Length && least > 0; at++)
        {
            var space = char.IsWhiteSpace(text[at]);
            least -= !space && !inside ? 1 : 0;
            inside = !space;
        }

        return least <= 0;
    }

    private static int Words(string text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            count += !space && !inside ? 1 : 0;
            inside = !space;
        }

        return count;
    }

    /// <summary>
    /// Estimates tokens: byte-pair vocabularies have common words as one token, split long words, and take digits and signs one by one.
    /// </summary>
    private static int Tokens(string text)
    {
        var count = 0;
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c))
            {
                letters++;
                continue;
            }

            count += OfWord(letters);
            letters = 0;
            count +=
                char.IsWhiteSpace(c) ? 0
                : c > '~' ? 2
                : 1;
        }

        return count + OfWord(letters);
    }

    private static int OfWord(int letters) =>
        letters switch
        {
            0 => 0,
            <= 9 => 1,
            _ => 1 + ((letters - 5) / 5),
        };
}
