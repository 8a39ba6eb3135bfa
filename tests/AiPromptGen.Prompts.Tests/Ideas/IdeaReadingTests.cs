using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>What words mean together: compounds, actions, light that needs a place, colors and what they color.</summary>
[TestFixture]
public sealed class IdeaReadingTests
{
    private const int Variations = 12;

    private static IEnumerable<StructuredPrompt> Prompts(string idea) =>
        from detail in (DetailLevel[])[DetailLevel.Light, DetailLevel.Full]
        from variation in Enumerable.Range(0, Variations)
        select IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = detail },
            },
            variation
        );

    private static IEnumerable<string> Added(string idea) =>
        Prompts(idea)
            .SelectMany(prompt => prompt.Slots())
            .Select(placed => placed.Slot)
            .Where(slot => slot.Source == SlotSource.Library)
            .Select(slot => slot.EntryId!)
            .Distinct(StringComparer.Ordinal);

    [TestCase("poster with negative space above", "space-light cosmic-violet nebula-light")]
    [TestCase("product shot of a mug, copy space on the left", "space-light cosmic-violet nebula-light")]
    [TestCase("a parking space in front of a house", "space-light cosmic-violet")]
    [TestCase("a child in a space helmet", "space-light")]
    [TestCase("a girl in yellow rain boots", "rain-light storm-light storm-front breaking-light")]
    [TestCase("a man in a rain jacket", "rain-light storm-light storm-front")]
    [TestCase("a storm drain", "storm-light storm-front breaking-light")]
    [TestCase("a snow globe on a desk", "snow-light winter-sun arctic-ice snowfall-gray")]
    [TestCase("a beach towel", "sunset-glow")]
    [TestCase("a fire truck", "firelight campfire-night")]
    [TestCase("an evening gown on a mannequin", "night-practical deep-night")]
    [TestCase("a bowl of spring rolls", "sakura-spring spring-meadow")]
    public void A_word_in_a_compound_does_not_mean_what_it_means_alone(string idea, string wrong) =>
        Assert.That(Added(idea).Intersect(wrong.Split(' '), StringComparer.Ordinal), Is.Empty);

    [TestCase("oil painting of a shipwreck at dawn", "underwater-light reef-light")]
    [TestCase("watercolor of a mountain village in spring", "neon-light")]
    [TestCase("a market stall at noon", "neon-light hazy-sun")]
    [TestCase("library lit by green lamps", "side-light window-light golden-hour soft-light")]
    [TestCase("a samurai lit from below by a lantern", "window-light softbox overcast golden-hour")]
    public void Light_that_the_idea_does_not_have_is_not_added(string idea, string wrong) =>
        Assert.That(Added(idea).Intersect(wrong.Split(' '), StringComparer.Ordinal), Is.Empty);

    [TestCase("meme of a cat")]
    [TestCase("UI screen of a banking app")]
    [TestCase("negative space above a lighthouse, poster")]
    [TestCase("Hokusai style print of a motorcycle")]
    [TestCase("cutaway diagram of a submarine")]
    [TestCase("sprite sheet of a knight walking")]
    public void Colors_that_nothing_in_the_idea_calls_for_are_not_added_where_little_is(string idea) =>
        Assert.That(
            Enumerable.Range(0, Variations).SelectMany(i => IdeaComposer.Compose(new Idea { Text = idea }, i).Palette),
            Is.Empty
        );

    [TestCase("space helmet on a desk")]
    [TestCase("marathon runners crossing a bridge in fog")]
    [TestCase("window cleaners hanging off a tower")]
    public void Goods_and_people_are_photographs(string idea) =>
        Assert.That(
            Enumerable.Range(0, 6).Select(i => IdeaComposer.Compose(new Idea { Text = idea }, i).ContentClass),
            Has.All.EqualTo(ContentClass.Photo)
        );

    [TestCase("marathon runners crossing a bridge in fog")]
    [TestCase("window cleaners hanging off a tower")]
    public void Who_does_something_is_no_architecture(string idea) =>
        Assert.That(Added(idea), Does.Not.Contain("architecture-photo"));

    [TestCase("a poster that says \"JAZZ NIGHT\" in art deco lettering at the top", "art deco lettering, at the top")]
    [TestCase("a mug with \"HELLO\" in red script in the bottom left corner", "red script, in the bottom left corner")]
    [TestCase("\"OPEN\" sign in neon letters", "neon letters")]
    public void Each_writing_has_its_looks_and_its_place(string idea, string expected)
    {
        var json = PromptRenderer
            .Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find("ideogram-4")!)
            .Prompt;

        Assert.That(json, Does.Contain($"\"desc\":\"{expected}\""));
        Assert.That(json, Does.Not.Match("\"background\":\"in (art|red|neon|the bottom)"));
    }

    [TestCase("a fox in the rain", "rain-light breaking-light storm-light")]
    [TestCase("a cabin on a snowy mountain", "snow-light winter-sun")]
    [TestCase("a stormy beach", "storm-light rain-light breaking-light")]
    public void The_same_word_alone_still_does(string idea, string expected) =>
        Assert.That(Added(idea).Intersect(expected.Split(' '), StringComparer.Ordinal), Is.Not.Empty);

    [TestCase("BMX rider doing a backflip at noon")]
    [TestCase("a boy doing a cartwheel")]
    [TestCase("a dancer caught mid-air")]
    [TestCase("a woman tying her shoes")]
    [TestCase("a man jumps over a fence")]
    [TestCase("a gymnast performing a handstand")]
    [TestCase("a skateboarder mid-kickflip, mid-jump")]
    [TestCase("an athlete running a marathon")]
    [TestCase("two men shoveling snow")]
    public void Who_does_something_is_not_cut_off_and_not_in_a_studio(string idea) =>
        Assert.That(
            Added(idea)
                .Intersect(
                    "close-up head-and-shoulders medium-close-up extreme-close-up half-length studio-lighting softbox ring-light clamshell window-light butterfly-lighting rembrandt-lighting".Split(
                        ' '
                    ),
                    StringComparer.Ordinal
                ),
            Is.Empty
        );

    [TestCase("a festival crowd")]
    [TestCase("a crowd at a concert")]
    [TestCase("thousands of spectators in a stadium")]
    [TestCase("a protest march in the city")]
    [TestCase("vast desert landscape")]
    [TestCase("screenshot of a chat app with a woman's face")]
    public void Crowds_landscapes_and_screens_are_no_portraits(string idea) =>
        Assert.That(
            Added(idea)
                .Intersect(
                    "close-up head-and-shoulders medium-close-up half-length profile-view lens-85mm lens-105mm window-light portrait-photo softbox".Split(
                        ' '
                    ),
                    StringComparer.Ordinal
                ),
            Is.Empty
        );

    [Test]
    public void Lens_and_palette_suit_framing_and_light() =>
        Assert.That(
            from idea in SampleIdeas.All.Concat(KindSubjects.All)
            from prompt in Prompts(idea)
            let entries = prompt
                .Slots()
                .Select(placed => placed.Slot.EntryId)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(PromptLibrary.Instance.Find)
                .OfType<LibraryEntry>()
                .ToList()
            from lens in entries.Where(entry => entry.Facet is "focalLength")
            from frame in entries.Where(entry => entry.Facet is "shotSize")
            where
                (lens.Id.EndsWith("macro", StringComparison.Ordinal) && frame.Id is "wide-shot" or "establishing-shot")
                || (lens.Id is "lens-14mm" or "lens-16mm" && frame.Id is "close-up" or "head-and-shoulders")
            select $"{idea}: {lens.Id} with {frame.Id}",
            Is.Empty
        );

    [TestCase("a girl in yellow rain boots", "yellow>rain boots")]
    [TestCase("red wooden chair by a window", "red>wooden chair")]
    [TestCase("black wireless headphones", "black>wireless headphones")]
    [TestCase("a burnt orange armchair", "burnt orange>armchair")]
    [TestCase("a dusty rose wall and a navy blue door", "dusty rose>wall|navy blue>door")]
    [TestCase("red and white striped awning", "red>striped awning|white>striped awning")]
    [TestCase("a red fox", "")]
    [TestCase("a glass of white wine", "")]
    [TestCase("the blue in the distance", "")]
    [TestCase("walls painted sage green", "sage green>walls")]
    [TestCase("a green car driving through the rain", "green>car")]
    [TestCase("a white cat sleeping on a sofa", "white>cat")]
    public void A_color_belongs_to_the_thing_that_it_describes(string idea, string expected) =>
        Assert.That(
            string.Join(
                '|',
                IdeaComposer
                    .Compose(
                        new Idea
                        {
                            Text = idea,
                            Controls = new IdeaControls { Detail = DetailLevel.Off },
                        }
                    )
                    .Palette.Where(color => color.Target is not null)
                    .Select(color => $"{color.Name.Value}>{color.Target}")
            ),
            Is.EqualTo(expected)
        );

    [TestCase("{\"scene\": \"a fox\", \"style\": {\"camera\": \"35mm\"}}")]
    [TestCase("[{\"prompt\": \"a fox\"}]")]
    public void Json_of_another_tool_gets_nothing_added(string json) => Assert.That(Added(json), Is.Empty);

    [TestCase("an astronuat riding a dargon", "spelling:astronaut|spelling:dragon")]
    [TestCase("beautifull moutain lake", "spelling:beautiful|spelling:mountain")]
    [TestCase("a fox in teh snow", "spelling:the")]
    [TestCase("wanna see a fox pls", "slang:want to|slang:please")]
    [TestCase("a lightouse on a clif", "spelling:lighthouse")]
    [TestCase("an old fisherman mending nets", "")]
    [TestCase("Zorblax the wanderer meets a quibblor", "")]
    public void Typos_and_slang_are_told_and_kept(string idea, string expected)
    {
        var found = PromptLint
            .Check(idea, target: null)
            .Where(finding => finding.Code is "spelling" or "slang")
            .Select(finding => $"{finding.Code}:{finding.Message.Split('“', '”')[3]}");

        Assert.That(string.Join('|', found), Is.EqualTo(expected));
        Assert.That(IdeaComposer.Compose(new Idea { Text = idea }).Subjects[0].Phrase!.Value, Is.EqualTo(idea));
    }

    [Test]
    public void None_of_the_sample_ideas_is_said_to_be_mistyped() =>
        Assert.That(
            SampleIdeas
                .All.Concat(KindSubjects.All)
                .SelectMany(idea => PromptLint.Check(idea, target: null).Select(finding => (idea, finding)))
                .Where(pair => pair.finding.Code is "spelling" or "slang")
                .Select(pair => $"{pair.idea}: {pair.finding.Message}"),
            Is.Empty
        );
}
