using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Tells English from other languages by script and by small words; good enough to leave foreign text alone.</summary>
internal static class LanguageGuess
{
    public const string Unknown = "und";
    public const string English = "en";

    /// <summary>What a small word that only one language has says more than one that several have.</summary>
    private const int OwnWord = 2;

    /// <summary>More words than these of the lexicon say nothing more: a text that mixes languages has English nouns.</summary>
    private const int MostKnown = 2;

    private static readonly FrozenDictionary<string, string[]> ByWord = Languages
        .All.SelectMany(language =>
            language.Words.Concat(language.Before ?? []).Where(IsOneWord).Select(word => (word, language.Id))
        )
        .Distinct()
        .GroupBy(pair => pair.word, pair => pair.Id, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Letters of one language's alphabet, such as ß; those of several tell that it is not English.</summary>
    private static readonly FrozenDictionary<char, string[]> ByLetter = Languages
        .All.SelectMany(language => (language.Letters ?? "").Select(letter => (letter, language.Id)))
        .GroupBy(pair => pair.letter, pair => pair.Id)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static readonly FrozenSet<string> EnglishToo = WordLists.Set("english-too");
    private static readonly FrozenSet<string> Loanwords = WordLists.Set("loanwords");

    /// <summary>What the person chose, "en-US" or "English"; null when it names no language.</summary>
    public static string? Said(string? language)
    {
        var primary = (language ?? "").Trim().ToLowerInvariant().Split('-', '_')[0];
        return primary is "english" ? English
            : primary.Length is 2 or 3 ? primary
            : null;
    }

    /// <summary>An ISO 639-1 code, or "und".</summary>
    public static string Of(string text, List<Token> tokens)
    {
        if (Script(text) is { } script)
        {
            return script;
        }

        var (scores, own) = (new Dictionary<string, int>(StringComparer.Ordinal), false);
        foreach (var token in tokens)
        {
            var languages = ByWord.GetValueOrDefault(token.Key, []);
            var foreign = !EnglishToo.Contains(token.Key);
            own |= foreign && languages.Length > 0 && !languages.Contains(English, StringComparer.Ordinal);
            foreach (var language in languages)
            {
                Add(scores, language, languages.Length == 1 && foreign ? OwnWord : 1);
            }

            if (!Loanwords.Contains(token.Key))
            {
                AddLetters(scores, token.Key);
            }
        }

        var small = scores.GetValueOrDefault(English);
        var english = small + Math.Min(MostKnown, tokens.Count(IsKnown));
        var (other, score) = scores
            .Where(pair => pair.Key is not English)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))
            .FirstOrDefault();
        // "table en bois": an English noun is no English sentence. Of equals, the one that has a small word of its own wins.
        return score > english || (own && small <= 1 && score == english) || (own && small == 0)
            ? other
            : english > 0 ? English
            : Unknown;
    }

    private static bool IsOneWord(string words) => !words.Contains(' ', StringComparison.Ordinal);

    private static void AddLetters(Dictionary<string, int> scores, string word)
    {
        foreach (var letter in word.Distinct())
        {
            foreach (var language in ByLetter.GetValueOrDefault(letter, []))
            {
                Add(scores, language, 1);
            }
        }
    }

    private static void Add(Dictionary<string, int> scores, string language, int points) =>
        scores[language] = scores.GetValueOrDefault(language) + points;

    /// <summary>Whether the lexicon knows a word: a bare "castle, dragon" is English too.</summary>
    private static bool IsKnown(Token token) =>
        Lexicon.Instance.DomainOf(token.Key) is not null
        || PromptLibrary.Instance.FindKey(token.Key) is not null
        || PictureKinds.Instance.Named(token.Key) is not null
        || PromptLibrary.Instance.Color(token.Key) is not null;

    /// <summary>The language of a text mostly written in another alphabet.</summary>
    private static string? Script(string text)
    {
        var (latin, others, kana) = (0, 0, false);
        var first = Unknown;
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
            {
                continue;
            }

            if (c < 0x250)
            {
                latin++;
                continue;
            }

            first = others++ == 0 ? OfLetter(c) : first;
            kana |= c is >= '\u3040' and <= '\u30FF';
        }

        return others * 2 <= latin ? null
            : kana ? "ja"
            : first;
    }

    private static string OfLetter(char c) =>
        c switch
        {
            >= '\u0370' and <= '\u03FF' => "el",
            >= '\u0400' and <= '\u052F' => "ru",
            >= '\u0590' and <= '\u05FF' => "he",
            >= '\u0600' and <= '\u06FF' => "ar",
            >= '\u0900' and <= '\u097F' => "hi",
            >= '\u0E00' and <= '\u0E7F' => "th",
            >= '\u4E00' and <= '\u9FFF' => "zh",
            >= '\uAC00' and <= '\uD7AF' => "ko",
            _ => Unknown,
        };
}
