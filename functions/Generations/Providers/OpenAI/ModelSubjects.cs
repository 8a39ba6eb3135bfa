using System.Collections.Frozen;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The things that a model names. One that stands in the person's own phrase gives its details to that phrase, which stays
/// word for word; any other is a subject of its own, with all its parts.
/// </summary>
/// <param name="slots">Makes slots of words.</param>
/// <param name="own">The subjects that the person or a file named.</param>
/// <param name="english">What their words mean in English, where they are in another language.</param>
internal sealed class ModelSubjects(SlotChooser slots, IReadOnlyList<Subject> own, string? english)
{
    /// <summary>In characters: more of a phrase becomes parts of its own, which may go where a target has no room.</summary>
    private const int MaxPhraseLength = 160;
    private const int MaxSubjects = 4;
    private const int MaxDetails = 10;

    /// <summary>Words before a noun that describe it; more are a thing of their own ("a bowl of ramen").</summary>
    private const int MaxAdjectives = 3;

    private static readonly FrozenSet<string> Joints = WordLists.Set("joints");

    private readonly List<Slot> _relations = [];

    /// <summary>What there is to say of further things that the person's one phrase names.</summary>
    public IReadOnlyList<Slot> Relations => _relations;

    public IReadOnlyList<Subject> Merge(IEnumerable<ModelSubject?> said)
    {
        var merged = own.ToList();
        var told = new HashSet<int>();
        foreach (var (subject, number) in said.OfType<ModelSubject>().Take(MaxSubjects).Select((s, i) => (s, i)))
        {
            var home = HomeOf(subject, number);
            if (home < 0)
            {
                AddNew(merged, subject);
            }
            else if (told.Add(home))
            {
                merged[home] = Detailed(merged[home], subject);
            }
            else
            {
                AddRelation(merged[home], subject);
            }
        }

        return merged;
    }

    /// <summary>
    /// The subject whose phrase names the thing; -1 for none. In another language the phrase cannot be searched, but the first
    /// thing is what the idea is of.
    /// </summary>
    private int HomeOf(ModelSubject subject, int number)
    {
        var noun = ModelWords.Text(subject.Noun, ModelWords.MaxTitleLength);
        for (var i = 0; i < own.Count && noun is not null; i++)
        {
            var last = Last(noun);
            if (
                WholeWord.Contains(TextOf(own[i]), noun)
                || (own[i].Noun is { } known && Last(known.Value).Equals(last, StringComparison.OrdinalIgnoreCase))
            )
            {
                return i;
            }
        }

        var named = noun is null ? ByPhrase(subject) : -1;
        return named < 0 && number == 0 && own.Count > 0 && english is not null ? 0 : named;
    }

    /// <summary>Where the noun is left out, the phrase tells: it is the person's own, or has what theirs is of.</summary>
    private int ByPhrase(ModelSubject subject)
    {
        var phrase = ModelWords.Text(subject.Phrase, StructuredPromptRules.LongestValue) ?? "";
        for (var i = 0; i < own.Count && phrase.Length > 0; i++)
        {
            if (
                new SaidWords(TextOf(own[i])).Covers(phrase)
                || (own[i].Noun is { } known && WholeWord.Contains(phrase, Last(known.Value)))
            )
            {
                return i;
            }
        }

        return -1;
    }

    private string TextOf(Subject subject) => english is null ? subject.Phrase?.Value ?? "" : english;

    private static string Last(string words) => words[(words.LastIndexOf(' ') + 1)..];

    private void AddNew(List<Subject> merged, ModelSubject subject)
    {
        var parts = ModelWords.Parts(subject.Phrase, MaxPhraseLength);
        if (slots.SlotOf(parts.Count > 0 ? parts[0] : subject.Noun) is not { } phrase)
        {
            return;
        }

        var said = new SaidWords(phrase.Value);
        var same = merged.FindIndex(other => Same(other, phrase));
        if (same >= 0)
        {
            merged[same] = WithParts(merged[same], subject, parts.Skip(1), said);
            return;
        }

        var whole = new Subject { Phrase = slots.Say(phrase), Noun = slots.SlotOf(subject.Noun) };
        merged.Add(WithParts(whole, subject, parts.Skip(1), said));
    }

    private static bool Same(Subject subject, Slot phrase) =>
        phrase.Value.Equals(subject.Phrase?.Value, StringComparison.OrdinalIgnoreCase);

    private Subject Detailed(Subject home, ModelSubject subject)
    {
        var text = TextOf(home);
        return WithParts(home, subject, Beyond(text, subject), new SaidWords(text, home.Phrase?.Value));
    }

