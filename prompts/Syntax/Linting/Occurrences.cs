namespace AiPromptGen.Prompts.Syntax.Linting;

internal static class Occurrences
{
    /// <summary>The places of a term as whole words; case does not matter.</summary>
    public static IEnumerable<int> Of(string text, string term)
    {
        var from = 0;
        while (text.IndexOf(term, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var end = at + term.Length;
            if (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]))
            )
            {
                yield return at;
            }

            from = at + 1;
        }
    }
}

internal static class Quotes
{
    /// <summary>
    /// The text with spaces in place of quotations, because writing in the picture is not a part of the sentence. Positions stay the same.
    /// </summary>
    public static string Blank(string text)
    {
        var letters = text.ToCharArray();
        var open = -1;
        for (var i = 0; i < letters.Length; i++)
        {
            if (text[i] is not ('"' or '“' or '”'))
            {
                continue;
            }

            if (open < 0)
            {
                open = i;
                continue;
            }

            letters.AsSpan(open, i - open + 1).Fill(' ');
            open = -1;
        }

        return new string(letters);
    }
}
