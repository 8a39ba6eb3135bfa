namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>Reads colors inside words, as in "a #C03A2B (brick red) door": the color belongs to the words and stays in them.</summary>
internal static class HexWords
{
    private const int Length = 7;
    private const int LongestName = 40;

    public static IEnumerable<PaletteColor> Read(string text)
    {
        var at = text.IndexOf('#', StringComparison.Ordinal);
        while (at >= 0 && at + Length <= text.Length)
        {
            var end = at + Length;
            if (HexColor.IsValid(text[at..end]) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end])))
            {
                var hex = text[at..end].ToUpperInvariant();
                var name = NameAfter(text, end) ?? HexColor.Name(hex);
                yield return new PaletteColor { Hex = hex, Name = Slot.User(name, inline: true) };
            }

            at = text.IndexOf('#', at + 1);
        }
    }

    private static string? NameAfter(string text, int at)
    {
        if (at + 2 >= text.Length || text[at] != ' ' || text[at + 1] != '(')
        {
            return null;
        }

        var close = text.IndexOf(')', at, Math.Min(LongestName, text.Length - at));
        return close > at + 2 ? text[(at + 2)..close] : null;
    }
}
