using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Tags;

/// <summary>
/// How many people a picture shows, in the tags of picture boards: "1girl, solo", "2boys", "no humans". Only what the idea says is tagged:
/// nobody's sex is guessed, so a knight is not counted. Animals do not count, so a girl with a dog is solo. Rules:
/// https://danbooru.donmai.us/wiki_pages/tag_group:character_count; read 2026-11-28.
/// </summary>
internal static class CountTags
{
    /// <summary>The number from which the boards no longer count.</summary>
    private const int Most = 6;

    private const int WordsToNumber = 4;
    private const string Nobody = "no humans";
    private const string Solo = "solo";

    private static readonly string[] TagNouns = ["girl", "boy", "other"];

    private static readonly FrozenSet<string> Girl = WordLists.Set("girl-words");
    private static readonly FrozenSet<string> Girls = WordLists.Set("girls-words");
    private static readonly FrozenSet<string> Boy = WordLists.Set("boy-words");
    private static readonly FrozenSet<string> Boys = WordLists.Set("boys-words");
    private static readonly FrozenSet<string> NoPersons = WordLists.Set("no-persons");
    private static readonly FrozenSet<string> Likenesses = WordLists.Set("likenesses");
    private static readonly FrozenSet<string> Empty = WordLists.Set("empty-domains");
    private static readonly FrozenSet<string> Peopled = WordLists.Set("peopled");
    private static readonly FrozenSet<string> PeopleTerms = WordLists.Set("people-terms");
    private static readonly FrozenSet<string> Places = WordLists.Set("place-domains");
    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");
    private static readonly IReadOnlyList<string> Numbers = WordLists.InOrder("numbers");

    public static IReadOnlyList<string> Of(StructuredPrompt prompt)
    {
        if (prompt.Idea is { KeptWhole: true } || prompt.Subjects.Count == 0)
        {
            return [];
        }

        var counts = new Counts();
        var texts = prompt.Subjects.Select(PieceBuilder.SubjectText).ToList();
        foreach (var text in texts)
        {
            var tokens = Tokenizer.Split(text, 0, text.Length);
            if (tokens.Exists(token => Likenesses.Contains(token.Key) || IsTag(token.Key)))
            {
                return [];
            }

            Read(text, tokens, counts);
        }

        return counts.Tags() is { Count: > 0 } tags ? tags
            : !counts.Others && texts.TrueForAll(text => IsEmpty(text, Denies(prompt))) ? [Nobody]
            : [];
    }

    private static bool Denies(StructuredPrompt prompt) =>
        prompt.Negatives.Any(negative => PeopleTerms.Contains(negative.Term.Value.ToLowerInvariant()));

    /// <summary>Whether the word is a tag for a count already, so that the writer writes in tags.</summary>
    private static bool IsTag(string key) =>
        key is Solo || (char.IsDigit(key[0]) && TagNouns.Any(noun => key.Contains(noun, StringComparison.Ordinal)));

    private static void Read(string text, List<Token> tokens, Counts counts)
    {
        var last = -2;
        for (var i = 0; i < tokens.Count; i++)
        {
            var key = tokens[i].Key;
            var (girl, boy) = (Girl.Contains(key) || Girls.Contains(key), Boy.Contains(key) || Boys.Contains(key));
            if (!girl && !boy)
            {
                // "A woman doctor" is one person; "a girl and a doctor" are two.
                if (IsPerson(key) && !(last == i - 1 && Tokenizer.AreTogether(text, tokens, last, 2)))
                {
                    counts.Others = true;
                }

                continue;
            }

            if (OnlyTellsKind(text, tokens, i) || (Before(tokens, i) is "the" && counts.Has(girl)))
            {
                continue;
            }

            if (last == i - 1)
            {
                // "A male prince" is one person.
                continue;
            }

            var plural = Girls.Contains(key) || Boys.Contains(key);
            counts.Add(girl, plural ? Number(tokens, i) : 1);
            last = i;
        }
    }

