namespace AiPromptGen.Prompts;

/// <summary>"A red fox": the colour belongs to the fox and stays in its phrase.</summary>
internal static class ColorReader
{
    public static void Read(IdeaReading reading)
    {
        foreach (var segment in reading.Segments.Where(segment => !segment.Lifted))
        {
            for (var i = 0; i + 1 < segment.Tokens.Count; i++)
            {
                var (token, next) = (segment.Tokens[i], segment.Tokens[i + 1]);
                if (
                    !reading.Removed[token.Start]
                    && PromptLibrary.Instance.Color(token.Key) is { } color
                    && reading.Text.AsSpan(token.End, next.Start - token.End) is " "
                    && !SubjectReader.IsBoundary(next.Key)
                )
                {
                    reading.Colors.Add(
                        new PaletteColor
                        {
                            Hex = color.Hex,
                            Name = Slot.User(reading.Text[token.Start..token.End], inline: true),
                            Target = reading.Text[next.Start..next.End],
                        }
                    );
                }
            }
        }
    }
}
