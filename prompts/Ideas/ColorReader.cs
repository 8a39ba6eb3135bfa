using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// "A red fox": the color belongs to the fox and stays in its phrase. "…, blue and gold": a part of nothing but colors is the
/// palette. A color is bound to the whole thing that it describes ("yellow rain boots"), never to a small word or an adjective.
/// </summary>
internal static class ColorReader
{
    private const int LongestThing = 4;

    /// <summary>The context of ideas that speak of color: they need no palette.</summary>
    private const string Colored = "colored";

    private static readonly FrozenSet<string> PaletteWords = WordLists.Set("palette-small");
    private static readonly FrozenSet<string> ColoredBefore = WordLists.Set("color-of-thing-before");
    private static readonly FrozenSet<string> WeakNouns = WordLists.Set("weak-nouns");
    private static readonly FrozenSet<string> ColorsBefore = WordLists.Set("colors-before");
    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");
    private static readonly FrozenSet<string> Denials = WordLists.Set("color-denials");
    private static readonly FrozenSet<string> ThingEnds = WordLists.Set("thing-ends");

    public static void Read(IdeaReading reading)
    {
        foreach (var segment in reading.Segments.Where(segment => !segment.Lifted))
        {
            var tokens = segment.Tokens.FindAll(token => !reading.Removed[token.Start]);
            if (segment.Start > 0 && IsPalette(tokens))
            {
                ReadPalette(reading, tokens);
                continue;
            }

            for (var i = 0; i < tokens.Count; i++)
            {
                if (NamedColors.At(reading.Text, tokens, i) is not { } color)
                {
                    continue;
                }

                if (IsDenied(tokens, i))
                {
                    // "White not wanted", "never blue": the words stay, the color is nobody's.
                    i += color.Count - 1;
                    continue;
                }

                if (ThingOf(reading, tokens, i, color.Count) is { } thing)
                {
                    Add(reading, color.Hex, tokens, i, color.Count, thing);
                }
                else if (!IsOfName(tokens, i, color.Count) && !(color.Count is 1 && IsThingItself(tokens, i)))
                {
                    // "Navy on cream": who says the colors wants no others.
                    reading.Contexts.Add(Colored);
                }

                i += color.Count - 1;
            }
        }
    }

    /// <summary>The thing behind the color, or the one before it in "walls painted sage green"; null when there is none.</summary>
    private static string? ThingOf(IdeaReading reading, List<Token> tokens, int first, int count)
    {
        var next = first + count;
        // "Red and white stripes": both colors are the stripes'.
        while (next + 1 < tokens.Count && tokens[next].Key is "and" or "or")
        {
            if (NamedColors.At(reading.Text, tokens, next + 1) is not { } other)
            {
                return null;
            }

            next += 1 + other.Count;
        }

        if (ColoredNames.Contains(tokens[first + count - 1].Key, next < tokens.Count ? tokens[next].Key : ""))
        {
            return null;
        }

        var end = ThingEnd(reading, tokens, next);
        if (end > next)
        {
            return WeakNouns.Contains(tokens[end - 1].Key)
                ? null
                : reading.Text[tokens[next].Start..tokens[end - 1].End];
        }

        return
            first >= 2 && ColoredBefore.Contains(tokens[first - 1].Key) && !WordForms.IsBoundary(tokens[first - 2].Key)
            ? reading.Text[tokens[first - 2].Start..tokens[first - 2].End]
            : null;
    }

    private static bool IsDenied(List<Token> tokens, int at) =>
        tokens.GetRange(0, at).TakeLast(LongestThing - 1).Any(token => Denials.Contains(token.Key))
        || DenialReader.EndStart(tokens) is { } end && at < end;

    private static bool IsOfName(List<Token> tokens, int first, int count) =>
        ColoredNames.Contains(
            tokens[first + count - 1].Key,
            first + count < tokens.Count ? tokens[first + count].Key : ""
        );

    /// <summary>"A single wilting rose", "holding an orange": a thing of that name and no color; "on a cream" is a color.</summary>
    private static bool IsThingItself(List<Token> tokens, int at)
    {
        if (Lexicon.Instance.DomainOf(tokens[at].Key) is null)
        {
            return false;
        }

        var article = at - 1;
        while (article >= 0 && !Articles.Contains(tokens[article].Key) && !WordForms.IsBoundary(tokens[article].Key))
        {
            article--;
        }

        return article >= 0
            ? Articles.Contains(tokens[article].Key)
                && (article is 0 || !ColorsBefore.Contains(tokens[article - 1].Key))
            : at > 0 && WordForms.IsVerbInIng(tokens[at - 1].Key);
    }

    private static int ThingEnd(IdeaReading reading, List<Token> tokens, int first)
    {
        var end = first;
        while (
            end < tokens.Count
            && end - first < LongestThing
            && (end == 0 || Tokenizer.AreTogether(reading.Text, tokens, end - 1, 2))
            && !WordForms.IsBoundary(tokens[end].Key)
            && !Articles.Contains(tokens[end].Key)
            && !(end > first && EndsThing(tokens, end))
        )
        {
            end++;
        }

        return end;
    }

    private static bool EndsThing(List<Token> tokens, int at) =>
        WordForms.IsVerbInIng(tokens[at].Key)
        || ThingEnds.Contains(tokens[at].Key)
        || WordForms.IsVerbBeforeArticle(tokens, at)
        || WordForms.IsParticiple(tokens, at)
        || (WordForms.IsVerbInS(tokens, at) && at + 1 < tokens.Count && Compounds.IsNounBefore(tokens, at));

    private static bool IsPalette(List<Token> tokens)
    {
        var colors = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (NamedColors.At("", tokens, i) is { } color)
            {
                colors++;
                i += color.Count - 1;
            }
            else if (!PaletteWords.Contains(tokens[i].Key))
            {
                return false;
            }
        }

        return colors > 0;
    }

    private static void ReadPalette(IdeaReading reading, List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (NamedColors.At("", tokens, i) is { } color)
            {
                Add(reading, color.Hex, tokens, i, color.Count, thing: null);
                i += color.Count - 1;
            }
        }
    }

    /// <summary>A mistyped name stays in the text alone: a target would quote the mistake as the name of a color.</summary>
    private static void Add(IdeaReading reading, string? hex, List<Token> tokens, int first, int count, string? thing)
    {
        var name = reading.Text[tokens[first].Start..tokens[first + count - 1].End];
        if (
            !Tokenizer
                .Join(Tokenizer.Split(name, 0, name.Length), 0, count)
                .Equals(Tokenizer.Join(tokens, first, count), StringComparison.Ordinal)
        )
        {
            reading.Contexts.Add(Colored);
            return;
        }

        reading.Colors.Add(
            new PaletteColor
            {
                Hex = hex,
                Name = Slot.User(name, inline: true),
                Target = thing,
            }
        );
    }
}
