using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// "Please make me a really nice picture of a fox": the words up to "of" speak to the tool, not about the picture. They are cut
/// off only when nothing else stands in them, and are told as left out.
/// </summary>
internal static class RequestReader
{
    private static readonly FrozenSet<string> Verbs = WordLists.Set("requests");
    private static readonly FrozenSet<string> Pictures = WordLists.Set("requested");
    private static readonly FrozenSet<string> Fillers = WordLists.Set("request-fillers");

    /// <summary>Where the description begins; 0 when the text is one from its first word.</summary>
    public static int Length(string text)
    {
        var tokens = Tokenizer.Split(text, 0, text.Length);
        var (asked, pictured) = (false, false);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var key = tokens[i].Key;
            if (pictured)
            {
                return key is "of" or "showing" && (asked || i < 3) ? tokens[i + 1].Start : 0;
            }

            asked |= Verbs.Contains(key);
            pictured = Pictures.Contains(key);
            if (!pictured && !Verbs.Contains(key) && !Fillers.Contains(key))
            {
                return 0;
            }
        }

        return 0;
    }
}
