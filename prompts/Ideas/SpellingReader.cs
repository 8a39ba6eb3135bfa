using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>A word that looks mistyped, or slang that image models read as something else.</summary>
/// <param name="Meant">The word that was probably meant.</param>
internal sealed record SpellingMistake(int Start, int Length, string Word, string Meant, bool IsSlang);

/// <summary>
/// Finds mistyped words. A word counts as right when a list knows it: the library's own, or the vocabulary of CLIP's text
/// encoder, whose single tokens are the commonest words of picture captions. Another word counts as mistyped when one letter
/// left out, doubled, swapped or hit beside makes it a known one. Nothing is changed: the finding says what may have been meant.
/// </summary>
internal static class SpellingReader
{
    private const int Shortest = 5;
    private const int Longest = 20;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Of the vocabulary's 49,408 tokens the first are the commonest; a rare word is no likely meaning.</summary>
    internal const int Common = 40_000;

    private static readonly SpellingEntry[] Entries = LibraryResources.Read(
        "spellings",
        LibraryJson.Default.SpellingEntryArray
    );

    private static readonly FrozenDictionary<string, SpellingEntry> Listed = Entries
        .SelectMany(entry => entry.Words.Select(word => (word, entry)))
        .ToFrozenDictionary(pair => pair.word, pair => pair.entry, StringComparer.Ordinal);

    private static readonly Lazy<FrozenSet<string>> LibraryWords = new(() =>
        PromptLibrary
            .Instance.Entries.SelectMany(entry =>
                (entry.Aliases ?? []).Append(entry.Name).Append(entry.Phrase).Append(entry.Prose ?? "")
            )
            .Concat(PictureKinds.Instance.All.SelectMany(kind => kind.Names))
            .SelectMany(text => Tokenizer.Split(text, 0, text.Length))
            .Select(token => token.Key)
            .ToFrozenSet(StringComparer.Ordinal)
    );

    /// <summary>Which three letters follow each other in a known word, by <see cref="TripleAt"/>.</summary>
    private static readonly Lazy<bool[]> Triples = new(TriplesOfKnownWords);

    public static IEnumerable<SpellingMistake> Find(string text)
    {
        foreach (var token in Tokenizer.Split(text, 0, text.Length))
        {
            var word = text[token.Start..token.End];
            if (Listed.TryGetValue(token.Key, out var listed))
            {
                yield return Of(token, word, listed.Meant, listed.Slang);
            }
            else if (IsCandidate(word) && !IsKnown(word) && Nearest(word) is { } meant)
            {
                yield return Of(token, word, meant, slang: false);
            }
        }
    }

    /// <summary>Whether the library lists it as a mistake, with the word that is meant.</summary>
    internal static bool IsListed(string word) => Listed.ContainsKey(word);

    /// <summary>
    /// "A car at nihgt" is a picture at night: a mistyped word is looked up as the word that was meant, and stays in the prompt
    /// as it was written.
    /// </summary>
    public static void Understand(IdeaReading reading)
    {
        foreach (
            var mistake in Find(reading.Text)
                .Where(mistake => !mistake.IsSlang && !mistake.Meant.Contains(' ', StringComparison.Ordinal))
        )
        {
            foreach (var segment in reading.Segments)
            {
                var at = segment.Tokens.FindIndex(token => token.Start == mistake.Start);
                if (at >= 0)
                {
                    segment.Tokens[at] = segment.Tokens[at] with { Key = PromptLibrary.Key(mistake.Meant) };
                }
            }
        }
    }

    private static SpellingMistake Of(Token token, string word, string meant, bool slang) =>
        new(token.Start, token.End - token.Start, word, meant, slang);

    /// <summary>Names have capitals, codes have digits; neither is spelled wrongly.</summary>
    private static bool IsCandidate(string word) =>
        word.Length is >= Shortest and <= Longest && word.All(char.IsAsciiLetterLower);

    internal static bool IsKnown(string word) =>
        RankOf(word) is not null
        || EndingsOff(word).Any(stem => RankOf(stem) is not null)
        || (word.Length > 2 * (Shortest - 1) && IsCompound(word));

