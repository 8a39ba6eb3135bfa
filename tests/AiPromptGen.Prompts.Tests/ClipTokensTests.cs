using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts;

/// <summary>Expected ids are those of OpenAI's own tokenizer.</summary>
[TestFixture]
public sealed class ClipTokensTests
{
    [TestCase("a photo of a cat", 320, 1125, 539, 320, 2368)]
    [TestCase(" A  PHOTO of a\tcat ", 320, 1125, 539, 320, 2368)]
    [TestCase("two sleek otters holding hands", 1237, 23187, 38883, 5050, 3500)]
    [TestCase("don't stop, it's", 847, 713, 1691, 267, 585, 568)]
    [TestCase("3,500 km away!!", 274, 267, 276, 271, 271, 4590, 1520, 748)]
    [TestCase("a fox's #C62828 f/1.8", 320, 3240, 568, 258, 322, 277, 273, 279, 273, 279, 325, 270, 272, 269, 279)]
    [TestCase("zorbish quibblor", 17605, 31461, 1912, 65, 833, 541)]
    [TestCase("antidisestablishmentarianism", 3120, 4262, 7726, 12658, 1585, 44351)]
    [TestCase("café", 15304)]
    [TestCase("🦁", 26056)]
    [TestCase("")]
    [TestCase(" \n ")]
    public void A_text_has_the_tokens_of_the_reference(string text, params int[] ids)
    {
        Assert.That(ClipTokens.Ids(text), Is.EqualTo(ids));
        Assert.That(ClipTokens.Count(text), Is.EqualTo(ids.Length));
    }

    [Test]
    public void Text_beyond_English_is_read_byte_by_byte_and_joined()
    {
        Assert.That(ClipTokens.Count("🦊"), Is.EqualTo(2));
        Assert.That(ClipTokens.Count("日本の猫"), Is.InRange(2, 8));
    }

    /// <summary>The short way through the table of whole words is only right if joining ends there too.</summary>
    [Test]
    public void A_word_of_the_vocabulary_is_what_joining_its_letters_gives()
    {
        var vocabulary = ClipVocabulary.Instance;
        var words = vocabulary.Words.Where(pair => pair.Key.All(char.IsAsciiLetterLower)).ToList();

        var wrong = words.Where(pair =>
        {
            var last = pair.Key.Length - 1;
            var tokens = pair.Key.Select((letter, i) => vocabulary.OfByte((byte)letter, i == last)).ToArray();
            return TokenJoiner.Join(tokens) != 1 || tokens[0] != pair.Value;
        });

        Assert.That(words, Has.Count.GreaterThan(30_000));
        Assert.That(wrong.Select(pair => pair.Key), Is.Empty);
    }

    [Test]
    public void Any_text_is_counted_and_words_count_by_themselves() =>
        Gen.Select(Gen.String[0, 40], Gen.String[0, 40])
            .Sample(
                (one, two) =>
                    Assert.That(
                        ClipTokens.Count($"{one} {two}"),
                        Is.EqualTo(ClipTokens.Count(one) + ClipTokens.Count(two))
                    ),
                iter: 500
            );

    [Test]
    public void One_word_of_a_hundred_thousand_letters_is_counted() =>
        Assert.That(ClipTokens.Count(new string('x', 100_000)), Is.GreaterThan(1000));
}
