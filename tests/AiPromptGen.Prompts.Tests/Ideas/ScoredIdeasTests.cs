namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Ideas that a reader scored low, each with what was wrong; the line stands for its kind.</summary>
[TestFixture]
public sealed class ScoredIdeasTests
{
    private static Rendering Render(string idea, string target = "midjourney") =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find(target)!);

    [TestCase("liminal space, an empty indoor swimming pool at 3am", "raking|golden|interior design")]
    [TestCase("empty subway platform, no people", "raking|architectural photograph")]
    [TestCase("1920s jazz club in Harlem", "golden hour|interior design")]
    [TestCase("empty office at night, lights off, city glow outside", "lamplight|lamps|tungsten")]
    [TestCase("brutalist library, concrete, sun through skylights", "raking|lamplight")]
    [TestCase("isometric room of a teenage gamer, purple led lights", "soft diffuse light")]
    [TestCase("grandmother teaching her grandson to bake bread", "open shade|veiled sunlight|golden hour|overcast")]
    [TestCase("a kingfisher diving into water, frozen splash", "snow")]
    [TestCase("newborn baby sleeping in a basket", "rim light")]
    public void Light_suits_the_place_and_the_hour(string idea, string wrong) =>
        Assert.That(Render(idea).Prompt, Does.Not.Match(wrong));

    [TestCase("a girl with a red umbrella, a blue coat and a green scarf", "close-up|head-and-shoulders|bust-length")]
    [TestCase("five people waiting at a bus stop in the rain", "figure small")]
    [TestCase("a knight, but no sword", "middle and far distance|pen and ink|sword and")]
    [TestCase("a lion tamer afraid of a kitten", "pet photograph|wildlife")]
    [TestCase("fried chicken in a basket", "wildlife|farm")]
    [TestCase("streetwear lookbook, two models in oversized puffer jackets", "portrait photograph")]
    [TestCase("melancholy", "golden hour|overcast")]
    [TestCase("anticipation and dread", "golden hour|overcast")]
    [TestCase("a cabin in the woods with snow falling", "straight verticals")]
    [TestCase("foggy harbor at dawn", "street photograph")]
    [TestCase("cyberpunk samurai", "crease|bioluminescent")]
    [TestCase("Vermeer style painting of a barista", "visible brushwork|raking")]
    [TestCase("sticker of a skateboarding avocado, white border", "die-cut border")]
    [TestCase("book cover with the title \"The Salt Road\" at the bottom", "title area above")]
    [TestCase("map of an underground metro system", "compass")]
    public void Framing_and_making_suit_the_subject(string idea, string wrong) =>
        Assert.That(Render(idea).Prompt, Does.Not.Match(wrong));

    [TestCase("knitting pattern of a reindeer", "counted grid")]
    [TestCase("map of an underground metro system for a fictional city", "straight routes")]
    [TestCase("cyberpunk samurai", "neon glow")]
    [TestCase("mushroom", "botanical photograph|macro photograph")]
    public void What_belongs_to_the_kind_is_added(string idea, string right) =>
        Assert.That(Render(idea).Prompt, Does.Match(right));

    [TestCase("ok so i want like a really cozy scene", "a really cozy scene", "ok so i want like")]
    [TestCase("draw me a cat on a skateboard", "a cat on a skateboard", "draw me")]
    [TestCase("hi, can you please create a logo for a bakery", "a logo for a bakery", "hi, can you please create")]
    [TestCase("i need something like a foggy harbor", "a foggy harbor", "i need something like")]
    [TestCase("show jumping horse", "show jumping horse", null)]
    [TestCase("design studio with a big window", "design studio with a big window", null)]
    [TestCase("like a rolling stone", "like a rolling stone", null)]
    [TestCase("the design of a chair", "the design of a chair", null)]
    public void Words_to_the_tool_are_told(string idea, string phrase, string? request)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That((prompt.Subjects[0].Phrase!.Value, prompt.Idea!.Request), Is.EqualTo((phrase, request)));
    }

    [TestCase("una cocina rústica sin gente y sin coches", "una cocina rústica", "gente|coches")]
    [TestCase("ein Strand ohne Menschen und ohne Boote", "ein Strand", "Menschen|Boote")]
    [TestCase("夜の神社、人はいない", "夜の神社", "人")]
    public void Nothing_hangs_where_a_denial_was(string idea, string phrase, string negatives)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That(prompt.Subjects[0].Phrase!.Value, Is.EqualTo(phrase));
        Assert.That(prompt.Negatives.Select(each => each.Term.Value), Is.EqualTo(negatives.Split('|')));
    }

    [TestCase(
        "tattoo flash sheet of moths and daggers",
        "\"background\":\"white ground\"",
        "\"desc\":\"moths and daggers\""
    )]
    [TestCase(
        "a girl with a red umbrella, a blue coat and a green scarf",
        "\"desc\":\"a red umbrella\"",
        "\"desc\":\"a blue coat\""
    )]
    [TestCase(
        "a boy flying a kite while his sister reads under a tree",
        "\"desc\":\"his sister reads\"",
        "\"background\":\"under a tree\""
    )]
    [TestCase(
        "two models in oversized puffer jackets",
        "\"desc\":\"two models in oversized puffer jackets\"",
        "\"background\":\"B"
    )]
    [TestCase(
        "abstract painting in blue and gold",
        "\"desc\":\"abstract painting in blue and gold\"",
        "\"medium\":\"abstract painting\""
    )]
    [TestCase("a cabin in the snow and a dog on the porch", "\"desc\":\"a dog on the porch\"", "\"desc\":\"a cabin\"")]
    public void Ideogram_gets_each_thing_by_itself(string idea, string one, string other) =>
        Assert.That(Render(idea, "ideogram-4").Prompt, Does.Contain(one).And.Contain(other));
}
