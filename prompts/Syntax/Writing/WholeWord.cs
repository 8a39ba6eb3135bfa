using System.Text;

namespace AiPromptGen.Prompts.Syntax.Writing;

internal static class WholeWord
{
    /// <summary>Whether the text contains the word, not as a part of a longer word; case does not matter.</summary>
    public static bool Contains(ReadOnlySpan<char> text, ReadOnlySpan<char> word) =>
        word.Length > 0 && Ascii.IsValid(word) && Ascii.IsValid(text) ? IsInAscii(text, word) : IsInAny(text, word);

    /// <summary>
    /// Looks for both forms of the first letter at once. Without culture data the runtime's own search that ignores case takes one
    /// letter after the other.
    /// </summary>
    private static bool IsInAscii(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        var (lower, upper) = (char.ToLowerInvariant(word[0]), char.ToUpperInvariant(word[0]));
        for (var from = 0; from <= text.Length - word.Length; from++)
        {
            var at = text[from..^(word.Length - 1)].IndexOfAny(lower, upper);
            if (at < 0)
            {
                return false;
            }

            from += at;
            if (StandsAlone(text, from, word.Length) && Ascii.EqualsIgnoreCase(text.Slice(from, word.Length), word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInAny(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        var from = 0;
        while (from <= text.Length - word.Length)
        {
            var at = text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += from;
            if (StandsAlone(text, at, word.Length))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int length) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
        && (start + length == text.Length || !char.IsLetterOrDigit(text[start + length]));
}