    /// <summary>Whether the word only describes the next one: a king penguin is not a king, and the queen's crown is a crown.</summary>
    private static bool OnlyTellsKind(string text, List<Token> tokens, int at) =>
        at + 1 < tokens.Count
        && Tokenizer.AreTogether(text, tokens, at, 2)
        && !IsPerson(tokens[at + 1].Key)
        && Lexicon.Instance.DomainOf(tokens[at + 1].Key) is not null;

    private static string Before(List<Token> tokens, int at) => at > 0 ? tokens[at - 1].Key : "";

    /// <summary>The number before a plural, as in "two young women"; null when there is none.</summary>
    private static int? Number(List<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - WordsToNumber) && !WordForms.IsBoundary(tokens[i].Key); i--)
        {
            var number = int.TryParse(tokens[i].Key, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                ? digits
                : NumberOf(tokens[i].Key);
            if (number > 1)
            {
                return number;
            }
        }

        return null;
    }

    private static int NumberOf(string word)
    {
        for (var i = 0; i < Numbers.Count; i++)
        {
            if (string.Equals(Numbers[i], word, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPerson(string key) =>
        !NoPersons.Contains(key)
        && (
            Lexicon.Instance.DomainOf(key)?.Id is "portrait" or "crowd" or "fantasy" or "scifi"
            || Lexicon.Instance.ContextsOf(key).Contains("being", StringComparer.Ordinal)
            || (
                WordForms.IsAgent(key)
                && Lexicon.Instance.DomainOf(key) is null
                && Lexicon.Instance.ContextsOf(key).Count == 0
            )
        );

    /// <summary>
    /// Whether the text names a place or an animal and contains no word that could be a person: each stretch between small words has to end
    /// in a known thing.
    /// </summary>
    private static bool IsEmpty(string text, bool denied)
    {
        var tokens = Tokenizer.Split(text, 0, text.Length);
        var known = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var key = tokens[i].Key;
            if (!denied && Lexicon.Instance.ContextsOf(key).Any(Peopled.Contains))
            {
                return false;
            }

            var ends = i + 1 == tokens.Count || WordForms.IsBoundary(tokens[i + 1].Key);
            if (!ends || WordForms.IsBoundary(key) || Articles.Contains(key) || WordForms.IsVerbInIng(key))
            {
                continue;
            }

            var domain = Lexicon.Instance.DomainOf(key);
            if (!known && domain is not null)
            {
                known = Empty.Contains(domain.Id) || (denied && Places.Contains(domain.Id));
                if (!known)
                {
                    return false;
                }
            }
            else if (domain is null && (!known || Lexicon.Instance.ContextsOf(key).Count == 0))
            {
                return false;
            }
        }

        return known;
    }

    private sealed class Counts
    {
        private int _girls;
        private int _boys;
        private bool _manyGirls;
        private bool _manyBoys;

        /// <summary>Whether somebody was named whose sex the idea does not say.</summary>
        public bool Others { get; set; }

        public bool Has(bool girl) => girl ? _girls > 0 || _manyGirls : _boys > 0 || _manyBoys;

        /// <param name="girl">True for a girl, false for a boy.</param>
        /// <param name="number">Null for several of whom the number is not said.</param>
        public void Add(bool girl, int? number)
        {
            if (girl)
            {
                _manyGirls |= number is null;
                _girls = Math.Min(Most, _girls + (number ?? 0));
            }
            else
            {
                _manyBoys |= number is null;
                _boys = Math.Min(Most, _boys + (number ?? 0));
            }
        }

        public List<string> Tags()
        {
            var tags = new List<string>();
            Write(tags, "girl", _girls, _manyGirls);
            Write(tags, "boy", _boys, _manyBoys);
            if (_girls + _boys == 1 && !_manyGirls && !_manyBoys && !Others)
            {
                tags.Add(Solo);
            }

            return tags;
        }

        private static void Write(List<string> tags, string noun, int count, bool many)
        {
            if (many)
            {
                tags.Add($"multiple {noun}s");
            }
            else if (count > 0)
            {
                tags.Add(
                    count == 1 ? $"1{noun}"
                    : count < Most ? string.Create(CultureInfo.InvariantCulture, $"{count}{noun}s")
                    : string.Create(CultureInfo.InvariantCulture, $"{Most}+{noun}s")
                );
            }
        }
    }
}
