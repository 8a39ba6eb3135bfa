namespace AiPromptGen.Prompts.Syntax.Reading;

/// <summary>A part of a prompt between commas or of a sentence, with the sign that ended it.</summary>
internal readonly record struct PromptPart(string Text, string Separator)
{
    /// <summary>Parts whose weight is not 1 are not split, and stay where they are.</summary>
    public double Weight { get; init; } = 1;

    public bool IsPlain => Weight == 1;

    /// <summary>Cuts at commas, semicolons and ends of sentences, never inside double quotation marks.</summary>
    public static List<PromptPart> Cut(string text)
    {
        var parts = new List<PromptPart>();
        var (start, quoted) = (0, false);
        var lastQuote = text.AsSpan().LastIndexOfAny('"', '”');
        for (var i = 0; i < text.Length; i++)
        {
            // An opening quotation mark without a closing one does not begin a quotation.
            quoted = text[i] switch
            {
                '"' => !quoted && i < lastQuote,
                '“' => i < lastQuote,
                '”' => false,
                _ => quoted,
            };
            if (!quoted && Ends(text, i))
            {
                Add(parts, text[start..i], text[i].ToString());
                start = i + 1;
            }
        }

        Add(parts, text[start..], "");
        return parts;
    }

    private static void Add(List<PromptPart> parts, string text, string separator)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > 0)
        {
            parts.Add(new PromptPart(trimmed, separator));
        }
        else if (parts.Count > 0 && separator is not ("" or ","))
        {
            parts[^1] = parts[^1] with { Separator = separator };
        }
    }

    private static bool Ends(string text, int at) =>
        text[at] is ',' or ';' || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || text[at + 1] == ' '));
}
