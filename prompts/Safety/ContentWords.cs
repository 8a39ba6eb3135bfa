using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Safety;

/// <summary>
/// The words of a text as a reader would understand them, without the disguises of invisible characters, accents, digits or spacing.
/// </summary>
internal static class ContentWords
{
    private const int LongestWord = 14;

    /// <summary>Marks the end of a part of the sentence among the words of a reading.</summary>
    public const string Break = ".";

    private const string Breaks = ",.;!?()\n…、。，；！？";

    /// <summary>Emoji of children, and the sign for adults only, with the word that each one means.</summary>
    private static readonly (string Sign, string Word)[] Signs =
    [
        ("\U0001F476", " baby "),
        ("\U0001F9D2", " child "),
        ("\U0001F467", " child "),
        ("\U0001F466", " child "),
        ("\U0001F51E", " nsfw "),
    ];

    /// <summary>
    /// The ways in which a text can be read: with signs separating words; with signs inside a word ignored ("n.u.d.e"), when that differs;
    /// and with each word backwards.
    /// </summary>
    public static IEnumerable<List<string>> Readings(string text)
    {
        var spelled = Signs.Aggregate(text, (t, sign) => t.Replace(sign.Sign, sign.Word, StringComparison.Ordinal));
        var plain = Plain(spelled);
        var words = Words(plain);
        yield return words;
        var joined = Joined(plain);
        if (joined.Length < plain.Length)
        {
            yield return Words(joined);
        }

        yield return words.ConvertAll(Backwards);
    }

    /// <summary>The words of a term, read in the same way as those of a text.</summary>
    public static IReadOnlyList<string> Of(string term) => Words(Plain(term));

    /// <summary>
    /// Letters that look alike, by the plain letter that they are used for. The app runs without culture data, so normalization does not
    /// replace them.
    /// </summary>
    private static readonly FrozenDictionary<char, char> LookAlikes = new[]
    {
        "aàáâãäåāăąаα",
        "cçćčсϲ",
        "dďđ",
        "eèéêëēĕėęěеёєε",
        "gğģ",
        "hнһ",
        "iìíîïīĭįıіι",
        "kķкκ",
        "lĺļľł",
        "nñńņňп",
        "oòóôõöøōŏőоο",
        "pрρ",
        "rŕřг",
        "sśşšѕ",
        "tţťтτ",
        "uùúûüūŭůűų",
        "xхχ",
        "yýÿуγ",
        "zźżž",
    }
        .SelectMany(group => group.Skip(1).Select(c => (From: c, To: group[0])))
        .ToFrozenDictionary(pair => pair.From, pair => pair.To);

    /// <summary>
    /// The text in lower case, without accents, invisible or combining characters, and with plain letters for full-width and look-alike
    /// ones.
    /// </summary>
    internal static string Plain(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var narrow = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            var lower = char.ToLowerInvariant(narrow);
            builder.Append(LookAlikes.GetValueOrDefault(lower, lower));
        }

        return builder.ToString();
    }

    private static string Backwards(string word) =>
        string.Create(
            word.Length,
            word,
            static (letters, source) =>
            {
                source.CopyTo(letters);
                letters.Reverse();
            }
        );

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var run = new StringBuilder();
        var parted = false;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && IsOfWord(text[at]))
            {
                at++;
            }

            if (at == start)
            {
                parted |= IsBreak(text, at);
                at++;
                continue;
            }

            var single = at - start == 1;
            if (single && IsPossessive(text, start))
            {
                continue;
            }

            if (single && (char.IsLetter(text[start]) || (run.Length > 0 && IsInRun(text, at))))
            {
                parted &= run.Length == 0;
                Part(words, ref parted);
                run.Append(text[start]);
                continue;
            }

            Flush(words, run);
            Part(words, ref parted);
            Add(words, text[start..at]);
        }

        Flush(words, run);
        return words;
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '@' or '$';

    /// <summary>Whether a sign ends a part of the sentence. In "16:9" and "2.8" it is inside of a number and does not.</summary>
    private static bool IsBreak(string text, int at) =>
        Breaks.Contains(text[at], StringComparison.Ordinal)
        && !(at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]));

    /// <summary>Whether an s belongs to the word before it: in "she's twelve" it is not a word of its own.</summary>
    private static bool IsPossessive(string text, int at) => text[at] is 's' && at > 1 && text[at - 1] is '\'' or '’';

    /// <summary>Whether a digit belongs to a row of single letters ("n 4 k 3 d"). In "a 5 year old" it is a number.</summary>
    private static bool IsInRun(string text, int end) =>
        end + 1 < text.Length && IsOfWord(text[end + 1]) && (end + 2 == text.Length || !IsOfWord(text[end + 2]));

    private static void Part(List<string> words, ref bool parted)
    {
        if (parted && words.Count > 0)
        {
            words.Add(Break);
        }

        parted = false;
    }

    /// <summary>Ends a row of single letters: "n u d e" becomes a word, and a long row several words.</summary>
    private static void Flush(List<string> words, StringBuilder run)
    {
        var letters = run.ToString();
        run.Clear();
        if (letters.Length is 0 or > 2000)
        {
            return;
        }

        Add(words, letters);
        for (var length = 3; length <= Math.Min(LongestWord, letters.Length - 1) && letters.Length > 6; length++)
        {
            for (var start = 0; start + length <= letters.Length; start++)
            {
                Add(words, letters.Substring(start, length));
            }
        }
    }

    private static void Add(List<string> words, string word) => words.Add(Unstretch(Unleet(word) ?? word));

    /// <summary>The word without repeated letters: "nuuude" becomes "nude", because no English word has a letter three times in a row.</summary>
    private static string Unstretch(string word)
    {
        var builder = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var stretched =
                char.IsAsciiLetter(word[i])
                && ((i > 1 && word[i] == word[i - 1] && word[i] == word[i - 2]) || Triple(word, i));
            if (!stretched)
            {
                builder.Append(word[i]);
            }
        }

        return builder.Length == word.Length ? word : builder.ToString();
    }

    private static bool Triple(string word, int at) =>
        at > 0 && at + 1 < word.Length && word[at] == word[at - 1] && word[at] == word[at + 1];

    /// <summary>The word with letters for digits: "n4k3d" becomes "naked". A number or an age ("8yo", "12jährig") is left as it is.</summary>
    private static string? Unleet(string word)
    {
        if (!word.Any(char.IsAsciiLetter) || !word.Any(IsLeet) || ContentAges.HasUnit(word))
        {
            return null;
        }

        return string.Concat(
            word.Select(c =>
                c switch
                {
                    '0' => 'o',
                    '1' => 'i',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    _ => c,
                }
            )
        );
    }

    private static bool IsLeet(char c) => c is '0' or '1' or '3' or '4' or '5' or '7' or '@' or '$';

    private static string Joined(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var between = i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
            if (!between || text[i] is not ('.' or '*' or '-' or '_' or '|' or '~'))
            {
                builder.Append(text[i]);
            }
        }

        return builder.ToString();
    }
}
