using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Ideas;

[TestFixture]
public sealed class SpellingReaderTests
{
    private const int Words = 300;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Against the plain way: every text one letter away is looked up, with none passed over.</summary>
    [Test]
    public void The_word_that_was_meant_is_the_commonest_one_letter_away()
    {
        var random = new Random(20261129);
        string[] known =
        [
            .. ClipVocabulary
                .Instance.Words.Keys.Concat(Lexicon.Instance.Words)
                .Where(word => word.Length is > 5 and < 15 && word.All(char.IsAsciiLetterLower))
                .Order(StringComparer.Ordinal),
        ];
        for (var i = 0; i < Words; i++)
        {
            var word = Mistyped(known[random.Next(known.Length)], random);

            var found = SpellingReader.Find(word).FirstOrDefault(mistake => !mistake.IsSlang);

            var ranks = OneLetterAway(word)
                .Where(other => other.Length > 3 && other[0] == word[0])
                .Select(other => (Word: other, Rank: SpellingReader.RankOf(other)))
                .Where(other => other.Rank is < SpellingReader.Common)
                .ToList();
            if (found is null)
            {
                Assert.That(SpellingReader.IsKnown(word) || ranks.Count == 0, Is.True, word);
            }
            else if (!SpellingReader.IsListed(word))
            {
                Assert.That(SpellingReader.RankOf(found.Meant), Is.EqualTo(ranks.Min(other => other.Rank)), word);
                Assert.That(ranks.Select(other => other.Word), Does.Contain(found.Meant), word);
            }
        }
    }

    private static string Mistyped(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        var letter = Letters[random.Next(Letters.Length)].ToString();
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter),
            2 => word.Remove(at, 1).Insert(at, letter),
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        };
    }

    private static IEnumerable<string> OneLetterAway(string word) =>
        Enumerable
            .Range(0, word.Length + 1)
            .SelectMany(at =>
                Letters
                    .SelectMany(letter =>
                        at < word.Length
                            ? [word.Insert(at, $"{letter}"), word.Remove(at, 1).Insert(at, $"{letter}")]
                            : new[] { word.Insert(at, $"{letter}") }
                    )
                    .Concat(at < word.Length ? [word.Remove(at, 1)] : [])
                    .Concat(at + 1 < word.Length ? [$"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}"] : [])
            )
            .Where(other => !other.Equals(word, StringComparison.Ordinal));
}
