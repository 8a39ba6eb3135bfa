using CsCheck;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class WholeWordTests
{
    private static readonly Gen<string> Words = Letters("aAbB1 ");

    private static Gen<string> Letters(string letters) =>
        Gen.Int[0, letters.Length - 1].Select(i => letters[i]).Array[0, 12].Select(chars => new string(chars));

    [TestCase("A red fox, at dawn", "FOX", true)]
    [TestCase("foxes and a fox", "fox", true)]
    [TestCase("foxes and an outfox", "fox", false)]
    [TestCase("fox", "fox", true)]
    [TestCase("fo", "fox", false)]
    [TestCase("a “fox”", "Fox", true)]
    [TestCase("Ein FUCHS über Ästen", "äSTEN", true)]
    [TestCase("Gebäude", "ude", false)]
    [TestCase("35mm film", "35MM", true)]
    public void A_word_is_found_as_a_whole(string text, string word, bool found) =>
        Assert.That(WholeWord.Contains(text, word), Is.EqualTo(found));

    /// <summary>A text of plain letters is searched another way than one with others, and in both the same is found.</summary>
    [Test]
    public void Every_text_is_searched_alike() =>
        Gen.Select(Words, Words)
            .Sample(
                (text, word) =>
                    Assert.That(
                        new[] { text, text + " é", "“ " + text }.Select(t => WholeWord.Contains(t, word)),
                        Is.EqualTo(new[] { text, text + " é", "“ " + text }.Select(t => IsSomewhere(t, word)))
                    ),
                iter: 20_000
            );

    /// <summary>Tries every place.</summary>
    private static bool IsSomewhere(string text, string word) =>
        Enumerable
            .Range(0, text.Length + 1)
            .Where(at => text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Any(at => IsWhole(text, at, at + word.Length));

    private static bool IsWhole(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
        && (end == text.Length || !char.IsLetterOrDigit(text[end]));
}
