namespace AiPromptGen.Prompts.Syntax.Writing;

internal static class WholeWord
{
    /// <summary>Whether the text contains the word, not as a part of a longer word; case does not matter.</summary>
    public static bool Contains(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
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
            var end = at + word.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]))
            )
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }
}
