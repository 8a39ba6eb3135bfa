using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Ideas;
using AiPromptGen.Prompts.Library;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Inputs of a reviewer who had read the code: a denial that took too much, numbers that are no years, chance words.</summary>
[TestFixture]
public sealed class ReviewedReadingTests
{
    [TestCase("a street at dusk, no cars in the street and rain", "cars", "rain")]
    [TestCase("a beach in summer, no people on the beach but gulls", "people", "gulls")]
    [TestCase("a quiet morning, no tourists in the old town", "tourists", "old town")]
    [TestCase("a cafe terrace, no text on the walls", "text on the walls", "cafe terrace")]
    public void A_denial_takes_no_more_than_is_denied(string idea, string denied, string kept)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That(prompt.Negatives.Select(negative => negative.Term.Value), Is.EqualTo(new[] { denied }));
        Assert.That(Rendered(idea, "flux"), Does.Contain(kept).IgnoreCase);
    }

    [Test]
    public void What_something_is_denied_on_stays() =>
        Assert.That(Rendered("a birthday party, no candles on the cake", "sdxl"), Does.Contain("cake"));

    [Test]
    public void What_is_denied_somewhere_is_denied() =>
        Assert.That(
            Enumerable
                .Range(0, 40)
                .Select(seed => Rendered("studio portrait of a woman, no shadows on the face", "flux", (uint)seed)),
            Has.None.Contains("shadow beside")
        );

    [TestCase("a city street at night, ISO 1600")]
    [TestCase("night street with a BMW GS 1250")]
    [TestCase("around 1200 people in a square at night")]
    [TestCase("a puzzle in 1000 pieces at night")]
    [TestCase("a Tokyo street at night with neon signs, seed 1234")]
    [TestCase("a crowd of around 1000 at night")]
    [TestCase("a modern living room with roman blinds at night")]
    [TestCase("a bedroom with roman blinds at night")]
    [TestCase("a modern Tokyo street at night with neon signs and ancient shrines")]
    public void A_number_that_is_no_year_brings_no_torches(string idea) =>
        Assert.That(Rendered(idea), Does.Not.Match("oil lamp|torches"));

    [Test]
    public void What_is_denied_of_today_leaves_the_past() =>
        Assert.That(
            Rendered("a medieval village at night, no modern buildings"),
            Does.Match("oil lamp|torch|lantern|firelight|moon|candle")
        );

    [Test]
    public void A_place_on_a_poster_is_no_name_to_print() =>
        Assert.That(IdeaComposer.Compose(new Idea { Text = "movie poster of two lovers by Lake Como" }).Text, Is.Empty);

    [TestCase("бурый медведь в лесу", "storm")]
    [TestCase("белка на ветке", "white")]
    [TestCase("eine Katze im Aufzug", "train")]
    [TestCase("파란 눈의 고양이", "snow")]
    [TestCase("큰 눈을 가진 소녀", "snow")]
    [TestCase("хлеб, масло и сыр на столе", "brushwork")]
    [TestCase("тушь для ресниц на розовом фоне", "washes")]
    [TestCase("un reloj grabado con un dragón", "cross-hatched")]
    [TestCase("un camino en el desierto de Nevada", "snow")]
    [TestCase("улица после дождя", "falling rain")]
    [TestCase("Straße nach dem Regen", "falling rain")]
    [TestCase("un cheval en bois", "forest")]
    [TestCase("uma rua na cidade à tarde", "streetlight")]
    public void A_word_that_begins_or_ends_like_another_is_not_that_word(string idea, string wrong) =>
        Assert.That(Rendered(idea), Does.Not.Contain(wrong));

    [Test]
    public void What_belongs_to_an_artist_is_nothing_to_choose() =>
        Assert.That(
            Enum.GetValues<LibraryKind>().SelectMany(PromptLibrary.Instance.Choices).Select(entry => entry.Name),
            Has.None.StartsWith("manner-")
        );

    private static string Rendered(string idea, string target = "midjourney", uint? seed = null)
    {
        var controls = new IdeaControls { Detail = DetailLevel.Full, Seed = seed };
        var prompt = IdeaComposer.Compose(new Idea { Text = idea, Controls = controls });
        return PromptRenderer.Render(prompt, PromptTargets.Find(target)!).Prompt;
    }
}
