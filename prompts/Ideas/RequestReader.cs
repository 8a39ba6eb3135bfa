using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// "Please make me a really nice picture of a fox", "ok so I want a fox": the words up to "of" or up to the article speak to the
/// tool, not about the picture. They are cut off only when nothing else stands in them, and are told as left out.
/// </summary>
internal static class RequestReader
{
    private static readonly FrozenSet<string> Verbs = WordLists.Set("requests");
    private static readonly FrozenSet<string> Pictures = WordLists.Set("requested");
    private static readonly FrozenSet<string> Fillers = WordLists.Set("request-fillers");

    /// <summary>They ask by themselves at the beginning: "draw a fox". The others need somebody: "I need a fox".</summary>
    private static readonly FrozenSet<string> Orders = WordLists.Set("orders");
    private static readonly FrozenSet<string> Askers = WordLists.Set("askers");
    private static readonly FrozenSet<string> Articles = WordLists.Set("asked-articles");

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
                return asked ? AskedThing(tokens, i) : 0;
            }
        }

        return 0;
    }

    /// <summary>"I want like a really cozy …", "draw me a …": where the thing that is asked for begins.</summary>
    private static int AskedThing(List<Token> tokens, int end)
    {
        var verb = tokens.FindLastIndex(end - 1, token => Verbs.Contains(token.Key));
        var article = tokens.FindIndex(verb, end - verb, token => Articles.Contains(token.Key));
        var asks =
            tokens.FindIndex(0, end, token => Askers.Contains(token.Key)) >= 0
            || (
                Orders.Contains(tokens[verb].Key)
                && tokens.FindIndex(0, verb, token => Articles.Contains(token.Key)) < 0
            );
        return asks && article >= 0 ? tokens[article].Start : 0;
    }
}
