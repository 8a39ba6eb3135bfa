using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Safety;

/// <summary>The words of a text as a reader hears them: without disguise by invisible signs, accents, digits or spacing.</summary>
internal static class ContentWords
{
    private const int LongestWord = 14;

    /// <summary>Two readings: signs part words, and signs inside a word ("n.u.d.e") do not.</summary>
    public static IEnumerable<List<string>> Readings(string text)
    {
        var plain = Plain(text);
        yield return Words(plain);
        yield return Words(Joined(plain));
    }

    /// <summary>Look-alikes by the letter they pass for. The app runs without culture data, so this is not normalization's work.</summary>
    private static readonly FrozenDictionary<char, char> LookAlikes = new[]
    {
        "aàáâãäåāăąаα",
        "cçćčсϲ",
        "dďđ",
        "eèéêëēĕėęěеєε",
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

    /// <summary>Lower case, no accents, no invisible or combining characters, full-width and look-alike letters as plain ones.</summary>
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

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var run = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '@' or '$'))
            {
                at++;
            }

            if (at - start == 1 && char.IsLetterOrDigit(text[start]))
            {
                run.Append(text[start]);
            }
            else if (at > start)
            {
                Flush(words, run);
                Add(words, text[start..at]);
            }

            at += at == start || at < text.Length ? 1 : 0;
        }

        Flush(words, run);
        return words;
    }

    /// <summary>"n u d e": single letters in a row make a word, many in a row several.</summary>
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

    /// <summary>"nuuude": no English word has a letter three times in a row.</summary>
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

    /// <summary>"n4k3d" as "naked"; a number or an age ("8yo") stays as it is.</summary>
    private static string? Unleet(string word)
    {
        if (
            !word.Any(char.IsAsciiLetter)
            || !word.Any(IsLeet)
            || (char.IsAsciiDigit(word[0]) && char.IsAsciiLetter(word[^1]) && word.Length <= 4)
        )
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
