using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Splits a phrase such as "a fox beside a red lantern in the snow" into its things and what is around them. Words that it does not know
/// stay together, because an element that says too much is better than half of a thing.
/// </summary>
internal static partial class PhraseSplit
{
    /// <summary>A phrase of more words than this is a description, and is not split.</summary>
    private const int MostWords = 60;

    private const int MostWordsOfName = 8;

    /// <summary>Words that may be beside the writing itself, as in "the words “OPEN” at the top".</summary>
    private static readonly FrozenSet<string> OfWriting = new[] { "written", "articles", "places", "spots" }
        .SelectMany(SceneWords.Set)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private const string For = " for ";

    private static readonly FrozenSet<string> Uses = SceneWords.Set("uses");
    private static readonly FrozenDictionary<string, string> MediumGrounds = SceneWords
        .Set("medium-grounds")
        .Select(pair => pair.Split(' ', 2))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Counts = SceneWords.Set("counts");
    private static readonly FrozenSet<string> Faces = SceneWords.Set("faces");
    private static readonly FrozenSet<string> Grounds = SceneWords.Set("grounds");
    private static readonly FrozenSet<string> Lettering = SceneWords.Set("lettering");
    private static readonly FrozenSet<string> PictureDomains = SceneWords.Set("picture-domains");
    private static readonly FrozenSet<string> Shows = SceneWords.Set("shows");

    /// <param name="text">The subject's words.</param>
    /// <param name="noun">The noun of the subject. The part that contains it is never taken for the place.</param>
    public static (IReadOnlyList<string> Things, string Around) Of(string text, string? noun)
    {
        var words = text.Split(' ');
        if (words.Length > MostWords)
        {
            return ([Short(words)], "");
        }

        var (things, around, from) = (new List<string>(), "", 0);
        var inPlace = false;
        for (var i = 1; i < words.Length - 1; i++)
        {
            var length = inPlace && !(words[i] is "and" && words[from] is not "between") ? 0 : StartsThing(words, i);
            if (length > 0 || StartsListed(words, i))
            {
                Take(i);
                (from, inPlace) = (i + length, false);
                i += Math.Max(0, length - 1);
            }
            else if (around.Length == 0 && !inPlace && StartsPlace(words, i, noun))
            {
                Take(i);
                (from, inPlace) = (i, true);
            }
        }

        Take(words.Length);
        return (things, around);

        void Take(int end)
        {
            var part = string.Join(' ', words[from..Math.Max(from, end)]).Trim(' ', ',', '.', ';');
            if (inPlace)
            {
                around = part;
            }
            else if (part.Length > 0)
            {
                things.Add(part);
            }
        }
    }

    /// <summary>What is shown: "sticker of a hedgehog" shows a hedgehog; an isometric room is what is shown itself.</summary>
    public static string Shown(string thing, string? medium)
    {
        var at = medium is { Length: > 0 } ? thing.IndexOf(medium + " ", StringComparison.OrdinalIgnoreCase) : -1;
        if (at < 0)
        {
            return thing;
        }

        var rest = thing[(at + medium!.Length + 1)..];
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        var last = medium[(medium.LastIndexOf(' ') + 1)..].ToLowerInvariant();
        return
            space > 0
            && Shows.Contains(rest[..space])
            && (Lexicon.Instance.DomainOf(last) is not { } domain || PictureDomains.Contains(domain.Id))
            ? rest[(space + 1)..]
            : thing;
    }

    /// <summary>Whether the next thing of a list begins here, as in "…, a blue coat", but not in "…, two colors".</summary>
    private static bool StartsListed(string[] words, int at) =>
        words[at - 1].EndsWith(',')
        && Articles.Contains(words[at])
        && !IsOneOf(words, at)
        && !(Numbers.Contains(words[at]) && NoPlaces.Contains(words[at + 1].Trim(',', '.')));

    /// <summary>Whether the words are about some of the things that were named already: "three cats, one black, one white".</summary>
    private static bool IsOneOf(string[] words, int at) =>
        words[at] is "one" && Array.Exists(words[..at], Counts.Contains);

    /// <summary>Whether a word names lettering, so that a color before it, as in "red script", is that of the writing.</summary>
    public static bool IsFace(string word) => Faces.Contains(word);

    /// <summary>
    /// The ground that a clause names: "white ground", or the board in "dusty white strokes on a dark board"; null when the clause does not
    /// end in a ground.
    /// </summary>
    public static string? GroundOf(string clause)
    {
        const string On = " on ";
        if (!Grounds.Contains(clause[(clause.LastIndexOf(' ') + 1)..]))
        {
            return null;
        }

        var at = clause.LastIndexOf(On, StringComparison.Ordinal);
        return at < 0 ? clause : clause[(at + On.Length)..];
    }

