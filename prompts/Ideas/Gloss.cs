using System.Collections.Frozen;
using System.Text;

namespace AiPromptGen.Prompts.Ideas;

/// <param name="Means">In English; null where the word is not known, empty for a particle.</param>
internal readonly record struct GlossWord(string? Means, int Start, int End)
{
    /// <summary>A particle behind it says that the sentence is about it: "が", "는".</summary>
    public bool IsSubject { get; init; }

    /// <summary>A particle behind it says that what it ends is told of the next noun: "的".</summary>
    public bool IsClause { get; init; }
}

/// <summary>An English gloss while it is written, and where in the text each of its words stands.</summary>
internal sealed class Gloss
{
    private const string Unknown = "unknown";
    private const string The = " the";

    private readonly StringBuilder _text = new();
    private readonly List<(int At, GlossWord Word)> _words = [];

    /// <summary>What each of the words tells in English; null where it is not known or hangs on one that is not.</summary>
    private readonly List<string?> _told = [];

    /// <summary>Where among the words a part of the text begins.</summary>
    private readonly HashSet<int> _parts = [];

    /// <summary>How many words are known.</summary>
    public int Known { get; private set; }

    /// <summary>Whether all of them are.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Of three words two.</summary>
    public bool IsMostlyKnown => Known * 3 >= _words.Count * 2;

    public string Text => _text.ToString();

    private static readonly FrozenSet<string> Small = WordLists
        .Set("small")
        .Concat(WordLists.Set("boundaries"))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Views = WordLists.Set("whole-views");

    private static readonly FrozenSet<string> Relatives = WordLists.Set("relatives");

    private static readonly FrozenSet<string> Numbers = WordLists.Set("numbers");

    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");

    /// <summary>Whether a meaning ends in a small word: "in the", "with".</summary>
    public static bool IsSmall(string means) =>
        !Views.Contains(means) && Small.Contains(means[(means.LastIndexOf(' ') + 1)..]);

    /// <summary>The known words in English, a phrase for each run of them; null where none of them names anything.</summary>
    public string? English()
    {
        var phrases = new List<string>();
        var phrase = new List<string>();
        for (var i = 0; i <= _words.Count; i++)
        {
            var means = i < _words.Count ? _told[i] : null;
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
                // "In", "by the window": the second says where.
                if (phrase.Count > 0 && IsAllSmall(phrase[^1]) && IsSmall(means.Split(' ')[0]))
                {
                    phrase.RemoveAt(phrase.Count - 1);
                }

                Say(phrase, means);
            }
        }

        return phrases.Count == 0 ? null : string.Join(", ", phrases);
    }

    /// <summary>"In Amsterdam", not "in the Amsterdam"; "a robot watering", not "a robot who watering".</summary>
    private static void Say(List<string> phrase, string means)
    {
        if (phrase.Count > 0 && char.IsUpper(means[0]) && phrase[^1].EndsWith(The, StringComparison.Ordinal))
        {
            phrase[^1] = phrase[^1][..^The.Length];
        }
        else if (phrase.Count > 0 && Relatives.Contains(phrase[^1]) && WordForms.IsVerbInIng(means.Split(' ')[0]))
        {
            phrase.RemoveAt(phrase.Count - 1);
        }

        phrase.Add(means);
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

    private static bool IsAllSmall(string means) => !Views.Contains(means) && means.Split(' ').All(Small.Contains);

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
        _told.AddRange(GlossReader.Told(words));

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
