using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>The circumstances that an idea tells: night, snow, indoors, a crowd.</summary>
internal static class ContextReader
{
    /// <summary>The context of ideas that say what lights them.</summary>
    private const string Lit = "lit";

    private static readonly IReadOnlyList<string> KindsThatTell = WordLists.InOrder("kinds-that-tell");
    private static readonly FrozenSet<string> LightHeads = WordLists.Set("light-heads");
    private static readonly FrozenSet<string> NoLightBefore = WordLists.Set("no-light-before");

    private const int LongestPhrase = 3;
    private const int LongestMaterial = 5;

    /// <summary>The context of ideas that say what a thing is made of: no medium that they do not name fits it for certain.</summary>
    private const string Made = "made";

    private static readonly FrozenSet<string> Eras = WordLists.Set("eras");
    private static readonly FrozenSet<string> MadeOf = WordLists.Set("made-of");

    public static void Read(IdeaReading reading, List<Token> tokens)
    {
        var lexicon = Lexicon.Instance;
        // "Studio portrait", "drone shot" name the kind and the place at once.
        foreach (var word in reading.Kind is null ? [] : KindsThatTell)
        {
            if (WholeWord.Contains(reading.Text.AsSpan(reading.KindStart, reading.KindEnd - reading.KindStart), word))
            {
                reading.Contexts.UnionWith(lexicon.ContextsOf(word));
            }
        }

        if (reading.Segments.Exists(segment => SaysLight(segment.Tokens)))
        {
            reading.Contexts.Add(Lit);
        }

        ReadWords(reading, tokens);
        // "1960s travel poster of Lisbon": the years stand before the kind.
        foreach (var token in reading.Kept.Where(token => token.Start < reading.KindStart))
        {
            reading.Contexts.UnionWith(lexicon.ContextsOf(token.Key).Where(Eras.Contains));
        }

        foreach (var denied in reading.Negatives)
        {
            reading.Contexts.UnionWith(
                lexicon.ContextsOf($"no {NegationStumps.WithoutPlace(denied).ToLowerInvariant()}")
            );
        }

        PeriodReader.Read(reading, tokens);
        // "…, liminal space" became a slot of its own and still tells what the picture is like.
        foreach (var segment in reading.Segments.Where(segment => segment.Lifted))
        {
            ReadWords(reading, segment.Tokens);
        }
    }

    private static void ReadWords(IdeaReading reading, List<Token> tokens)
    {
        var lexicon = Lexicon.Instance;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (MaterialEnd(tokens, i) is { } end)
            {
                reading.Contexts.Add(Made);
                i = end;
                continue;
            }

            var (count, means) = Compounds.At(reading.Text, tokens, i);
            if (count > 0)
            {
                reading.Contexts.UnionWith(means);
                for (var inside = i; inside < i + count; inside++)
                {
                    reading.InCompound.Add(tokens[inside].Start);
                }

                i += count - 1;
                continue;
            }

            for (var together = 2; together <= LongestPhrase && i + together <= tokens.Count; together++)
            {
                reading.Contexts.UnionWith(lexicon.ContextsOf(Tokenizer.Join(tokens, i, together)));
            }

            if (!Compounds.OnlyTellsKind(reading.Text, tokens, i))
            {
                reading.Contexts.UnionWith(lexicon.ContextsOf(tokens[i].Key));
            }
        }
    }

    /// <summary>"…, natural light", "hard shadows", "in soft light": whoever says the light wants no other.</summary>
    private static bool SaysLight(List<Token> tokens) =>
        tokens.Count > 1 && LightHeads.Contains(tokens[^1].Key) && !NoLightBefore.Contains(tokens[^2].Key);

    /// <summary>"Scales made of ice", "a house made out of bread": the last word of the material; null where none is named.</summary>
    private static int? MaterialEnd(List<Token> tokens, int at)
    {
        if (!MadeOf.Contains(tokens[at].Key))
        {
            return null;
        }

        var next = at + 1;
        while (next < tokens.Count && tokens[next].Key is "out" or "entirely" or "of" or "from" or "only")
        {
            next++;
        }

        if (next == at + 1 || next == tokens.Count || tokens[next - 1].Key is not ("of" or "from"))
        {
            return null;
        }

        while (next + 1 < tokens.Count && !WordForms.IsBoundary(tokens[next + 1].Key) && next < at + LongestMaterial)
        {
            next++;
        }

        return next;
    }
}
