using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>Plain words of one other language, with the English ones by which the lexicon knows what they mean.</summary>
internal sealed class Glossary
{
    /// <summary>Behind a stem: the word may end in any way, by no more letters than these.</summary>
    private const int LongestEnding = 3;
    private const char AnyEnding = '*';

    /// <summary>Of a word that stands in two of them the first one counts.</summary>
    private static readonly string[] Files =
    [
        "glossary",
        "glossary-things",
        "glossary-doing",
        "glossary-scenes",
        "glossary-looks",
    ];

    private static readonly Lazy<GlossaryEntry[]> Entries = new(() =>
        [.. Files.SelectMany(file => LibraryResources.Read(file, LibraryJson.Default.GlossaryEntryArray))]
    );

    private static readonly Lazy<FrozenSet<string>> Adjectives = new(() =>
        Entries.Value.Where(entry => entry.Adjective).Select(entry => entry.Means).ToFrozenSet(StringComparer.Ordinal)
    );

    private static readonly Lazy<FrozenDictionary<string, Glossary>> All = new(() =>
        Entries
            .Value.SelectMany(entry =>
                entry.In.SelectMany(own => own.Value.Select(word => (own.Key, word, entry.Means)))
            )
            .GroupBy(row => row.Key, row => (row.word, row.Means), StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => new Glossary(group), StringComparer.Ordinal)
    );

    private readonly FrozenDictionary<string, string> _words;
    private readonly FrozenDictionary<string, string> _stems;

    private Glossary(IEnumerable<(string Word, string Means)> rows)
    {
        var all = rows.Select(row => (Word: PromptLibrary.Key(row.Word), row.Means))
            .DistinctBy(row => row.Word, StringComparer.Ordinal)
            .ToList();
        _words = all.Where(row => row.Word[^1] != AnyEnding)
            .ToFrozenDictionary(row => row.Word, row => row.Means, StringComparer.Ordinal);
        _stems = all.Where(row => row.Word[^1] == AnyEnding)
            .ToFrozenDictionary(row => row.Word[..^1], row => row.Means, StringComparer.Ordinal);
        Longest = all.Max(row => row.Word.Length);
    }

    /// <summary>Null for a language whose words are not known.</summary>
    public static Glossary? Of(string language) => All.Value.GetValueOrDefault(language);

    /// <summary>Whether an English meaning stands before its noun.</summary>
    public static bool IsAdjective(string means) => Adjectives.Value.Contains(means);

    /// <summary>Of its words, in characters.</summary>
    public int Longest { get; }

    /// <summary>The English meaning of a word or of several with one space between; null when it is not known.</summary>
    public string? Meaning(string key)
    {
        if (_words.TryGetValue(key, out var means))
        {
            return means;
        }

        // A small word behind a stem is no ending: "девочка с".
        for (var ending = 0; ending <= LongestEnding && ending < key.Length; ending++)
        {
            if (ending > 0 && key[^ending] == ' ')
            {
                return null;
            }

            if (_stems.TryGetValue(key[..^ending], out means))
            {
                return means;
            }
        }

        return null;
    }
}
