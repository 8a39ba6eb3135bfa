namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>The time of day, the weather and the source of light that an idea tells are the light of the picture.</summary>
[TestFixture]
public sealed class LightOfTheIdeaTests
{
    private static string Midjourney(string idea) =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find("midjourney")!).Prompt;

    [TestCase("busy night market in Bangkok", "daylight|sun|golden")]
    [TestCase("hawker stalls at a night market, drone view", "daylight|sun|golden")]
    [TestCase("attic bedroom, low winter sun, pine floor", "lamplight|overcast|morning light")]
    [TestCase("kitchen with harsh midday sun on the tiles", "lamplight|overcast")]
    [TestCase("low poly village at sunset", "diffuse light")]
    [TestCase("macro of frost on a windowpane", "bounced from the snow")]
    [TestCase("ice cold soda can with frost, product photo", "bounced from the snow")]
    [TestCase("three astronauts walking to the launch pad", "black sky|vast scale")]
    [TestCase("a cabin under the milky way", "black sky")]
    [TestCase("waterspout off the coast, fishing boats", "falling rain")]
    [TestCase("hands threading a needle at a sewing machine", "golden hour|overcast")]
    [TestCase("cyberpunk noodle cook, rain on the awning", "gray light|heavy clouds")]
    public void No_other_light_is_added(string idea, string wrong) =>
        Assert.That(Midjourney(idea), Does.Not.Match(wrong));

    [TestCase("an oil painting of a harbor at sunset", "sunset glow")]
    [TestCase("a badger with a lantern in a storybook wood", "lantern")]
    [TestCase("teenagers exploring a cave with flashlights", "flashlight beam")]
    [TestCase("commuters on a bridge in the drizzle", "falling rain")]
    [TestCase("a tornado behind a red barn", "dark clouds|storm light")]
    public void Its_own_light_is_added(string idea, string light) => Assert.That(Midjourney(idea), Does.Match(light));

    [TestCase("seven firefighters in front of their truck", "tiny figure|close-up")]
    [TestCase("12 robots waiting at a crosswalk", "tiny figure|close-up")]
    public void Several_are_not_one_tiny_figure(string idea, string wrong) =>
        Assert.That(Midjourney(idea), Does.Not.Match(wrong));

    [TestCase("three story townhouse with a green door")]
    [TestCase("2 door coupe on a coastal road")]
    [TestCase("a five tiered wedding cake")]
    public void A_measure_counts_nothing(string idea) =>
        Assert.That(IdeaComposer.Compose(new Idea { Text = idea }).Subjects[0].Count, Is.Null);
}