    /// <summary>"mountaintop": two words of the library without a space. A token of CLIP may be a piece of a word, so it does not count here.</summary>
    private static bool IsCompound(string word)
    {
        for (var at = Shortest - 1; at <= word.Length - Shortest + 1; at++)
        {
            if (RankOf(word[..at]) is 0 && RankOf(word[at..]) is 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> EndingsOff(string word)
    {
        foreach (var ending in WordLists.InOrder("endings"))
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                var stem = word[..^ending.Length];
                yield return stem;
                yield return stem + "e";
                yield return stem + "y";
                if (stem[^1] == stem[^2])
                {
                    yield return stem[..^1];
                }
            }
        }
    }

    /// <summary>Lower is commoner; null when no list knows the word.</summary>
    internal static int? RankOf(string word) =>
        Lexicon.Instance.Has(word) || LibraryWords.Value.Contains(word) ? 0
        : ClipVocabulary.Instance.Whole(word) is { } id ? id
        : null;

    /// <summary>The commonest known word that is one letter away: two letters swapped, one too many, too few or another.</summary>
    private static string? Nearest(string word)
    {
        (string? Word, int Rank) best = (null, Common);
        Span<char> same = stackalloc char[word.Length];
        Span<char> longer = stackalloc char[word.Length + 1];
        for (var i = 0; i < word.Length; i++)
        {
            word.CopyTo(same);
            if (i + 1 < word.Length && word[i] != word[i + 1])
            {
                (same[i], same[i + 1]) = (word[i + 1], word[i]);
                Weigh(same, word[0], ref best);
            }

            word.AsSpan(0, i).CopyTo(same);
            word.AsSpan(i + 1).CopyTo(same[i..]);
            Weigh(same[..^1], word[0], ref best);
        }

        for (var i = 0; i <= word.Length; i++)
        {
            word.CopyTo(same);
            word.AsSpan(0, i).CopyTo(longer);
            word.AsSpan(i).CopyTo(longer[(i + 1)..]);
            foreach (var letter in Letters)
            {
                longer[i] = letter;
                Weigh(longer, word[0], ref best);
                if (i < word.Length && word[i] != letter)
                {
                    same[i] = letter;
                    Weigh(same, word[0], ref best);
                }
            }
        }

        return best.Word;
    }

    private static void Weigh(ReadOnlySpan<char> candidate, char first, ref (string? Word, int Rank) best)
    {
        if (candidate.Length < Shortest - 1 || candidate[0] != first || !MayBeKnown(candidate))
        {
            return;
        }

        var word = candidate.ToString();
        if (RankOf(word) is { } rank && rank < best.Rank)
        {
            best = (word, rank);
        }
    }

    /// <summary>
    /// False when three letters of it stand in no known word in that order, which is so of most candidates and quicker to see
    /// than that no list has them. Endings in s are left out: a list may know the word without it.
    /// </summary>
    private static bool MayBeKnown(ReadOnlySpan<char> word)
    {
        var end = word[^1] == 's' ? word.Length - "ves".Length : word.Length;
        for (var i = 0; i + 2 < end; i++)
        {
            if (!Triples.Value[TripleAt(word, i)])
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] TriplesOfKnownWords()
    {
        var triples = new bool[Letters.Length * Letters.Length * Letters.Length];
        foreach (
            var word in ClipVocabulary.Instance.Words.Keys.Concat(LibraryWords.Value).Concat(Lexicon.Instance.Words)
        )
        {
            for (var i = 0; i + 2 < word.Length; i++)
            {
                if (TripleAt(word, i) is >= 0 and var triple)
                {
                    triples[triple] = true;
                }
            }
        }

        return triples;
    }

    /// <returns>-1 where one of the three is no small letter.</returns>
    private static int TripleAt(ReadOnlySpan<char> word, int at)
    {
        var triple = 0;
        foreach (var letter in word.Slice(at, 3))
        {
            if (!char.IsAsciiLetterLower(letter))
            {
                return -1;
            }

            triple = (triple * Letters.Length) + (letter - 'a');
        }

        return triple;
    }
}
