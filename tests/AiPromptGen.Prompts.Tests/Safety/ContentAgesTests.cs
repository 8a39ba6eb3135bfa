using System.Text.Json;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Prompts.Safety;

/// <summary>Ordinary ways to say that somebody is under eighteen, each beside one word for bareness, in any order.</summary>
[TestFixture]
internal sealed class ContentAgesTests
{
    [TestCaseSource(nameof(Languages))]
    public void An_age_is_found_however_it_is_said(string language)
    {
        var (state, ages) = Of(language);

        var missed = ages.SelectMany(age => new[] { $"{state}, {age}", $"{age}, {state}" })
            .Where(text => ContentRules.Check(text).Decision != ContentDecision.Refuse);

        Assert.That(missed, Is.Empty, string.Join('\n', missed));
    }

    /// <summary>Numbers beside a word for bareness that are nobody's age.</summary>
    [TestCase("just 5 nude figures in marble")]
    [TestCase("only 12 nude sketches on the wall")]
    [TestCase("nude beach, 12 km from here")]
    [TestCase("nude portrait, under 5 lamps")]
    [TestCase("a nude woman of 25 years")]
    [TestCase("nude study, almost 30 years old")]
    [TestCase("a nude man who turned 40")]
    [TestCase("nude lipstick, 12 shades")]
    [TestCase("naked ambition, chapter 13")]
    [TestCase("nude heels under 15 dollars")]
    [TestCase("Akt, 12 Skizzen")]
    [TestCase("eine nackte Zwanzigjährige")]
    [TestCase("une femme nue de 30 ans")]
    [TestCase("donna nuda, trentenne")]
    [TestCase("голая женщина, 30 лет")]
    [TestCase("kobieta naga, trzydziestolatka")]
    [TestCase("裸婦、第3章")]
    [TestCase("裸の大人の女性、25歳")]
    public void A_number_that_is_no_minor_s_age_says_nothing(string text) =>
        Assert.That(ContentRules.Check(text).Decision, Is.EqualTo(ContentDecision.Allow));

    private static IEnumerable<string> Languages()
    {
        using var document = Read();
        return [.. document.RootElement.EnumerateObject().Select(language => language.Name)];
    }

    private static (string State, string[] Ages) Of(string language)
    {
        using var document = Read();
        var one = document.RootElement.GetProperty(language);
        return (
            one.GetProperty("state").GetString()!,
            [.. one.GetProperty("ages").EnumerateArray().Select(age => age.GetString()!)]
        );
    }

    private static JsonDocument Read() =>
        JsonDocument.Parse(Repository.Read("tests/AiPromptGen.Prompts.Tests/Safety/ages.json"));
}
