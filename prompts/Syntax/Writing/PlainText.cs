using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Makes one clean line of any text, so that the model reads exactly what a person sees.</summary>
internal static class PlainText
{
    /// <summary>
    /// Removes control and invisible format characters (bidirectional overrides, zero-width space, tags) but keeps the
    /// joiners that emoji and some scripts need; runs of white space become one space.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\u2028' or '\u2029')
            {
                Space(builder);
            }
            else if (IsVisible(rune))
            {
                builder.Append(rune);
            }
        }

        while (builder.Length > 0 && builder[^1] == ' ')
        {
            builder.Length--;
        }

        return builder.ToString();
    }

    private static void Space(StringBuilder builder)
    {
        if (builder.Length > 0 && builder[^1] != ' ')
        {
            builder.Append(' ');
        }
    }

    private static bool IsVisible(Rune rune)
    {
        if (rune.Value is 0x200C or 0x200D)
        {
            return true;
        }

        return Rune.GetUnicodeCategory(rune)
                is not (
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.PrivateUse
                )
            && rune.Value != 0xFFFD;
    }

    private static bool IsClean(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange(' ', '~')
        && !text.StartsWith(' ')
        && !text.EndsWith(' ')
        && !text.Contains("  ", StringComparison.Ordinal);
}
