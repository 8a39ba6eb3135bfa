namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>Text with weights, cut where the weight changes, into the stretches between commas.</summary>
internal static class WeightPieces
{
    public static void Write(List<Stretch> pieces, WrittenPrompt written)
    {
        var segment = new List<Stretch>();
        foreach (var piece in pieces)
        {
            if (piece.Weight != 1)
            {
                segment.Add(piece);
                continue;
            }

            var start = 0;
            while (piece.Text.IndexOf(',', start) is >= 0 and var comma)
            {
                segment.Add(new Stretch(piece.Text[start..comma], 1));
                Close(segment, written);
                start = comma + 1;
            }

            segment.Add(new Stretch(piece.Text[start..], 1));
        }

        Close(segment, written);
    }

    private static void Close(List<Stretch> segment, WrittenPrompt written)
    {
        segment.RemoveAll(piece => piece.Text.Length == 0);
        var weighted = segment.FindAll(piece => piece.Weight != 1);
        if (segment.TrueForAll(piece => piece.Weight != 1 || piece.Text.AsSpan().IndexOfAnyExcept(' ') < 0))
        {
            foreach (var piece in weighted)
            {
                written.Add(piece.Text, Math.Round(piece.Weight, 4));
            }
        }
        else
        {
            written.Add(PlainText.Clean(string.Concat(segment.Select(piece => piece.Text))));
            foreach (var piece in weighted.Where(piece => piece.Text.Any(char.IsLetterOrDigit)))
            {
                written.Miss(piece.Text.Trim(), UnparsedReasons.WeightInsidePhrase);
            }
        }

        segment.Clear();
    }

    /// <summary>The same for a list of unwanted things, which have no weights.</summary>
    public static void WriteNegatives(List<Stretch> pieces, WrittenPrompt written)
    {
        foreach (var piece in pieces.Where(piece => piece.Weight != 1 && piece.Text.Any(char.IsLetterOrDigit)))
        {
            written.Miss(piece.Text.Trim(' ', ','), UnparsedReasons.WeightOfNegative);
        }

        written.Negatives.AddRange(
            string.Concat(pieces.Select(piece => piece.Text))
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
    }
}
