using System.Text;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What is left of the text after terms, negatives and the ratio are out: the writer's own sentence.</summary>
internal static class PhraseWriter
{
    public static string Write(IdeaReading reading)
    {
        var builder = new StringBuilder(reading.Text.Length);
        var separator = "";
        foreach (var segment in reading.Segments)
        {
            var words = segment.Lifted ? "" : Words(reading, segment);
            if (words.Length > 0)
            {
                builder.Append(separator).Append(builder.Length > 0 ? " " : "").Append(words);
                separator = segment.Separator;
            }
            else if (separator is "," or ";" && segment.Separator is not "")
            {
                separator = segment.Separator;
            }
        }

        return separator is "!" or "?" ? builder.Append(separator).ToString() : builder.ToString();
    }

    private static string Words(IdeaReading reading, Segment segment)
    {
        var builder = new StringBuilder(segment.End - segment.Start);
        for (var i = segment.Start; i < segment.End; i++)
        {
            var c = reading.Text[i];
            if (
                c is ',' or ';' or '.'
                && i > segment.Start
                && reading.Removed[i - 1]
                && builder.Length > 0
                && builder[^1] == ' '
            )
            {
                builder.Length--;
            }

            if (!reading.Removed[i] && !(c == ' ' && (builder.Length == 0 || builder[^1] == ' ')))
            {
                builder.Append(c);
            }
        }

        return builder.ToString().TrimEnd(' ');
    }
}
