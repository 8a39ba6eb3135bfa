namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>What a named style and named years look like is told with them.</summary>
[TestFixture]
public sealed class StyleLookTests
{
    private static StructuredPrompt Composed(string idea) => IdeaComposer.Compose(new Idea { Text = idea });

    private static string Midjourney(string idea) =>
        PromptRenderer.Render(Composed(idea), PromptTargets.Find("midjourney")!).Prompt;

    [TestCase("constructivist poster for a bicycle race", "diagonal blocks")]
    [TestCase("fauvist painting of a harbor", "wild unmixed color")]
    [TestCase("dieselpunk heron", "interwar machinery")]
    [TestCase("an art deco elevator lobby", "stepped geometry")]
    [TestCase("brutalist church on a hill", "raw concrete")]
    [TestCase("cubist still life of a guitar", "seen from several sides")]
    public void The_look_of_a_style_is_added(string idea, string look) =>
        Assert.That(Midjourney(idea), Does.Contain(look));

    [TestCase("pixel art fox", "limited palette")]
    [TestCase("anime girl on a train", "cel shading")]
    public void It_is_told_once(string idea, string look)
    {
        var prompt = Midjourney(idea);

        Assert.That(prompt.Split(look), Has.Length.EqualTo(2), prompt);
    }

    [TestCase("constructivist poster in green and white", "red and black")]
    [TestCase("baroque church interior", "theatrical movement")]
    [TestCase("blueprint of a steampunk engine", "riveted leather")]
    [TestCase("a renaissance fair in the rain", "tonal modeling")]
    public void No_look_contradicts_or_is_a_painters(string idea, string wrong) =>
        Assert.That(Midjourney(idea), Does.Not.Contain(wrong));

    [TestCase("steampunk heron")]
    [TestCase("clockpunk beetle on a clock face")]
    [TestCase("dieselpunk airship over a city")]
    [TestCase("solarpunk village")]
    public void What_never_was_is_drawn(string idea)
    {
        var prompt = Composed(idea);

        Assert.That(prompt.ContentClass, Is.EqualTo(ContentClass.Art));
        Assert.That(Midjourney(idea), Does.Not.Contain("photograph"));
    }

    [TestCase("photo of a steampunk owl costume")]
    [TestCase("steampunk wristwatch, product photo")]
    public void A_photograph_that_is_asked_for_stays_one(string idea) =>
        Assert.That(Composed(idea).ContentClass, Is.EqualTo(ContentClass.Photo));

    [TestCase("1950s diner with a red counter", "slide film")]
    [TestCase("90s skateboarders behind a supermarket", "point-and-shoot")]
    [TestCase("photo of a gas station in 1974", "amber cast")]
    [TestCase("sixties living room with a record player", "slide film")]
    [TestCase("1930s poster for an ocean liner", "streamlined shapes")]
    [TestCase("y2k bedroom, inflatable chair", "early digital camera")]
    public void Years_have_a_look(string idea, string look) => Assert.That(Midjourney(idea), Does.Contain(look));

    [TestCase("portrait of a woman in her 50s")]
    [TestCase("a man in his late 60s feeding pigeons")]
    [TestCase("two hikers, early 20s, on a ridge")]
    [TestCase("painting of a woman in the 1920s by Tamara de Lempicka")]
    [TestCase("floor plan of a 1960s bungalow")]
    public void An_age_is_no_era(string idea) =>
        Assert.That(Midjourney(idea), Does.Not.Match("film color|vintage tones|flat color|ornament"));
}
