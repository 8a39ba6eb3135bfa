namespace AiPromptGen.Prompts.Ideas;

/// <summary>Cuts a text at commas, semicolons and ends of sentences, never inside quotation marks or numbers.</summary>
internal static class SegmentReader
{
    public static void Read(IdeaReading reading)
    {
        var text = reading.Text;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (reading.Quoted[i] || !Ends(text, i)))
            {
                continue;
            }

            if (i > start)
            {
                var tokens = Tokenizer.Split(text, start, i);
                tokens.RemoveAll(token => reading.Quoted[token.Start]);
                reading.Segments.Add(
                    new Segment(start, i, i < text.Length ? text[i].ToString() : "") { Tokens = tokens }
                );
            }

            start = i + 1;
        }
    }

    private static bool Ends(string text, int at) =>
        text[at] is '，' or '、' or '。' or '；' or '！' or '？' or '،' or '؛' or '؟'
        || (text[at] is ',' or ';' or '.' or '!' or '?' && (at + 1 == text.Length || text[at + 1] == ' '))
        || (text[at] is ',' or ';' && at > 0 && (IsUnspaced(text[at - 1]) || IsUnspaced(text[at + 1])));

    /// <summary>"看书,水彩画": a script without spaces has none behind a comma either.</summary>
    private static bool IsUnspaced(char c) => c is >= '\u3040' and <= '\u9FFF';
}
