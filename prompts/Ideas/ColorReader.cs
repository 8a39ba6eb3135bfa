namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// "A red fox": the colour belongs to the fox and stays in its phrase. "…, blue and gold": a part of nothing but colours is the
/// palette.
/// </summary>
internal static class ColorReader
{
    public static void Read(IdeaReading reading)
    {
        foreach (var segment in reading.Segments.Where(segment => !segment.Lifted))
        {
            if (segment.Start > 0 && segment.Tokens.TrueForAll(IsOfPalette))
            {
                ReadPalette(reading, segment);
                continue;
            }

            for (var i = 0; i + 1 < segment.Tokens.Count; i++)
            {
                var (token, next) = (segment.Tokens[i], segment.Tokens[i + 1]);
                if (
                    !reading.Removed[token.Start]
                    && PromptLibrary.Instance.Color(token.Key) is { } color
                    && reading.Text.AsSpan(token.End, next.Start - token.End) is " "
                    && !SubjectReader.IsBoundary(next.Key)
                    && !ColoredNames.Contains(token.Key, next.Key)
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

    private static bool IsOfPalette(Token token) =>
        token.Key
            is "and"
                or "with"
                or "in"
                or "only"
                or "tones"
                or "shades"
                or "of"
                or "light"
                or "dark"
                or "deep"
                or "pale"
        || PromptLibrary.Instance.Color(token.Key) is not null;

    private static void ReadPalette(IdeaReading reading, Segment segment)
    {
        foreach (var token in segment.Tokens.Where(token => !reading.Removed[token.Start]))
        {
            if (PromptLibrary.Instance.Color(token.Key) is { } color)
            {
                reading.Colors.Add(
                    new PaletteColor
                    {
                        Hex = color.Hex,
                        Name = Slot.User(reading.Text[token.Start..token.End], inline: true),
                    }
                );
            }
        }
    }
}
