namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Ideas as people type them, whose first answers a buyer would have sent back; each stands for its kind.</summary>
[TestFixture]
public sealed class BuyersIdeasTests
{
    [TestCase("wolf howling at the moon but make it look like a stained glass window", "photograph")]
    [TestCase("five penguins in tuxedos playing poker around a table", "wildlife")]
    [TestCase("a cat wearing a spacesuit sitting on the moon", "pet photo|overcast")]
    [TestCase("a red sphere on top of a blue cube next to a green pyramid", "architectural|verticals")]
    [TestCase("wooden toy train on white background", "rule of thirds|low-key|surroundings")]
    [TestCase("an hourglass where the sand turns into birds", "wildlife|profile")]
    [TestCase("a hand reaching out of a phone screen", "product")]
    [TestCase("the number 7 made out of balloons", "low sun|three-quarter")]
    [TestCase("a lion with a mane made of fire and a snake with scales made of ice", "snow|fire")]
    [TestCase("the word \"HOPE\" made of flowers", "macro|golden hour|fills the frame")]
    [TestCase("transparent background png of a hot air balloon", "photograph|rim light|wide")]
    [TestCase("wallpaper pattern art deco peacocks", "wildlife|close-up")]
    [TestCase("coloring sheet underwater scene with turtle and fish", "photograph|caustic")]
    [TestCase("tiefling rogue with purple skin, daggers, dark alley", "street photograph")]
    [TestCase("elf ranger archer, long silver hair, dnd", "photograph")]
    [TestCase("portrait of a teenage skater girl, looking away", "sports")]
    [TestCase("subway map of an imaginary city", "compass")]
    [TestCase("set of 9 weather icons", "single")]
    [TestCase("step by step drawing tutorial of a cat", "photograph")]
    [TestCase("an elderly man practicing calligraphy", "pen and ink")]
    [TestCase("hand knitted beanie for my shop", "yarn loops")]
    [TestCase("a teapot shaped like an elephant", "wildlife|sunrise")]
    [TestCase("three wise monkeys as robots", "wildlife")]
    [TestCase("pirate frog drinking rum in a tavern", "wildlife")]
    [TestCase("glowing mushrooms in a dark forest, a tiny fairy", "food")]
    [TestCase("color by number sheet of a parrot", "photograph")]
    [TestCase("birthday balloons spelling \"30\"", "low sun|wide shot")]
    [TestCase("girl reading a book under a tree, ghibli style", "photograph")]
    [TestCase("clock melting over a branch, dali", "photograph")]
    [TestCase("dwarf blacksmith hammering a glowing sword", "photograph")]
    [TestCase("paper boat in a bathtub", "palette|wide shot")]
    public void Nothing_is_added_that_belongs_to_another_kind(string idea, string wrong) => AssertWithout(idea, wrong);

    [TestCase("skincare bottle on a podium, hard shadows", "light")]
    [TestCase("a woman by a lake, natural light", "golden|hazy|overcast|soft diffuse|backlit|rim")]
    [TestCase("studio portrait of a young man", "overcast|golden|open shade")]
    [TestCase("young man with curly hair, studio portrait", "overcast|golden|open shade")]
    [TestCase("lavender fields, late afternoon", "blue hour|sunrise|moonlight|noon")]
    [TestCase("a dog sitting in a barber chair getting a haircut", "sunrise|golden hour|overcast")]
    [TestCase("vinage car parked in front of a diner at nihgt", "golden|midday|overcast|sunrise")]
    [TestCase("dark academia library aesthetic, candles, old books", "architectural|daylight|golden")]
    [TestCase("a bride and a groom walking out of a church", "studio")]
    [TestCase("mermaid sitting on a rock, sunset", "caustic")]
    public void Light_and_place_are_those_of_the_idea(string idea, string wrong) => AssertWithout(idea, wrong);

    [TestCase("poster with a saxophone, teal and orange")]
    [TestCase("wallpaper pattern of peacocks, gold on emerald")]
    [TestCase("t-shirt design: skeleton surfing a wave, retro sunset")]
    [TestCase("exploded view of a mechanical watch, white background")]
    public void Colors_of_the_idea_get_no_others_beside_them(string idea) => AssertWithout(idea, "palette");

    [TestCase("a knight in black armor on a white horse fighting a knight in gold armor")]
    [TestCase("a half-orc paladin with green skin and a red cape")]
    public void What_has_colors_is_not_made_in_black_and_white(string idea) =>
        AssertWithout(idea, "ink|woodcut|etching|engraving|charcoal|pencil");

    [TestCase("woman not smiling, freckles", "smiling")]
    [TestCase("a man, not wearing glasses", "glasses")]
    public void What_somebody_does_not_do_is_denied(string idea, string term) =>
        Assert.That(
            IdeaComposer.Compose(new Idea { Text = idea }).Negatives.Select(negative => negative.Term.Value),
            Is.EqualTo(new[] { term })
        );

    [Test]
    public void What_is_denied_leaves_no_hole_in_front_of_a_comma() =>
        Assert.That(
            IdeaComposer
                .Compose(new Idea { Text = "eine Hexe mit Hut, kein Besen, Ölgemälde" })
                .Subjects[0]
                .Phrase!.Value,
            Is.EqualTo("eine Hexe mit Hut, Ölgemälde")
        );

    [TestCase("retro gas station at night, neon, 1950s")]
    [TestCase("polaroid of a couple on a beach, 80s")]
    public void A_decade_is_no_length(string idea) =>
        Assert.That(IdeaComposer.Compose(new Idea { Text = idea }).Video.Duration, Is.Null);

    /// <summary>With little added, whichever variation is drawn.</summary>
    private static void AssertWithout(string idea, string wrong)
    {
        for (var variation = 0; variation < 12; variation++)
        {
            var prompt = IdeaComposer.Compose(new Idea { Text = idea }, variation);
            var written = PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!).Prompt;
            var added = written.Replace(idea, "", StringComparison.OrdinalIgnoreCase);
            Assert.That(
                wrong.Split('|').Where(word => added.Contains(word, StringComparison.OrdinalIgnoreCase)),
                Is.Empty,
                written
            );
        }
    }
}
