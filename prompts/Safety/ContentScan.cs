using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Safety;

/// <summary>
/// The kinds of terms found in one reading of a text: in which languages each was found, and whether by a word that counts beside every
/// language.
/// </summary>
internal sealed class ContentScan
{
    private static readonly IReadOnlyList<SmallWords> Small = [.. ContentLanguage.All.Select(SmallWords.Of)];

    private static readonly int Kinds = Enum.GetValues<TermKind>().Length;

    private readonly int[] languages = new int[Kinds];
    private readonly bool[] open = new bool[Kinds];

    public bool Has(params ReadOnlySpan<TermKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (languages[(int)kind] != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether both kinds were found in one language, or both by words that count beside every language.</summary>
    public bool HasPair(TermKind minor, TermKind state) =>
        (languages[(int)minor] & languages[(int)state]) != 0 || (open[(int)minor] && open[(int)state]);

    /// <summary>Scans one reading of <see cref="ContentWords"/>.</summary>
    public static ContentScan Of(List<string> words)
    {
        var scan = new ContentScan();
        var found = new List<ContentTerm>();
        var covered = new TermKind?[words.Count];
        for (var at = 0; at < words.Count; )
        {
            var length = ContentTerms.At(words, at, found);
            if (length == 0)
            {
                scan.AddRunTogether(words[at]);
                at++;
                continue;
            }

            Array.Fill(covered, found[0].Kind, at, length);
            // A word that several languages have is not counted when its neighbors make it something else in one of them.
            if (!found.Exists(term => IsElse(term, words, at, length, covered)))
            {
                foreach (var term in found)
                {
                    scan.Add(term.Kind is TermKind.Girls ? TermKind.Minors : term.Kind, term.Language, term.Open);
                }
            }

            at += length;
        }

        for (var at = 0; at < words.Count; at++)
        {
            if (ContentAges.LanguagesOf(words, at, covered) is > 0 and var told)
            {
                scan.languages[(int)TermKind.Minors] |= told;
                scan.open[(int)TermKind.Minors] = true;
            }
        }

        return scan;
    }

    /// <summary>Scans a text for terms of languages without spaces; null when it has no letters of these.</summary>
    /// <param name="plain">The text as <see cref="ContentWords.Plain"/> gives it.</param>
    public static ContentScan? Within(string plain)
    {
        if (!plain.Any(IsJoined))
        {
            return null;
        }

        var scan = new ContentScan();
        var found = new List<ContentTerm>();
        var text = string.Concat(plain.Where(c => !char.IsWhiteSpace(c)));
        for (var at = 0; at < text.Length; )
        {
            var length = ContentTerms.Within(text.AsSpan(at), found);
            foreach (var term in found)
            {
                scan.Add(term.Kind, term.Language, isOpen: true);
            }

            at += Math.Max(1, length);
        }

        if (ContentAges.IsIn(text))
        {
            scan.Add(TermKind.Minors, language: 0, isOpen: true);
        }

        return scan;
    }

    /// <summary>The findings of both scans, because a text may be in two languages.</summary>
    public ContentScan With(ContentScan? other)
    {
        for (var kind = 0; other is not null && kind < Kinds; kind++)
        {
            languages[kind] |= other.languages[kind];
            open[kind] |= other.open[kind];
        }

        return this;
    }

    private void Add(TermKind kind, int language, bool isOpen)
    {
        languages[(int)kind] |= 1 << language;
        open[(int)kind] |= isOpen;
    }

    /// <summary>Kana, and the characters that Chinese and Japanese share.</summary>
    private static bool IsJoined(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF';

    /// <summary>
    /// Whether the term means something else here: it is negated, part of a thing's name, or "girl" without a word that says that she is
    /// young.
    /// </summary>
    private static bool IsElse(ContentTerm term, List<string> words, int at, int length, TermKind?[] covered)
    {
        var small = Small[term.Language];
        var before = at > 0 ? words[at - 1] : ContentWords.Break;
        var after = At(at + length);
        return term.Kind switch
        {
            TermKind.Children or TermKind.Minors => small.BabyThings.Contains(after) || IsDenied(),
            TermKind.Girls => !(small.Young.Contains(before) || small.Young.Contains(after)) || IsDenied(),
            TermKind.Sexual or TermKind.Bare => IsThing(after)
                || (small.Skips.Contains(after) && IsThing(At(at + length + 1)))
                || small.ThingsBefore.Contains(before)
                || IsDenied(),
            TermKind.Clinical or TermKind.Abuse => IsDenied(),
            _ => false,
        };

        bool IsThing(string word) => small.IsThing(word, term.Kind is TermKind.Bare);

        string At(int place) => place < words.Count ? words[place] : ContentWords.Break;

        bool IsDenied()
        {
            var place = at > 1 && small.Skips.Contains(before) ? at - 2 : at - 1;
            return place >= 0 && covered[place] is null && small.Denials.Contains(words[place]);
        }
    }

    /// <summary>Finds two terms that are written as one word: "nakedchild". Only a word that is no term itself is split.</summary>
    private void AddRunTogether(string word)
    {
        const int Shortest = 3;
        for (var cut = Shortest; cut <= word.Length - Shortest; cut++)
        {
            var left = word.AsSpan(0, cut);
            var right = word.AsSpan(cut);
            if ((IsYoung(left) && IsState(right)) || (IsState(left) && IsYoung(right)))
            {
                Add(TermKind.Minors, language: 0, isOpen: true);
                Add(TermKind.Sexual, language: 0, isOpen: true);
                return;
            }
        }

        static bool IsYoung(ReadOnlySpan<char> word) => ContentTerms.Is(word, TermKind.Children, TermKind.Minors);

        static bool IsState(ReadOnlySpan<char> word) =>
            ContentTerms.Is(word, TermKind.Sexual, TermKind.Bare, TermKind.Abuse);
    }

    private sealed record SmallWords(
        FrozenSet<string> Young,
        FrozenSet<string> BabyThings,
        FrozenSet<string> ThingsAfter,
        FrozenSet<string> BareThingsAfter,
        FrozenSet<string> ThingsBefore,
        FrozenSet<string> Denials,
        FrozenSet<string> Skips,
        bool Compounded
    )
    {
        public bool IsThing(string word, bool isBare) =>
            ThingsAfter.Contains(word)
            || (isBare && BareThingsAfter.Contains(word))
            || (
                Compounded
                && ThingsAfter.Any(thing => thing.Length > 3 && word.EndsWith(thing, StringComparison.Ordinal))
            );

        public static SmallWords Of(ContentLanguage language) =>
            new(
                Set(language.Young),
                Set(language.BabyThings),
                Set(language.ThingsAfter),
                Set([.. language.BareThingsAfter, .. language.ThingDomains.SelectMany(WordsOf)]),
                Set(language.ThingsBefore),
                Set(language.Denials),
                Set(language.Skips),
                language.Compounded
            );

        private static IReadOnlyList<string> WordsOf(string domain) => Lexicon.Instance.Domain(domain).Words ?? [];

        private static FrozenSet<string> Set(IReadOnlyList<string> words) =>
            words.Select(ContentWords.Plain).ToFrozenSet(StringComparer.Ordinal);
    }
}
