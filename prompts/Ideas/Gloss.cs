using System.Collections.Frozen;
using System.Text;

namespace AiPromptGen.Prompts.Ideas;

/// <param name="Means">In English; null where the word is not known, empty for a particle.</param>
internal readonly record struct GlossWord(string? Means, int Start, int End);

/// <summary>An English gloss while it is written, and where in the text each of its words stands.</summary>
internal sealed class Gloss
{
    private const string Unknown = "unknown";

    private readonly StringBuilder _text = new();
    private readonly List<(int At, GlossWord Word)> _words = [];

    /// <summary>Where among the words a part of the text begins.</summary>
    private readonly HashSet<int> _parts = [];

    /// <summary>How many words are known.</summary>
    public int Known { get; private set; }

    /// <summary>Whether all of them are.</summary>
    public bool IsWhole { get; private set; } = true;

    public string Text => _text.ToString();

    private static readonly FrozenSet<string> Small = WordLists
        .Set("small")
        .Concat(WordLists.Set("boundaries"))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Numbers = WordLists.Set("numbers");

    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");

    /// <summary>Whether a meaning ends in a small word: "in the", "with".</summary>
    public static bool IsSmall(string means) => Small.Contains(means[(means.LastIndexOf(' ') + 1)..]);

    /// <summary>The known words in English, a phrase for each run of them; null where none of them names anything.</summary>
    public string? English()
    {
        var phrases = new List<string>();
        var phrase = new List<string>();
        for (var i = 0; i <= _words.Count; i++)
        {
            var means = i < _words.Count ? _words[i].Word.Means : null;
            if (means is null || _parts.Contains(i))
            {
                // "Two", "over the snowy" before a word that is not known tell of that word.
                if (i < _words.Count && !_parts.Contains(i))
                {
                    DropUnfinished(phrase);
                }

                AddPhrase(phrases, phrase);
            }

            if (
                means is { Length: > 0 }
                && !Articles.Contains(means)
                && !(IsAllSmall(means) && (phrase.Count == 0 || IsSmall(phrase[^1])))
            )
            {
                phrase.Add(means);
            }
        }

        return phrases.Count == 0 ? null : string.Join(", ", phrases);
    }

    private static void DropUnfinished(List<string> phrase)
    {
        while (
            phrase.Count > 0
            && (IsSmall(phrase[^1]) || Glossary.IsAdjective(phrase[^1]) || Numbers.Contains(phrase[^1]))
        )
        {
            phrase.RemoveAt(phrase.Count - 1);
        }
    }

    private static bool IsAllSmall(string means) => means.Split(' ').All(Small.Contains);

    private static void AddPhrase(List<string> phrases, List<string> phrase)
    {
        while (phrase.Count > 0 && IsSmall(phrase[^1]))
        {
            phrase.RemoveAt(phrase.Count - 1);
        }

        if (phrase.Count > 0)
        {
            phrases.Add(string.Join(' ', phrase));
        }

        phrase.Clear();
    }

    public void Add(List<GlossWord> words)
    {
        if (words.Count > 0 && _text.Length > 0)
        {
            _text.Append(',');
        }

        _parts.Add(_words.Count);

        foreach (var word in words)
        {
            _text.Append(_text.Length > 0 ? " " : "");
            _words.Add((_text.Length, word));
            _text.Append(word.Means ?? Unknown);
            Known += word.Means is null ? 0 : 1;
            IsWhole &= word.Means is not null;
        }
    }

    /// <summary>Where in the text the words stand that a part of the gloss means.</summary>
    public (int Start, int End) Place(int start, int end)
    {
        var inside = _words.Where(word => word.At < end && word.At + (word.Word.Means?.Length ?? 0) > start).ToList();
        return inside.Count == 0 ? (0, 0) : (inside.Min(word => word.Word.Start), inside.Max(word => word.Word.End));
    }
}
