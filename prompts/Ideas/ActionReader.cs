using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Whether somebody does something that a close view would cut off: "mending nets", "a backflip", "caught mid-air".</summary>
internal static class ActionReader
{
    private static readonly FrozenSet<string> VerbNouns = WordLists.Set("verb-nouns");
    private static readonly FrozenSet<string> Caught = WordLists.Set("mid-action");
    private static readonly FrozenSet<string> AfterMid = WordLists.Set("after-mid");
    private static readonly FrozenSet<string> Expressions = WordLists.Set("expressions");
    private static readonly FrozenSet<string> Doing = WordLists.Set("doing");

    /// <param name="noun">The head noun's place; -1 when none is known.</param>
    public static bool IsAction(IdeaReading reading, List<Token> tokens, int noun)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var key = tokens[i].Key;
            if (
                Caught.Contains(key)
                || (key is "mid" && i + 1 < tokens.Count && AfterMid.Contains(tokens[i + 1].Key))
                || (Doing.Contains(key) && i + 1 < tokens.Count)
                || (VerbNouns.Contains(key) && StandsAlone(reading, tokens, i) && i > 0)
            )
            {
                return true;
            }

            if (i > noun && noun >= 0 && IsVerbBehind(reading, tokens, i, noun))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVerbBehind(IdeaReading reading, List<Token> tokens, int at, int noun)
    {
        if (tokens[at].Key is "who" or "while" || (at == noun + 1 && WordForms.IsVerbInS(tokens, at)))
        {
            return true;
        }

        var before = tokens[at - 1];
        var afterNoun =
            Lexicon.Instance.DomainOf(before.Key) is not null
            || before.Key.EndsWith("ly", StringComparison.Ordinal)
            || reading.Text.AsSpan(before.End, tokens[at].Start - before.End).Contains(',');
        return afterNoun
            && (WordForms.IsVerbInIng(tokens[at].Key) || WordForms.IsVerbBeforeArticle(tokens, at))
            && !Expressions.Contains(tokens[at].Key);
    }

    /// <summary>"A backflip", not a race car: nothing that it could belong to stands behind it.</summary>
    private static bool StandsAlone(IdeaReading reading, List<Token> tokens, int at) =>
        at + 1 == tokens.Count
        || WordForms.IsBoundary(tokens[at + 1].Key)
        || !Tokenizer.AreTogether(reading.Text, tokens, at, 2);
}
