using System.Text;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// The English gloss of a text in another language, word for word. Nobody sees it: it is read as an English idea is, for the kind
/// of picture, the light and the time. A word that is not known stands as "something".
/// </summary>
internal static partial class GlossReader
{
    private const string Of = "of";
    private const string In = "in";
    private const string Town = "city";
    private const int MostWords = 3;
    private const int ShortestPart = 3;

    /// <returns>Null where no word of the text is known.</returns>
    public static Gloss? Read(IdeaReading reading, LanguageEntry language)
    {
        if (Glossary.Of(language.Id) is not { } glossary)
        {
            return null;
        }

        var gloss = new Gloss();
        foreach (var segment in reading.Segments)
        {
            var words =
                language.Turns is null || language.Strip is not null
                    ? Spaced(reading, segment, language, glossary)
                    : Runs(reading, segment, language, glossary);
            gloss.Add(language.Turns is null ? words : Turned(words));
        }

        return gloss.Known > 0 ? gloss : null;
    }

    private static List<GlossWord> Spaced(
        IdeaReading reading,
        Segment segment,
        LanguageEntry language,
        Glossary glossary
    )
    {
        var words = new List<GlossWord>();
        var tokens = segment.Tokens.FindAll(token => !reading.Removed[token.Start] && !reading.Quoted[token.Start]);
        for (var i = 0; i < tokens.Count; i++)
        {
            var found = false;
            for (var count = Math.Min(MostWords, tokens.Count - i); count > 0 && !found; count--)
            {
                var key = Tokenizer.Join(tokens, i, count);
                if ((glossary.Meaning(key) ?? (IsTown(key) ? key : null)) is { } means)
                {
                    words.Add(new GlossWord(means, tokens[i].Start, tokens[i + count - 1].End));
                    i += count - 1;
                    found = true;
                }
            }

            if (!found && language.Turns?.Contains(tokens[i].Key, StringComparer.Ordinal) is true)
            {
                words.Add(new GlossWord("", tokens[i].Start, tokens[i].End));
            }
            else if (!found)
            {
                words.AddRange(Inside(tokens[i], language, glossary));
            }
        }

        return words;
    }

    /// <summary>"Paris", "Tokyo": written alike in English.</summary>
    private static bool IsTown(string key) => Lexicon.Instance.DomainOf(key)?.Id is Town;

    /// <summary>"L'eau", "الليل", "숲에서", "Morgennebel": what a word is made of.</summary>
    private static IEnumerable<GlossWord> Inside(Token token, LanguageEntry language, Glossary glossary)
    {
        foreach (var prefix in language.Prefixes ?? [])
        {
            if (
                token.Key.Length > prefix.Length
                && token.Key.StartsWith(prefix, StringComparison.Ordinal)
                && glossary.Meaning(token.Key[prefix.Length..]) is { } means
            )
            {
                return [new GlossWord(means, token.Start, token.End)];
            }
        }

        foreach (var ending in (language.Turns ?? []).Concat(language.Strip ?? []))
        {
            if (
                token.Key.Length > ending.Length
                && token.Key.EndsWith(ending, StringComparison.Ordinal)
                && glossary.Meaning(token.Key[..^ending.Length]) is { } means
            )
            {
                var word = new GlossWord(means, token.Start, token.End - ending.Length);
                return language.Turns?.Contains(ending, StringComparer.Ordinal) is true
                    ? [word, new GlossWord("", token.End - ending.Length, token.End)]
                    : [word];
            }
        }

        return language.Links is { } links
            ? Compound(token, language, links, glossary)
            : [new GlossWord(null, token.Start, token.End)];
    }

    private static IEnumerable<GlossWord> Compound(
        Token token,
        LanguageEntry language,
        IReadOnlyList<string> links,
        Glossary glossary
    )
    {
        for (var at = ShortestPart; at <= token.Key.Length - ShortestPart; at++)
        {
            if (glossary.Meaning(token.Key[at..]) is not { } head)
            {
                continue;
            }

            var before = token.Key[..at];
            var kind = links
                .Prepend("")
                .Where(link => before.Length > link.Length && before.EndsWith(link, StringComparison.Ordinal))
                .Select(link => glossary.Meaning(before[..^link.Length]))
                .FirstOrDefault(means => means is not null);
            // "Aufzug" is no train: a part must be a word by itself, and a small word such as "auf" is none.
            if (kind is not null && !language.Words.Contains(before, StringComparer.Ordinal))
            {
                return
                [
                    new GlossWord(kind, token.Start, token.Start + at),
                    new GlossWord(head, token.Start + at, token.End),
                ];
            }
        }

        return [new GlossWord(null, token.Start, token.End)];
    }

    /// <summary>What stands before a particle belongs to what stands behind it: "snow の fox" is a fox in the snow.</summary>
    private static List<GlossWord> Turned(List<GlossWord> words)
    {
        var turned = new List<GlossWord>();
        foreach (var word in words)
        {
            if (word.Means is "")
            {
                turned.Insert(0, word);
                continue;
            }

            var at = turned.FindIndex(each => each.Means is "");
            turned.Insert(at < 0 ? turned.Count : at, word);
        }

        return Joined(turned);
    }

    /// <summary>"Watercolor of a cat", "a cat in the snow", "an old castle".</summary>
    private static List<GlossWord> Joined(List<GlossWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Means is "")
            {
                var ofKind =
                    i > 0
                    && words[i - 1].Means is { Length: > 0 } means
                    && PictureKinds.Instance.Named(means) is not null;
                words[i] = words[i] with { Means = ofKind ? Of : In };
            }
        }

        while (words.Count > 0 && words[^1].Means is Of or In)
        {
            words.RemoveAt(words.Count - 1);
        }

        return [.. words.SkipWhile(word => word.Means is Of or In)];
    }
}

/// <param name="Means">In English; null where the word is not known, empty for a particle.</param>
internal readonly record struct GlossWord(string? Means, int Start, int End);

/// <summary>An English gloss while it is written, and where in the text each of its words stands.</summary>
internal sealed class Gloss
{
    private const string Something = "something";

    private readonly StringBuilder _text = new();
    private readonly List<(int At, GlossWord Word)> _words = [];

    /// <summary>How many words are known.</summary>
    public int Known { get; private set; }

    /// <summary>Whether all of them are.</summary>
    public bool IsWhole { get; private set; } = true;

    public string Text => _text.ToString();

    public void Add(List<GlossWord> words)
    {
        if (words.Count > 0 && _text.Length > 0)
        {
            _text.Append(',');
        }

        foreach (var word in words)
        {
            _text.Append(_text.Length > 0 ? " " : "");
            _words.Add((_text.Length, word));
            _text.Append(word.Means ?? Something);
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
