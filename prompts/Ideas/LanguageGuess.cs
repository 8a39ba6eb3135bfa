using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Tells English from other languages by script and by small words; good enough to leave foreign text alone.</summary>
internal static class LanguageGuess
{
    public const string Unknown = "und";
    public const string English = "en";

    private static readonly (string Language, string Words)[] SmallWords =
    [
        (
            English,
            "a an the of and with in on at by under over near from into through for to is are its his her their my this that no without wearing holding sitting standing"
        ),
        (
            "de",
            "der das den dem des ein eine einen einem einer und mit im auf am unter über vor ohne zwischen ist sind nicht bei zum zur"
        ),
        ("fr", "le la les un une des du et avec dans sur sous au aux sans est sont devant chez qui près"),
        ("es", "el la los las un una unos y con en sobre bajo del al sin es son por para frente junto"),
        ("it", "il lo la gli un una uno e con nel nella sul sulla sotto del della senza di è sono davanti"),
        ("pt", "o os um uma e com em no na nos nas sobre sob do da dos das sem é são ao à para"),
        ("nl", "de het een en met op onder van zonder voor naast bij is zijn aan tussen"),
        ("pl", "i w na z pod nad przez bez jest są oraz przy do ze"),
        ("sv", "en ett och med på i under över utan av är vid som"),
        ("tr", "bir ve ile için altında üzerinde olan bu çok"),
        ("id", "seekor sebuah dan di dengan yang pada bawah atas tanpa"),
    ];

    private static readonly FrozenDictionary<string, string[]> ByWord = SmallWords
        .SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Language)))
        .GroupBy(pair => pair.word, pair => pair.Language, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

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

        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            foreach (var language in ByWord.GetValueOrDefault(token.Key, []))
            {
                scores[language] = scores.GetValueOrDefault(language) + 1;
            }
        }

        var english = scores.GetValueOrDefault(English) + (Known(tokens) ? 1 : 0);
        var (other, score) = scores
            .Where(pair => pair.Key is not English)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))
            .FirstOrDefault();
        return score > english ? other
            : english > 0 ? English
            : Unknown;
    }

    /// <summary>Whether the lexicon knows a word: a bare "castle, dragon" is English too.</summary>
    private static bool Known(List<Token> tokens) =>
        tokens.Exists(token =>
            Lexicon.Instance.DomainOf(token.Key) is not null
            || PromptLibrary.Instance.FindKey(token.Key) is not null
            || PromptLibrary.Instance.Color(token.Key) is not null
        );

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
