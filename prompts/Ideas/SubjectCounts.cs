using System.Globalization;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>How many there are, and whom a noun before another one belongs to.</summary>
internal static partial class SubjectReader
{
    private static readonly IReadOnlyList<string> Numbers = WordLists.InOrder("numbers");

    /// <summary>"Hikers", "foxes": several beings, without a number.</summary>
    private static bool IsSeveral(DomainEntry domain, string key) =>
        Owners.Contains(domain.Id)
        && key.Length > 4
        && key[^1] is 's'
        && WordForms.Stem(key) is var one
        && one.Length < key.Length
        && domain.Id.Equals(Lexicon.Instance.DomainOf(one)?.Id, StringComparison.Ordinal);

    /// <summary>"About a lighthouse keeper": the person, not the building.</summary>
    private static (DomainEntry Domain, int At)? KeeperOf(IdeaReading reading, List<Token> tokens, int at, int end) =>
        at + 1 < end
        && Tokenizer.AreTogether(reading.Text, tokens, at, 2)
        && Lexicon.Instance.DomainOf(tokens[at + 1].Key) is { Id: Lexicon.People } people
        && IsNoun(reading, tokens, at + 1, last: false)
            ? (people, at + 1)
            : null;

    private static int Number(string key)
    {
        for (var i = 0; i < Numbers.Count; i++)
        {
            if (Numbers[i].Equals(key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return
            key.Length is 1 or 2 && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? digits
            : 0;
    }
}
