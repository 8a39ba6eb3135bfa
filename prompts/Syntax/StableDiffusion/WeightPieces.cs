namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>Cuts the parts of a finished prompt into the phrases between commas, line breaks and changes of weight.</summary>
internal static class WeightPieces
{
    /// <summary>
    /// Gives each phrase one weight. A phrase whose words all have the same weight gets that weight. A weight on only some words of a
    /// phrase cannot be kept: the phrase stays whole, and <paramref name="mixed"/> is called with those words.
    /// </summary>
    public static List<Stretch> Phrases(IEnumerable<TextPart> parts, Action<string>? mixed = null)
    {
        var phrases = new List<Stretch>();
        var phrase = new List<TextPart>();
        foreach (var part in parts)
        {
            if (part.Kind == PartKind.Instruction)
            {
                Close(phrase, phrases, mixed);
            }
            else if (part.Kind == PartKind.Color)
            {
                phrase.Add(new TextPart(PartKind.Words, $"color {part.Text} ({HexColor.Name(part.Text)})"));
            }
            else if (part is { Kind: PartKind.Words, Weight: not 1 })
            {
                phrase.Add(part);
            }
            else if (part.Kind == PartKind.Words)
            {
                Cut(part, phrase, phrases, mixed);
            }
        }

        Close(phrase, phrases, mixed);
        return phrases;
    }

    /// <summary>Writes the words, their weights, and everything that only the prompt's own tool can do.</summary>
    public static void Write(FinishedText text, WrittenPrompt written)
    {
        foreach (var part in text.Parts)
        {
            switch (part.Kind)
            {
                case PartKind.Network:
                    var colon = part.Text.IndexOf(':', StringComparison.Ordinal);
                    written.Keep(
                        colon < 0 ? FinishedText.Embedding : part.Text[1..colon],
                        part.Text[(Math.Max(colon, 0) + 1)..^1]
                    );
                    break;
                case PartKind.Image:
                    written.Keep("image", part.Text);
                    break;
                case PartKind.Instruction:
                    written.Miss(part.Text, UnparsedReasons.Instruction);
                    break;
                case PartKind.Edit:
                    written.Miss(part.Text, UnparsedReasons.Editing);
                    break;
                case PartKind.Choice:
                    written.Miss(part.Text, UnparsedReasons.Choice);
                    break;
            }
        }

        foreach (var phrase in Phrases(text.Parts, words => written.Miss(words, UnparsedReasons.WeightInsidePhrase)))
        {
            switch (phrase.Weight)
            {
                case > 0:
                    written.Add(phrase.Text, Math.Clamp(phrase.Weight, 0.01, FinishedText.Heaviest));
                    break;
                case 0:
                    written.Miss(phrase.Text, UnparsedReasons.ValueInvalid);
                    break;
                default:
                    written.Negatives.Add(phrase.Text);
                    break;
            }
        }

        foreach (var part in text.Negative.Where(part => part.Weight != 1 && part.Text.Any(char.IsLetterOrDigit)))
        {
            written.Miss(part.Text.Trim(' ', ','), UnparsedReasons.WeightOfNegative);
        }

        written.Negatives.AddRange(text.NegativeTerms);
    }

    private static void Cut(TextPart part, List<TextPart> phrase, List<Stretch> phrases, Action<string>? mixed)
    {
        var start = 0;
        while (part.Text.AsSpan(start).IndexOfAny(',', '\n') is >= 0 and var length)
        {
            phrase.Add(new TextPart(PartKind.Words, part.Text.Substring(start, length)));
            Close(phrase, phrases, mixed);
            start += length + 1;
        }

        phrase.Add(new TextPart(PartKind.Words, part.Text[start..]));
    }

    private static void Close(List<TextPart> phrase, List<Stretch> phrases, Action<string>? mixed)
    {
        var weighted = phrase.FindAll(part => part.Weight != 1);
        if (phrase.TrueForAll(part => part.Weight != 1 || string.IsNullOrWhiteSpace(part.Text)))
        {
            phrases.AddRange(
                weighted.SelectMany(part =>
                    part.Text.Split([',', '\n'])
                        .Select(words => new Stretch(PlainText.Clean(words), part.Weight))
                        .Where(stretch => stretch.Text.Length > 0)
                )
            );
        }
        else
        {
            phrases.Add(new Stretch(PlainText.Clean(string.Concat(phrase.Select(part => part.Text))), 1));
            foreach (var part in weighted.Where(part => part.Text.Any(char.IsLetterOrDigit)))
            {
                mixed?.Invoke(part.Text.Trim());
            }
        }

        phrase.Clear();
    }
}
