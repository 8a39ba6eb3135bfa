using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Safety;

/// <summary>
/// Recognizes numbers that say that somebody is under eighteen: "12-year-old", "boy of 8", "she is sixteen", "fille de 12 ans".
/// </summary>
internal static partial class ContentAges
{
    private const int AdultAge = 18;

    /// <summary>The least number in words that may be an age. Smaller ones have other uses: "she is one with the sea".</summary>
    private const int LeastInWords = 4;

    /// <summary>How many words after an age a thing may be named, so that the age is the thing's.</summary>
    private const int NearThing = 4;

    /// <summary>The most words between a person and their age.</summary>
    private const int MostLinks = 2;

    /// <summary>Words after a number without a unit that show that the number counts nothing.</summary>
    private static readonly FrozenSet<string> Tails = Set("and in with who at on y e et und i и");

    private static readonly IReadOnlyList<AgeWords> Languages =
    [
        .. ContentLanguage
            .All.Select((language, at) => (language, at))
            .Where(l => !l.language.Joined)
            .Select(AgeWordsOf),
    ];

    private static readonly FrozenSet<string> Units = Languages
        .SelectMany(language => language.Ages)
        .Where(unit => unit.Count == 1)
        .Select(unit => unit[0])
        .Concat(["y", "yr"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word is a number with its unit: "8yo".</summary>
    public static bool HasUnit(string word)
    {
        var digits = DigitsOf(word);
        return digits is 1 or 2 && Units.Contains(word[digits..]);
    }

    /// <summary>The languages in which a minor's age begins at this word, one bit for each by its place: "13 anos" is an age in two.</summary>
    /// <param name="covered">The kind of the term at each word, as the scan found it.</param>
    public static int LanguagesOf(IReadOnlyList<string> words, int at, IReadOnlyList<TermKind?> covered)
    {
        if (HasUnit(words[at]))
        {
            return
                IsMinor(int.Parse(words[at].AsSpan(0, DigitsOf(words[at])), CultureInfo.InvariantCulture))
                && !IsThing(words, at, Languages[0])
                ? 1 << Languages[0].Place
                : 0;
        }

        return Languages.Where(IsTold).Aggregate(0, (found, language) => found | (1 << language.Place));

        bool IsTold(AgeWords language) =>
            (language.Compounds.Contains(words[at]) && !IsThing(words, at, language))
            || IsBelow(words, at, language, covered)
            || (
                (NumberOf(words[at]) ?? language.ValueOf(words[at])) is { } age
                && IsMinor(age)
                && IsAge(words, at, language, covered, NumberOf(words[at]) is null ? LeastInWords : 1, age)
            );
    }

    /// <summary>Whether a text of a language without spaces names a minor's age.</summary>
    public static bool IsIn(string text) =>
        JoinedAge().Matches(text).Any(match => IsMinor(JoinedNumber(match.Groups["number"].Value)))
        || JoinedSchool().IsMatch(text);

    private static bool IsMinor(int age) => age is > 0 and < AdultAge;

    private static bool IsAge(
        IReadOnlyList<string> words,
        int at,
        AgeWords language,
        IReadOnlyList<TermKind?> covered,
        int least,
        int age
    )
    {
        if (language.Ages.Any(unit => ContentTerms.Follows(words, at + 1, unit)))
        {
            return !IsThing(words, at, language);
        }

        if (IsAfter(words, at, language.Aged))
        {
            return true;
        }

        var next = at + 1 < words.Count ? words[at + 1] : ContentWords.Break;
        var turned = IsAfter(words, at, language.Turned);
        if (language.Years.Contains(next))
        {
            return turned
                || IsOfPerson(words, at, language)
                || (at + 2 < words.Count && language.IsPerson(words[at + 2]))
                || (IsPart(words, at - 1, covered) && IsPart(words, at + 2, covered));
        }

        // In "just 5 nude figures" the number counts figures.
        return age >= least
            && CountsNothing(words, at, covered)
            && (IsOfPerson(words, at, language) || (turned && covered.ElementAtOrDefault(at + 1) is null));
    }

    /// <summary>Whether the number is a limit below which the age is: "under 18", "moins de 16 ans".</summary>
    private static bool IsBelow(
        IReadOnlyList<string> words,
        int at,
        AgeWords language,
        IReadOnlyList<TermKind?> covered
    ) =>
        (NumberOf(words[at]) ?? language.ValueOf(words[at])) is >= LeastInWords and <= AdultAge
        && IsAfter(words, at, language.Below)
        && (
            CountsNothing(words, at, covered)
            || (at + 1 < words.Count && language.Years.Contains(words[at + 1]) && IsPart(words, at + 2, covered))
        );

    private static bool IsAfter(IReadOnlyList<string> words, int at, IReadOnlyList<IReadOnlyList<string>> before) =>
        before.Any(phrase => at >= phrase.Count && ContentTerms.Follows(words, at - phrase.Count, phrase));

    private static bool CountsNothing(IReadOnlyList<string> words, int at, IReadOnlyList<TermKind?> covered) =>
        IsPart(words, at + 1, covered) || Tails.Contains(words[at + 1]);

    /// <summary>Whether a part of the sentence ends here, or a word for a sexual state, nudity or abuse follows.</summary>
    private static bool IsPart(IReadOnlyList<string> words, int at, IReadOnlyList<TermKind?> covered) =>
        at < 0
        || at >= words.Count
        || words[at] is ContentWords.Break
        || covered[at] is TermKind.Sexual or TermKind.Bare or TermKind.Abuse;

    /// <summary>Whether a person is named before the number, with only small words or a comma between.</summary>
    private static bool IsOfPerson(IReadOnlyList<string> words, int at, AgeWords language)
    {
        for (var (before, links) = (at - 1, 0); before >= 0 && links <= MostLinks; before--)
        {
            if (language.IsPerson(words[before]))
            {
                return true;
            }

            if (!language.Links.Contains(words[before]) && words[before] is not ContentWords.Break)
            {
                return false;
            }

            links++;
        }

        return false;
    }

    private static bool IsThing(IReadOnlyList<string> words, int at, AgeWords language) =>
        words.Skip(at + 1).Take(NearThing).Any(language.AgedThings.Contains);

    private static int DigitsOf(string word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        return digits;
    }

    private static int? NumberOf(string word) =>
        word.Length <= 2 && DigitsOf(word) == word.Length ? int.Parse(word, CultureInfo.InvariantCulture) : null;

    /// <summary>Digits, or 一 to 九 with 十 before them for ten.</summary>
    private static int JoinedNumber(string number)
    {
        const string Digits = "〇一二三四五六七八九";
        if (int.TryParse(number, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        var tens = number.IndexOf('十', StringComparison.Ordinal);
        var ones = Math.Max(0, Digits.IndexOf(number[^1], StringComparison.Ordinal));
        return tens switch
        {
            < 0 => ones,
            0 => 10 + ones,
            _ => AdultAge,
        };
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ').Select(ContentWords.Plain).ToFrozenSet(StringComparer.Ordinal);

    private static AgeWords AgeWordsOf((ContentLanguage Language, int Place) one)
    {
        var language = one.Language;
        return new AgeWords
        {
            Place = one.Place,
            Ages = Phrases(language.Ages),
            Aged = Phrases(language.Aged),
            Turned = Phrases(language.Turned),
            Below = Phrases(language.Below),
            Compounds = language
                .AgeStems.Where(stem => stem.Length > 0)
                .SelectMany(stem => language.Ages.Select(age => ContentWords.Plain(stem + age)))
                .ToFrozenSet(StringComparer.Ordinal),
            Years = Words(language.Years),
            Links = Words(language.Links),
            AgedThings = Words(language.AgedThings),
            Persons = Words([.. language.Persons, .. language.Girls, .. language.Children, .. language.Minors]),
            Numbers = language
                .Numbers.Select((word, index) => (Word: ContentWords.Plain(word), Value: index + 1))
                .ToFrozenDictionary(number => number.Word, number => number.Value, StringComparer.Ordinal),
        };
    }

    private static IReadOnlyList<IReadOnlyList<string>> Phrases(IReadOnlyList<string> terms) =>
        [.. terms.Select(ContentWords.Of)];

    private static FrozenSet<string> Words(IReadOnlyList<string> terms) =>
        terms.Select(ContentWords.Plain).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(
        "(?<number>[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})[岁歳才歲]",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex JoinedAge();

    /// <summary>
    /// Classes of Japanese and Chinese schools ("小6", "中学2年"), the short words for schoolgirls, and words for what is forbidden below
    /// eighteen.
    /// </summary>
    [GeneratedRegex(
        "[小中高](?:学|校)?[1-6一二三四五六](?:年|女|男|生|の|,|、|$)"
            + "|(?<![a-z])j[sck](?![a-z])"
            + "|(?:18|十八)(?:歳|才|岁|歲)(?:未満|以下|未满)|未满(?:18|十八)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex JoinedSchool();

    private sealed record AgeWords
    {
        public required int Place { get; init; }
        public required IReadOnlyList<IReadOnlyList<string>> Ages { get; init; }
        public required IReadOnlyList<IReadOnlyList<string>> Aged { get; init; }
        public required IReadOnlyList<IReadOnlyList<string>> Turned { get; init; }
        public required IReadOnlyList<IReadOnlyList<string>> Below { get; init; }
        public required FrozenSet<string> Compounds { get; init; }
        public required FrozenSet<string> Years { get; init; }
        public required FrozenSet<string> Links { get; init; }
        public required FrozenSet<string> AgedThings { get; init; }
        public required FrozenSet<string> Persons { get; init; }
        public required FrozenDictionary<string, int> Numbers { get; init; }

        public bool IsPerson(string word) => Persons.Contains(word);

        public int? ValueOf(string word) => Numbers.TryGetValue(word, out var value) ? value : null;
    }
}