    /// <summary>"The grey dog asleep on the nets", where the person named the dog beside somebody else.</summary>
    private void AddRelation(Subject home, ModelSubject subject)
    {
        var phrase = ModelWords.Phrase(subject.Phrase ?? subject.Noun);
        if (phrase is null || new SaidWords(home.Phrase?.Value).Covers(phrase))
        {
            return;
        }

        foreach (var article in (string[])["a ", "an "])
        {
            phrase = phrase.StartsWith(article, StringComparison.OrdinalIgnoreCase)
                ? string.Concat("the ", phrase.AsSpan(article.Length))
                : phrase;
        }

        var whole = WithParts(new Subject(), subject, [], new SaidWords(phrase));
        var words = PartsOf(whole).Select(slot => slot.Value).Prepend(phrase);
        if (slots.SlotOf(string.Join(", ", words)) is { } relation)
        {
            _relations.Add(slots.Take(relation));
        }
    }

    private static IEnumerable<Slot> PartsOf(Subject subject) =>
        subject.Attributes.Concat(
            new[] { subject.Action, subject.Expression, subject.Wardrobe, subject.Material }.OfType<Slot>()
        );

    private Subject WithParts(Subject subject, ModelSubject model, IEnumerable<string> more, SaidWords said)
    {
        var details = more.Concat(model.Attributes)
            .Select(detail => Part(detail, said))
            .OfType<Slot>()
            .Take(MaxDetails)
            .ToList();
        return subject with
        {
            Attributes = details.Count > 0 ? [.. subject.Attributes, .. details] : subject.Attributes,
            Count = subject.Count ?? (model.Count is >= 1 and <= 10_000 ? model.Count : null),
            Action = subject.Action ?? Part(model.Action, said),
            Expression = subject.Expression ?? Part(model.Expression, said),
            Wardrobe = subject.Wardrobe ?? Part(model.Wardrobe, said),
            Material = subject.Material ?? Part(model.Material, said),
        };
    }

    /// <summary>Null when its words were said already: a model repeats in one field what it said in another.</summary>
    private Slot? Part(string? words, SaidWords said)
    {
        if (slots.SlotOf(words) is not { Inline: false } slot || said.Covers(slot.Value))
        {
            return null;
        }

        said.Add(slot.Value);
        return slots.Take(slot);
    }

    /// <summary>What the model's phrase says of a thing beyond the person's own words: adjectives, and what comes behind it.</summary>
    private static List<string> Beyond(string text, ModelSubject subject)
    {
        var phrase = ModelWords.Phrase(subject.Phrase, ModelWords.MaxValueLength * 2) ?? "";
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var noun = Last(subject.Noun?.Trim() ?? "");
        var at = Array.FindIndex(
            words,
            word => noun.Length > 0 && Bare(word).Equals(noun, StringComparison.OrdinalIgnoreCase)
        );
        var before =
            at <= 0
                ? []
                : words[..at].Where(word => !IsArticle(word) && !WholeWord.Contains(text, Bare(word))).ToArray();
        if (at < 0 || before.Length > MaxAdjectives || words.Take(at).Contains("of", StringComparer.OrdinalIgnoreCase))
        {
            return [.. ModelWords.Parts(phrase, MaxPhraseLength)];
        }

        var after = words[(at + 1)..];
        var rest = string.Join(' ', after[Common(text, after)..]);
        rest = words[at].EndsWith(',') ? rest : rest.TrimStart(',', ' ');
        return
        [
            .. before.Length > 0 ? [string.Join(' ', before).Trim(',')] : (string[])[],
            .. ModelWords.Parts(rest, MaxPhraseLength),
        ];
    }

    /// <summary>How many words the person's text says as well, ending where a new part of the sentence begins.</summary>
    private static int Common(string text, string[] words)
    {
        for (var count = words.Length; count > 0; count--)
        {
            if (
                (count > 1 || !IsJoint(words[0]))
                && (count == words.Length || Begins(words[count - 1], words[count]))
                && WholeWord.Contains(text, string.Join(' ', words[..count]).Trim(',', ' '))
            )
            {
                return count;
            }
        }

        return 0;
    }

    private static bool Begins(string before, string word) =>
        before.EndsWith(',') || word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) || IsJoint(Bare(word));

    private static bool IsJoint(string word) => Joints.Contains(word.ToLowerInvariant());

    private static string Bare(string word) => word.Trim(',', ';', '.');

    private static bool IsArticle(string word) => word.ToLowerInvariant() is "a" or "an" or "the" or "one";
}