    /// <summary>Whether a thing is only writing, as in "the text “OPEN”"; it is then written as a text.</summary>
    public static bool IsOnlyWriting(string thing)
    {
        var (first, last) = (thing.IndexOf('"', StringComparison.Ordinal), thing.LastIndexOf('"'));
        return last > first
            && thing
                .Remove(first, last - first + 1)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .All(OfWriting.Contains);
    }

    /// <summary>"A crescent moon for inner forearm": what it is for is no part of the thing.</summary>
    public static string WithoutUse(string thing)
    {
        var at = thing.LastIndexOf(For, StringComparison.Ordinal);
        return at > 0 && Uses.Contains(thing[(thing.LastIndexOf(' ') + 1)..]) ? thing[..at] : thing;
    }

    /// <summary>The ground of a kind of picture that shows no place: a screen, a poster, a card; null for any other.</summary>
    public static string? GroundOfMedium(string? medium) =>
        medium is { Length: > 0 } && MediumGrounds.TryGetValue(medium[(medium.LastIndexOf(' ') + 1)..], out var ground)
            ? ground
            : null;

    /// <summary>Whether a background is one that the renderer names where the prompt names no place.</summary>
    public static bool IsGround(string words) => MediumGrounds.Values.Contains(words, StringComparer.Ordinal);

    /// <summary>The styles of a prompt. What is known of a painter's manner is before the painter's name.</summary>
    public static string StyleOf(StructuredPrompt prompt, string styles) =>
        styles.Length == 0 ? MannerOf(prompt)
        : prompt.Styles.Any(style => Artist.IsManner(style.EntryId)) ? SceneSplit.Both(styles, MannerOf(prompt))
        : styles;

    /// <summary>The painter whose manner the writer named: "Vermeer style", "in the style of Van Gogh"; empty when there is none.</summary>
    public static string MannerOf(StructuredPrompt prompt)
    {
        foreach (var subject in prompt.Subjects)
        {
            var words = PieceBuilder.SubjectText(subject).Split(' ');
            for (var i = 1; i < words.Length; i++)
            {
                if (words[i].Trim(',', '.') is not "style")
                {
                    continue;
                }

                var (from, end) = (i, i + 1);
                while (from > 0 && IsName(words[from - 1]))
                {
                    from--;
                }

                if (from == i && end + 1 < words.Length && words[end] is "of" && words[i - 1] is "the")
                {
                    from = i - 1;
                    end++;
                    while (end < words.Length && IsName(words[end]) && !words[end - 1].EndsWith(','))
                    {
                        end++;
                    }
                }

                if (from < i && end - from < MostWordsOfName && (end > i + 2 || end == i + 1))
                {
                    return string.Join(' ', words[from..end]).Trim(',', '.');
                }
            }
        }

        return "";
    }

    private static bool IsName(string word) => word.Length > 1 && char.IsUpper(word[0]);

    public static bool IsLettering(string word) => Lettering.Contains(word);

    /// <summary>The look of the text, when the words around it give one: "… in art deco lettering".</summary>
    public static string LetteringIn(StructuredPrompt prompt, string literal)
    {
        foreach (var subject in prompt.Subjects)
        {
            var words = PieceBuilder.SubjectText(subject).Split(' ');
            var at = Array.FindIndex(words, word => Faces.Contains(word.Trim(',', '.').ToLowerInvariant()));
            var start = at;
            while (
                start > 0
                && at - start < 4
                && !Places.Contains(words[start - 1].ToLowerInvariant())
                && !words[start - 1].Contains('"', StringComparison.Ordinal)
                && !words[start - 1].EndsWith(',')
                && !words[start - 1].EndsWith('.')
            )
            {
                start--;
            }

            if (at > start && start > 0)
            {
                return string.Join(' ', words[start..(at + 1)]).Trim(',', '.');
            }
        }

        return literal.Length > 0 ? "clear lettering" : "";
    }

    /// <summary>
    /// The place of the text, when the words after it give one: "… at the top", "… in the bottom left corner". Otherwise empty.
    /// </summary>
    public static string PlaceOf(StructuredPrompt prompt, string literal)
    {
        foreach (var subject in prompt.Subjects)
        {
            var text = PieceBuilder.SubjectText(subject);
            var at = text.IndexOf(literal, StringComparison.Ordinal);
            var words = at < 0 ? [] : text[(at + literal.Length)..].Split(' ');
            for (var i = 0; i + 2 < words.Length; i++)
            {
                var end = i + 2;
                while (end < words.Length && Spots.Contains(words[end].Trim(',', '.').ToLowerInvariant()))
                {
                    end++;
                }

                if (end > i + 2 && Places.Contains(words[i]) && words[i + 1] is "the")
                {
                    return string.Join(' ', words[i..end]).Trim(',', '.');
                }
            }
        }

        return "";
    }

    private static string Short(string[] words) => string.Join(' ', words[..MostWords]);
}
