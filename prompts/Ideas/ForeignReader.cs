namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Reads what can be read without understanding the language: writing in quotation marks, an aspect ratio, and what is to be
/// absent, and by a list of plain words the kind of picture, the light and the time. Everything stays whole, in one phrase.
/// </summary>
internal static class ForeignReader
{
    /// <param name="reading">Gets one segment: the text without what was taken out.</param>
    /// <param name="language">A code of languages.json, or another one, of which only quotes and ratios are read.</param>
    /// <param name="ratio">Whether a ratio in the text may count.</param>
    public static void Read(IdeaReading reading, string language, bool ratio)
    {
        QuoteReader.Read(reading);
        SegmentReader.Read(reading);
        var words = Languages.Find(language);
        if (ratio)
        {
            RatioReader.Read(reading, words);
        }

        if (words is not null)
        {
            ForeignNegation.Read(reading, words);
        }

        if (words is not null && GlossReader.Read(reading, words) is { } gloss)
        {
            Understand(reading, gloss, language);
        }

        TakeSeparators(reading);
        reading.Segments.Clear();
        reading.Segments.Add(new Segment(0, reading.Text.Length, ""));
        reading.Domain = Lexicon.Instance.Domain(Lexicon.Foreign);
    }

    /// <summary>Reads the gloss as an English idea: the kind of picture, what it is of, the light and the time.</summary>
    private static void Understand(IdeaReading reading, Gloss gloss, string language)
    {
        var english = new IdeaReading(gloss.Text);
        SegmentReader.Read(english);
        english.Negatives.AddRange(
            reading.Negatives.Select(term => Languages.EnglishOf(language, term)).OfType<string>()
        );
        KindReader.Read(english);
        ColorReader.Read(english);
        SubjectReader.Read(english);
        reading.Gloss = gloss.Text;
        // What a named kind of picture is made like does not hang on the words that are not known.
        reading.IsUnderstood =
            gloss.IsWhole || (gloss.IsMostlyKnown && english.Kind is not null && english.KindEnd > english.KindStart);
        reading.Told = english.Domain;
        reading.Contexts.UnionWith(english.Contexts);
        if (english.KindEnd > english.KindStart)
        {
            reading.Kind = english.Kind;
            (reading.KindStart, reading.KindEnd) = gloss.Place(english.KindStart, english.KindEnd);
        }
    }

    /// <summary>A part that was taken out as a whole goes with the sign that parted it from its neighbor.</summary>
    private static void TakeSeparators(IdeaReading reading)
    {
        var last = -1;
        for (var i = 0; i < reading.Segments.Count; i++)
        {
            var segment = reading.Segments[i];
            if (!IsEmpty(reading, segment))
            {
                last = i;
                continue;
            }

            if (last >= 0)
            {
                var before = reading.Segments[i - 1].End;
                reading.Remove(before, Math.Min(before + 1, reading.Text.Length));
            }
            else if (segment.End < reading.Text.Length)
            {
                reading.Remove(segment.Start, segment.End + 1);
            }
        }
    }

    private static bool IsEmpty(IdeaReading reading, Segment segment)
    {
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (!reading.Removed[i] && !char.IsWhiteSpace(reading.Text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
