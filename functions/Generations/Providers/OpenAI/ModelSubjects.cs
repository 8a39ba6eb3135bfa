using System.Collections.Frozen;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// Merges the things that a model names into the subjects of a prompt. Where a thing is named in the person's own phrase, the
/// phrase stays word for word and gets the model's details beside it. Any other thing becomes a subject of its own.
/// </summary>
/// <param name="slots">Makes slots of words.</param>
/// <param name="own">The subjects that the person or a file named.</param>
/// <param name="english">What their words mean in English, where they are in another language.</param>
internal sealed class ModelSubjects(SlotChooser slots, IReadOnlyList<Subject> own, string? english)
{
    /// <summary>
    /// Characters of a phrase. What is longer is cut into parts, each a slot of its own, so that a target with little room can leave
    /// out some of them and not the whole.
    /// </summary>
    private const int MaxPhraseLength = 160;
    private const int MaxSubjects = 4;
    private const int MaxDetails = 10;

    /// <summary>
    /// How many words before a noun are taken for its adjectives. With more of them the phrase names another thing first, as "a bowl
    /// of ramen" does.
    /// </summary>
    private const int MaxAdjectives = 3;

    private static readonly FrozenSet<string> Joints = WordLists.Set("joints");

    private readonly List<Slot> _relations = [];

    /// <summary>Details of second and further things that one phrase of the person names, each as a phrase of its own.</summary>
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
    /// Which of the person's subjects names the thing; -1 for none. A phrase in another language than English cannot be searched;
    /// there the first thing of the model is taken for the first subject, because that is what the idea is about.
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

    /// <summary>
    /// The same where the model left the noun out: its phrase has only words of the person's phrase, or it has the person's noun.
    /// </summary>
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

    /// <summary>
    /// Adds details of a thing whose phrase already has the details of another: for "a fisherman and his dog", "the gray dog asleep on
    /// the nets" becomes a phrase of its own.
    /// </summary>
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

    /// <summary>A slot of the words; null when they were said already, since models repeat in one field what they said in another.</summary>
    private Slot? Part(string? words, SaidWords said)
    {
        if (slots.SlotOf(words) is not { Inline: false } slot || said.Covers(slot.Value))
        {
            return null;
        }

        said.Add(slot.Value);
        return slots.Take(slot);
    }

    /// <summary>
    /// What the model's phrase says of a thing beyond the person's own words: the adjectives before the noun, and what follows it.
    /// </summary>
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

    /// <summary>
    /// How many of the words, counted from the first, the person's text has too. They end where a new part of the sentence begins, so
    /// that no part is cut in two.
    /// </summary>
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
