namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Which thing with a place is itself the picture, whose thing it is, what somebody holds, and when and whence it is seen.</summary>
[TestFixture]
public sealed class WhatThePictureIsOfTests
{
    private static StructuredPrompt Compose(string idea, int variation = 0, DetailLevel detail = DetailLevel.Light) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = detail },
            },
            variation
        );

    private static string Rendered(string idea, int variation = 0, DetailLevel detail = DetailLevel.Light) =>
        PromptRenderer.Render(Compose(idea, variation, detail), PromptTargets.Find("midjourney")!).Prompt;

    private static IEnumerable<string> All(string idea) =>
        from detail in (DetailLevel[])[DetailLevel.Light, DetailLevel.Full]
        from i in Enumerable.Range(0, 8)
        select Rendered(idea, i, detail);

    [TestCase("mural on a brick wall", ContentClass.Art)]
    [TestCase("graffiti on a subway train", ContentClass.Art)]
    [TestCase("a mural covering an apartment building", ContentClass.Art)]
    [TestCase("chalk drawing on a sidewalk", ContentClass.Art)]
    [TestCase("fresco in a church", ContentClass.Art)]
    [TestCase("woman walking past a mural", ContentClass.Photo)]
    [TestCase("a street with a mural", ContentClass.Photo)]
    [TestCase("neon sign on a brick wall", ContentClass.Photo)]
    [TestCase("a statue in a park", ContentClass.Photo)]
    public void What_is_painted_on_a_place_is_the_picture(string idea, ContentClass expected) =>
        Assert.That(Enumerable.Range(0, 6).Select(i => Compose(idea, i).ContentClass), Has.All.EqualTo(expected));

    [TestCase("a dancer's dressing room", "interior")]
    [TestCase("dancers' dressing room backstage", "photograph")]
    [TestCase("a fisherman's boat at dawn", "")]
    [TestCase("a chef's knife", "product photograph")]
    [TestCase("a knight's helmet", "product photograph")]
    [TestCase("a sailor's knot", "")]
    public void Whose_thing_it_is_does_not_pose(string idea, string right) =>
        Assert.That(
            All(idea),
            Has.All.Contains(right)
                .And.All.Not.Match("portrait|full-body|half-length|head-and-shoulders|mood.*dignified")
        );

    [TestCase("an astronaut planting a flag on the moon")]
    [TestCase("planting a flag")]
    [TestCase("a gondolier waving a flag")]
    [TestCase("waving a flag at a parade")]
    [TestCase("a man reading a poster")]
    [TestCase("woman wearing a logo t-shirt")]
    [TestCase("a courier carries a map")]
    public void A_thing_in_an_action_is_no_design(string idea) =>
        Assert.That(
            All(idea),
            Has.All.Not.Match("symmetrical layout|flat fills|headline|simple bold shape|straight-down")
        );

    [TestCase("a knight")]
    [TestCase("a robot")]
    [TestCase("a knight in rusty armor")]
    public void One_being_stands_in_an_upright_picture(string idea) =>
        Assert.That(All(idea), Has.All.Not.Contains("--ar 16:9"));

    [TestCase("Vermeer barista", "window at the left")]
    [TestCase("a lighthouse in the style of Van Gogh", "impasto")]
    [TestCase("cozy bedroom, in the style of Hayao Miyazaki", "cel color")]
    [TestCase("a cat by Klimt, red background", "decorative patterning")]
    public void A_painters_name_brings_the_manner(string idea, string right) =>
        Assert.That(All(idea), Has.All.Contains(right).And.All.Not.Match("photograph|lens|Scandinavian"));

    [TestCase("a beach in the style of Vermeer", "window")]
    [TestCase("a cat by Klimt, red background", "gold")]
    [TestCase("a moonless night, in the style of Monet", "flickering light")]
    public void But_none_that_contradicts_the_idea(string idea, string wrong) =>
        Assert.That(All(idea), Has.All.Not.Match(wrong));

    [TestCase("haunted-lighthouse poster", "eerie mood.*palette")]
    [TestCase("poster for a jazz night", "palette")]
    public void The_theme_of_a_poster_brings_its_mood_and_colors(string idea, string right) =>
        Assert.That(Rendered(idea), Does.Match(right));

    [TestCase("a market street in constantinople 1453, the night before the siege")]
    [TestCase("victorian london street at night, 1888, lamplighter at work")]
    [TestCase("medieval village square at night")]
    [TestCase("viking harbour at night in 890 ad")]
    public void Before_electric_light_a_night_is_lit_by_flames(string idea) =>
        Assert.That(
            All(idea),
            Has.All.Match("oil lamps|gas lamps").And.All.Not.Match("neon|sodium|fluorescent|hot pink|portrait")
        );

    [TestCase("1000 paper lanterns at night")]
    [TestCase("a street at night, 1985")]
    public void Other_numbers_are_no_years_of_that_time(string idea) =>
        Assert.That(All(idea), Has.All.Not.Match("oil lamps|gas lamps"));

    [TestCase("drone shot of a tea plantation with one worker in a yellow raincoat")]
    [TestCase("aerial view of a rice terrace with a farmer and a buffalo")]
    [TestCase("drone photo of a coffee farm in Colombia")]
    public void From_the_air_nothing_is_a_dish_or_a_portrait(string idea) =>
        Assert.That(
            All(idea),
            Has.All.Not.Match("food|diner|appetizing|close-up|eye-level|fills the frame|portrait|berry|low-key|softbox")
        );

    [TestCase("storyboard 6 frames: a boy finds a lost dog, follows the trail to an old house", "gray tone")]
    [TestCase("comic page 4 panels: a cat learns to sail", "bold outlines")]
    [TestCase("a hero image for the landing page of our accounting software, a freelancer at a desk", "--ar 16:9")]
    [TestCase("landing page hero picture for a bakery with empty space on the right", "--ar 16:9")]
    public void The_job_of_the_picture_is_read(string idea, string right) =>
        Assert.That(All(idea), Has.All.Contains(right).And.All.Not.Match("hero area|navigation|70mm"));

    [TestCase(
        "editorial fashion photo, woman on a salt flat, harsh midday sun, she is not smiling",
        "she is",
        "smiling"
    )]
    [TestCase("a quiet laundromat at night, no text on the walls", "on the walls,", "text on the walls")]
    [TestCase("a beach at dawn, no footprints in the sand", "in the sand,", "footprints in the sand")]
    public void Of_a_denied_clause_nothing_stays(string idea, string stump, string denied)
    {
        var prompt = Compose(idea);

        Assert.That(prompt.Negatives.Select(each => each.Term.Value), Is.EqualTo(new[] { denied }));
        Assert.That(prompt.Subjects[0].Phrase!.Value, Does.Not.Contain(stump.TrimEnd(',')));
    }

    [TestCase("ramen")]
    [TestCase("cute sticker of a grumpy capybara drinking bubble tea")]
    [TestCase("fine line tattoo of a hummingbird")]
    [TestCase("pixel art kitchen interior 16 bit")]
    public void Colors_that_nothing_calls_for_are_not_drawn(string idea) =>
        Assert.That(
            from detail in (DetailLevel[])[DetailLevel.Light, DetailLevel.Full]
            from i in Enumerable.Range(0, 8)
            from color in Compose(idea, i, detail).Palette
            select color.Name.Value,
            Is.Empty
        );

    [TestCase("two detectives arguing in a diner")]
    [TestCase("macro of a spider on a leaf")]
    [TestCase("an old man waiting for a bus")]
    public void A_mood_that_nothing_tells_is_not_drawn(string idea) =>
        Assert.That(
            All(idea),
            Has.All.Not.Match("(inviting|dignified|mysterious|curious|serene|timeless) mood|(200|300|400)mm")
        );
}
