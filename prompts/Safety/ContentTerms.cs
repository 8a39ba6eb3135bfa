using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Safety;

/// <summary>What a term says about the text that contains it.</summary>
internal enum TermKind
{
    Children,
    Minors,
    Girls,
    Persons,
    Sexual,
    Bare,
    Clinical,
    Abuse,
    Always,
    Medicine,
    Art,
    History,
    Awareness,
    Harmless,
}

/// <param name="Words">The words of the term, as <see cref="ContentWords"/> reads them.</param>
/// <param name="Language">The index of its language in <see cref="ContentLanguage.All"/>.</param>
/// <param name="Open">Whether the term counts beside words of every language.</param>
internal sealed record ContentTerm(IReadOnlyList<string> Words, TermKind Kind, int Language, bool Open);

/// <summary>The terms of all languages, indexed by what a text is searched for.</summary>
internal static class ContentTerms
{
    private static readonly IReadOnlyList<ContentTerm> All = [.. ContentLanguage.All.SelectMany(TermsOf)];

    /// <summary>Terms of languages with spaces, by their first word; the longest terms come first.</summary>
    private static readonly FrozenDictionary<string, ContentTerm[]> ByFirst = ByKey(
        All.Where(term => !ContentLanguage.All[term.Language].Joined && !IsBeginning(term)),
        term => term.Words[0]
    );

    private static readonly FrozenDictionary<string, ContentTerm[]>.AlternateLookup<ReadOnlySpan<char>> Beginnings =
        ByKey(All.Where(IsBeginning), term => term.Words[0][..^1]).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, ContentTerm[]>.AlternateLookup<ReadOnlySpan<char>> Inside = ByKey(
            All.Where(term => ContentLanguage.All[term.Language].Joined),
            term => term.Words[0]
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int[] BeginningLengths =
    [
        .. Beginnings.Dictionary.Keys.Select(key => key.Length).Distinct().Order(),
    ];

    private static readonly int LongestInside = Inside.Dictionary.Keys.Max(key => key.Length);

    private static readonly FrozenDictionary<string, ContentTerm[]>.AlternateLookup<ReadOnlySpan<char>> Single =
        ByFirst.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Finds the longest terms that begin at a word, one for each kind and language, and returns how many words they take.</summary>
    public static int At(IReadOnlyList<string> words, int at, List<ContentTerm> found)
    {
        found.Clear();
        var longest = 0;
        foreach (var term in ByFirst.GetValueOrDefault(words[at], []))
        {
            if (term.Words.Count >= longest && Follows(words, at, term.Words))
            {
                longest = term.Words.Count;
                found.Add(term);
            }
        }

        var word = words[at].AsSpan();
        foreach (var length in BeginningLengths)
        {
            if (longest <= 1 && length <= word.Length && Beginnings.TryGetValue(word[..length], out var terms))
            {
                longest = 1;
                found.AddRange(terms);
            }
        }

        return longest;
    }

    /// <summary>The same in a text without spaces; returns how many characters they take.</summary>
    public static int Within(ReadOnlySpan<char> text, List<ContentTerm> found)
    {
        found.Clear();
        for (var length = Math.Min(LongestInside, text.Length); length > 0; length--)
        {
            if (Inside.TryGetValue(text[..length], out var terms))
            {
                found.AddRange(terms);
                return length;
            }
        }

        return 0;
    }

    /// <summary>Whether the word alone is a term of one of these kinds that counts beside every language.</summary>
    public static bool Is(ReadOnlySpan<char> word, params ReadOnlySpan<TermKind> kinds)
    {
        if (Single.TryGetValue(word, out var terms))
        {
            foreach (var term in terms)
            {
                if (term.Open && term.Words.Count == 1 && kinds.Contains(term.Kind))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public static bool Follows(IReadOnlyList<string> words, int at, IReadOnlyList<string> expected)
    {
        if (at + expected.Count > words.Count)
        {
            return false;
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (!string.Equals(words[at + i], expected[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBeginning(ContentTerm term) => term.Words[0].EndsWith('*');

    private static FrozenDictionary<string, ContentTerm[]> ByKey(
        IEnumerable<ContentTerm> terms,
        Func<ContentTerm, string> key
    ) =>
        terms
            .GroupBy(key, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderByDescending(term => term.Words.Count).ToArray(),
                StringComparer.Ordinal
            );

    private static IEnumerable<ContentTerm> TermsOf(ContentLanguage language, int at)
    {
        var local = language.Local.Select(ContentWords.Plain).ToHashSet(StringComparer.Ordinal);
        (TermKind Kind, IReadOnlyList<string> Terms)[] lists =
        [
            (TermKind.Children, language.Children),
            (TermKind.Minors, language.Minors),
            (TermKind.Girls, language.Girls),
            (TermKind.Persons, language.Persons),
            (TermKind.Sexual, language.Sexual),
            (TermKind.Bare, language.Bare),
            (TermKind.Clinical, language.Clinical),
            (TermKind.Abuse, language.Abuse),
            (TermKind.Always, language.Always),
            (TermKind.Medicine, language.Medicine),
            (TermKind.Art, language.Art),
            (TermKind.History, language.History),
            (TermKind.Awareness, language.Awareness),
            (TermKind.Harmless, language.Harmless),
        ];
        return lists.SelectMany(list =>
            list.Terms.Select(term => new ContentTerm(
                WordsOf(language, term),
                list.Kind,
                at,
                !local.Contains(ContentWords.Plain(term))
            ))
        );
    }

    private static IReadOnlyList<string> WordsOf(ContentLanguage language, string term) =>
        language.Joined || term.EndsWith('*') ? [ContentWords.Plain(term)] : ContentWords.Of(term);
}
