using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Denials that stand behind what they deny, "white background not wanted", "clowns refused", and the adjective that is denied at the
/// end of a part: "proud not sad", "a sky never blue".
/// </summary>
internal static class DenialReader
{
    private const int LongestTerm = 3;

    private static readonly FrozenSet<string> Ends = WordLists.Set("denied-behind");
    private static readonly FrozenSet<string> Copulas = WordLists.Set("clause-copulas");
    private static readonly FrozenSet<string> Looks = WordLists.Set("denied-looks");
    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");

    /// <summary>Where "not wanted", "refused" begins at the end of a part; null where there is none.</summary>
    public static int? EndStart(List<Token> tokens)
    {
        for (var count = Math.Min(LongestTerm, tokens.Count - 1); count > 0; count--)
        {
            if (Ends.Contains(Tokenizer.Join(tokens, tokens.Count - count, count)))
            {
                return tokens.Count - count;
            }
        }

        return null;
    }

    public static void Read(IdeaReading reading)
    {
        for (var s = 0; s < reading.Segments.Count; s++)
        {
            var segment = reading.Segments[s];
            var tokens = segment.Tokens;
            if (tokens.Count < 2 || tokens.Exists(token => reading.Removed[token.Start]))
            {
                continue;
            }

            if (s > 0 && EndStart(tokens) is { } end && IsTerm(tokens, end))
            {
                var first = Articles.Contains(tokens[0].Key) ? 1 : 0;
                Deny(reading, tokens, 0, reading.Text[tokens[first].Start..tokens[end - 1].End]);
            }
            else if (
                tokens[^2].Key is "not" or "never"
                && IsLook(tokens[^1].Key)
                && (tokens.Count == 2 || !(Copulas.Contains(tokens[^3].Key) || WordForms.IsBoundary(tokens[^3].Key)))
                && !(s == 0 && tokens.Count == 2)
            )
            {
                Deny(reading, tokens, tokens.Count - 2, reading.Text[tokens[^1].Start..tokens[^1].End]);
            }
        }
    }

    /// <summary>Only the thing, with its adjectives, stands before.</summary>
    private static bool IsTerm(List<Token> tokens, int end) =>
        end <= LongestTerm + 1
        && !(end == 1 && Articles.Contains(tokens[0].Key))
        && !tokens.Take(end).Skip(1).Any(token => WordForms.IsBoundary(token.Key) || WordForms.IsVerbInIng(token.Key));

    private static bool IsLook(string key) => Looks.Contains(key) || PromptLibrary.Instance.Color(key) is not null;

    private static void Deny(IdeaReading reading, List<Token> tokens, int from, string term)
    {
        reading.Negatives.Add(term);
        reading.Remove(tokens[from].Start, tokens[^1].End);
    }
}
