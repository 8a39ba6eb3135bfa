using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>The words of a gloss in the order in which English has them.</summary>
internal static partial class GlossReader
{
    private const string Of = "of";
    private const string A = "a";
    private const string In = "in";
    private const string On = "on the";

    /// <summary>Nouns that something is on, not in: one particle of other languages means both.</summary>
    private static readonly FrozenSet<string> OnNouns = WordLists.Set("on-nouns");

    private static readonly FrozenSet<string> Intransitive = WordLists.Set("intransitive");

    private static readonly IReadOnlyList<string> Numbers = WordLists.InOrder("numbers");

    /// <summary>"Un gato negro": a black cat.</summary>
    private static List<GlossWord> AdjectivesFirst(List<GlossWord> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (
                words[i].Means is { Length: > 0 } means
                && Glossary.IsAdjective(means)
                && !IsVerb(words[i])
                && IsNoun(words[i - 1])
                && !IsVerb(words[i - 1])
            )
            {
                (words[i - 1], words[i]) = (words[i], words[i - 1]);
            }
        }

        return words;
    }

    /// <summary>
    /// What stands before a particle belongs to what stands behind it: "snow の fox" is a fox in the snow. A verb before a noun
    /// is done by it: "book を reading girl" is a girl reading a book; one at the end is done by what the sentence is about.
    /// </summary>
    private static List<GlossWord> Turned(List<GlossWord> words) => Joined(Ordered(words));

    private static List<GlossWord> Ordered(List<GlossWord> words)
    {
        if (words.Count < 2)
        {
            return words;
        }

        if (IsVerb(words[^1]))
        {
            var about = words.FindIndex(word => word.IsSubject) + 1;
            return [.. Ordered(words[..about]), words[^1], .. Where(words[^1], Ordered(words[about..^1]))];
        }

        var verb = words.FindLastIndex(words.Count - 2, IsVerb);
        return
            verb >= 0
            && (verb > 0 || words[verb].Means!.Contains(' ', StringComparison.Ordinal))
            && IsNounPhrase(words, verb + 1)
            ? [.. Ordered(words[(verb + 1)..]), words[verb], .. Where(words[verb], Ordered(words[..verb]))]
            : ByParticles(words);
    }

    /// <summary>"Walking in the garden": what somebody walks, flies or sleeps needs a small word.</summary>
    private static IEnumerable<GlossWord> Where(GlossWord verb, List<GlossWord> place) =>
        Intransitive.Contains(verb.Means!)
        && place.Count > 0
        && Noun(place, 0) is { Length: > 0 } noun
        && !Gloss.IsSmall(noun)
        && !StartsSmall(noun)
            ? place.Prepend(new GlossWord("", place[0].Start, place[0].Start))
            : place;

    private static List<GlossWord> ByParticles(List<GlossWord> words)
    {
        var turned = new List<GlossWord>(words.Count);
        var end = words.Count;
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words[i].Means is { } means && (means.Length == 0 || Gloss.IsSmall(means)))
            {
                turned.AddRange(words[(i + 1)..end]);
                turned.Add(words[i]);
                end = i;
            }
        }

        turned.AddRange(words[..end]);
        return turned;
    }

    /// <summary>"穿红裙子的女孩": a girl wearing a red dress.</summary>
    private static List<GlossWord> ClausesBehind(List<GlossWord> words)
    {
        for (var end = words.Count - 2; end > 0; end--)
        {
            var verb = words[end].IsClause && IsNoun(words[end + 1]) ? words.FindLastIndex(end, IsVerb) : -1;
            if (verb >= 0)
            {
                var head = words[end + 1];
                words.RemoveAt(end + 1);
                words.Insert(verb, head);
            }
        }

        return words;
    }

    /// <summary>"Watercolor of a cat", "a cat in the snow", "an old castle".</summary>
    private static List<GlossWord> Joined(List<GlossWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Means is "")
            {
                words[i] = words[i] with { Means = IsKind(words, i - 1) ? Of : In };
            }
        }

        while (words.Count > 0 && words[^1].Means is Of or In)
        {
            words.RemoveAt(words.Count - 1);
        }

        return [.. words.SkipWhile(word => word.Means is Of or In)];
    }

    /// <summary>What is counted first, and what something is on.</summary>
    private static List<GlossWord> Placed(List<GlossWord> words)
    {
        CountsFirst(words);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Means is In or "in the" && Noun(words, i + 1) is { } noun && OnNouns.Contains(noun))
            {
                words[i] = words[i] with { Means = On };
            }
        }

        return words;
    }

    private static bool IsKind(List<GlossWord> words, int at) =>
        at >= 0 && words[at].Means is { Length: > 0 } means && PictureKinds.Instance.Named(means) is not null;

    /// <summary>The noun behind articles and adjectives.</summary>
    private static string? Noun(List<GlossWord> words, int at)
    {
        while (at < words.Count && words[at].Means is { } means && (means is A or "the" || Glossary.IsAdjective(means)))
        {
            at++;
        }

        return at < words.Count ? words[at].Means : null;
    }

    /// <summary>"Портрет кузнеца" is a portrait of a blacksmith, "Kinderbuchillustration: ein Bär" an illustration of a bear.</summary>
    private static List<GlossWord> WithOf(List<GlossWord> words, bool genitives)
    {
        for (var i = words.Count - 1; i > 0; i--)
        {
            var article = words[i].Means is A or "the" && i + 1 < words.Count ? 1 : 0;
            if (
                IsNoun(words[i - 1])
                && words[i + article].Means is { } means
                && !StartsSmall(means)
                && IsNounPhrase(words, i + article)
                && (IsKind(words, i - 1) || (genitives && article == 0 && IsNoun(words[i])))
            )
            {
                words.Insert(i, new GlossWord(Of, words[i].Start, words[i].Start));
            }
        }

        return words;
    }

    private static bool StartsSmall(string means) =>
        means.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end && Gloss.IsSmall(means[..end]);

    /// <summary>"Three pandas"; a number behind its noun, as after "고양이 세 마리", stands before it.</summary>
    private static void CountsFirst(List<GlossWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsNumber(words[i]))
            {
                continue;
            }

            var counted = i + 1;
            while (counted < words.Count && words[counted].Means is { } means && Glossary.IsAdjective(means))
            {
                counted++;
            }

            if ((counted == words.Count || !IsNoun(words[counted])) && i > 0 && IsNoun(words[i - 1]))
            {
                (words[i - 1], words[i]) = (words[i], words[i - 1]);
                (counted, i) = (i, i - 1);
            }

            if (
                counted < words.Count
                && IsNoun(words[counted])
                && !words[i].Means!.EndsWith(Of, StringComparison.Ordinal)
            )
            {
                words[counted] = words[counted] with { Means = WordForms.Plural(words[counted].Means!) };
            }
        }
    }

    /// <summary>"Two", "three cups of".</summary>
    private static bool IsNumber(GlossWord word)
    {
        var first = word.Means?.Split(' ')[0];
        return first is not (null or "one" or "zero")
            && Numbers.Contains(first, StringComparer.Ordinal)
            && (first.Length == word.Means!.Length || word.Means.EndsWith(" of", StringComparison.Ordinal));
    }

    /// <summary>"Two cats", "old man".</summary>
    private static bool IsNounPhrase(List<GlossWord> words, int at)
    {
        while (
            at < words.Count && (IsNumber(words[at]) || (words[at].Means is { } means && Glossary.IsAdjective(means)))
        )
        {
            at++;
        }

        return at < words.Count && IsNoun(words[at]);
    }

    private static bool IsNoun(GlossWord word) =>
        word.Means is { Length: > 0 } means
        && !Glossary.IsAdjective(means)
        && !Gloss.IsSmall(means)
        && !StartsSmall(means)
        && !IsNumber(word)
        && !IsVerb(word);

    /// <summary>"Reading", "playing chess".</summary>
    private static bool IsVerb(GlossWord word) =>
        word.Means is { Length: > 0 } means && WordForms.IsVerbInIng(means.Split(' ')[0]);
}
