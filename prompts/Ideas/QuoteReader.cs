using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Words in quotation marks are writing in the picture, unless they are a name or the whole idea.</summary>
internal static class QuoteReader
{
    private const int LongestWriting = 120;

    private static readonly FrozenSet<string> Lettered = WordLists.Set("lettered");
    private static readonly FrozenSet<string> Naming = WordLists.Set("naming");

    public static void Read(IdeaReading reading)
    {
        var text = reading.Text;
        var at = 0;
        while (at < text.Length)
        {
            var close = Closing(text, at);
            var end = close == '\0' ? -1 : text.IndexOf(close, at + 1);
            if (end <= at + 1 || end - at > LongestWriting || (at == 0 && end == text.Length - 1))
            {
                at++;
                continue;
            }

            Array.Fill(reading.Quoted, true, at, end - at + 1);
            if (IsLettered(text) || !IsName(text, at))
            {
                reading.Writings.Add(new TextElement { Literal = Slot.User(text[(at + 1)..end], inline: true) });
            }

            at = end + 1;
        }
    }

    private static char Closing(string text, int at) =>
        text[at] switch
        {
            '"' => '"',
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '「' => '」',
            '『' => '』',
            '《' => '》',
            '‚' => '‘',
            '\'' when at == 0 || text[at - 1] is ' ' or '(' => '\'',
            '‘' => '’',
            _ => '\0',
        };

    /// <summary>A logo or sign shows the name it is called by.</summary>
    private static bool IsLettered(string text) => Lettered.Any(word => WholeWord.Contains(text, word));

    private static bool IsName(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        var word = before[(before.LastIndexOf(' ') + 1)..].ToString();
        return Naming.Contains(word.ToLowerInvariant());
    }
}
