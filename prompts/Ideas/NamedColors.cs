using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>A color in words: a name of the table, "burnt orange" before "orange", or a name with a word for its shade.</summary>
internal static class NamedColors
{
    private const int LongestName = 3;

    private static readonly FrozenSet<string> Plain = WordLists.Set("plain-colors");
    private static readonly FrozenSet<string> Shades = WordLists.Set("shades");

    /// <param name="text">Empty when the tokens are known to stand together.</param>
    /// <returns>
    /// How many words it takes and its hex code; the code is null where only the shade's base is in the table, so that no wrong
    /// one is given.
    /// </returns>
    public static (int Count, string? Hex)? At(string text, List<Token> tokens, int first)
    {
        for (var count = Math.Min(LongestName, tokens.Count - first); count > 0; count--)
        {
            if (text.Length > 0 && !Tokenizer.AreTogether(text, tokens, first, count))
            {
                continue;
            }

            if (PromptLibrary.Instance.Color(Tokenizer.Join(tokens, first, count)) is { } color)
            {
                return count == 1 && ShadeAt(text, tokens, first) is { } shade ? shade : (count, color.Hex);
            }
        }

        return ShadeAt(text, tokens, first);
    }

    /// <summary>"Navy blue", "pale mint": one color of two words.</summary>
    private static (int Count, string? Hex)? ShadeAt(string text, List<Token> tokens, int first) =>
        Shades.Contains(tokens[first].Key)
        && first + 1 < tokens.Count
        && (text.Length == 0 || Tokenizer.AreTogether(text, tokens, first, 2))
        && At(text, tokens, first + 1) is { } known
            ? (known.Count + 1, null)
            : null;

    /// <summary>Whether a text names a color that is no thing as well: "red", not "rose".</summary>
    public static bool ArePlainIn(string text) =>
        Tokenizer.Split(text, 0, text.Length).Exists(token => Plain.Contains(token.Key));

    /// <summary>Whether a text names any color.</summary>
    public static bool AreIn(string text) =>
        Tokenizer.Split(text, 0, text.Length).Exists(token => PromptLibrary.Instance.Color(token.Key) is not null);
}
