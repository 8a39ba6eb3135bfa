using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class IdeaComposerTests
{
    private static StructuredPrompt Compose(string text, IdeaControls? controls = null, int variation = 0) =>
        IdeaComposer.Compose(new Idea { Text = text, Controls = controls ?? new() }, variation);

    private static StructuredPrompt Off(string text) => Compose(text, new IdeaControls { Detail = DetailLevel.Off });

    private static string? Phrase(StructuredPrompt prompt) => prompt.Subjects[0].Phrase?.Value;

    [Test]
    public void Detail_off_adds_nothing()
    {
        var prompt = Off("a red fox in the snow");

        Assert.That(prompt.Slots().Select(placed => placed.Slot.Source), Has.All.EqualTo(SlotSource.User));
        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("flux")!).Prompt,
            Is.EqualTo("A red fox in the snow.")
        );
    }

    [Test]
    public void Light_adds_less_than_full_and_every_addition_names_its_entry()
    {
        var (light, full) = (
            Compose("a red fox in the snow").Slots().Count(placed => placed.Slot.Source == SlotSource.Library),
            Compose("a red fox in the snow", new IdeaControls { Detail = DetailLevel.Full })
                .Slots()
                .Count(placed => placed.Slot.Source == SlotSource.Library)
        );

        Assert.That(light, Is.Positive);
        Assert.That(full, Is.GreaterThan(light));
    }

    [TestCase("a street, no people", "a street", "people")]
    [TestCase("a woman without a hat walking her dog", "a woman walking her dog", "hat")]
    [TestCase("a lighthouse without any ships or birds", "a lighthouse", "ships|birds")]
    [TestCase("a town square with no cars and a fountain", "a town square and a fountain", "cars")]
    [TestCase("a fox --no snow", "a fox", "snow")]
    public void What_must_not_appear_leaves_the_sentence(string idea, string phrase, string negatives)
    {
        var prompt = Off(idea);

        Assert.That(Phrase(prompt), Is.EqualTo(phrase));
        Assert.That(string.Join('|', prompt.Negatives.Select(negative => negative.Term.Value)), Is.EqualTo(negatives));
    }

    [TestCase("a no smoking sign")]
    [TestCase("no man's land at dawn")]
    [TestCase("Chanel No. 5 bottle")]
    [TestCase("a man without looking at the camera")]
    public void A_no_that_cannot_be_taken_out_cleanly_stays(string idea)
    {
        var prompt = Off(idea);

        Assert.That(Phrase(prompt), Is.EqualTo(idea));
        Assert.That(prompt.Negatives, Is.Empty);
    }

    [TestCase("a fox, 16:9", 16, 9, "a fox")]
    [TestCase("a fox --ar 3:2", 3, 2, "a fox")]
    [TestCase("a fox in 4:5 format", 4, 5, "a fox")]
    [TestCase("a fox, aspect ratio 7:5", 7, 5, "a fox")]
    public void A_ratio_is_taken_out_of_the_text(string idea, int width, int height, string phrase)
    {
        var prompt = Off(idea);

        Assert.That((prompt.AspectRatio!.Width, prompt.AspectRatio.Height), Is.EqualTo((width, height)));
        Assert.That(Phrase(prompt), Is.EqualTo(phrase));
    }

    [Test]
    public void A_time_of_day_is_no_ratio() => Assert.That(Off("a train at 10:30").AspectRatio, Is.Null);

    [Test]
    public void A_segment_that_is_a_term_becomes_its_slot()
    {
        var prompt = Off("bouquet of peonies, watercolor, golden hour, art deco style");

        Assert.That(Phrase(prompt), Is.EqualTo("bouquet of peonies"));
        Assert.That(prompt.Medium, Is.EqualTo(Slot.User("watercolor", "watercolor")));
        Assert.That(prompt.Lighting.Source?.EntryId, Is.EqualTo("golden-hour"));
        Assert.That(prompt.Styles[0].Value, Is.EqualTo("art deco style"));
        Assert.That(prompt.ContentClass, Is.EqualTo(ContentClass.Art));
    }

    [Test]
    public void Writing_in_quotation_marks_is_kept_letter_by_letter_and_a_name_is_no_writing()
    {
        Assert.That(Off("a poster that says “No, JAZZ!”").Text[0].Literal.Value, Is.EqualTo("No, JAZZ!"));
        Assert.That(Off("a dog named \"Rex\"").Text, Is.Empty);
        Assert.That(Off("logo for a bookshop called \"Paper Moon\"").Text, Has.Count.EqualTo(1));
    }

    [TestCase("three cats playing cards", 3)]
    [TestCase("12 red balloons", 12)]
    public void A_count_is_understood(string idea, int count) =>
        Assert.That(Off(idea).Subjects[0].Count, Is.EqualTo(count));

    [TestCase("ein roter Fuchs im Schnee", "de")]
    [TestCase("un chat noir sur le toit de Paris", "fr")]
    [TestCase("un zorro rojo en la nieve con su cría", "es")]
    [TestCase("лиса в снегу", "ru")]
    [TestCase("雪の中の赤い狐", "ja")]
    [TestCase("ثعلب أحمر في الثلج", "ar")]
    [TestCase("brzlfq wxqq", "und")]
    public void Another_language_is_kept_whole_and_marked(string idea, string language)
    {
        var prompt = Compose(idea);

        Assert.That((prompt.Idea!.Language, prompt.Idea.KeptWhole), Is.EqualTo((language, true)));
        Assert.That(Phrase(prompt), Is.EqualTo(idea));
    }

    [TestCase("de-AT", true)]
    [TestCase("English", false)]
    [TestCase("en-US", false)]
    public void A_said_language_is_believed(string language, bool whole) =>
        Assert.That(
            Compose("a fox, watercolor", new IdeaControls { Language = language }).Idea!.KeptWhole,
            Is.EqualTo(whole)
        );

    [Test]
    public void A_control_wins_over_the_text_and_the_text_stays()
    {
        var prompt = Compose(
            "a fox, watercolor",
            new IdeaControls { Medium = "Oil painting", Detail = DetailLevel.Off }
        );

        Assert.That(prompt.Medium?.EntryId, Is.EqualTo("oil-painting"));
        Assert.That(Phrase(prompt), Is.EqualTo("a fox, watercolor"));
    }

    [Test]
    public void A_control_nobody_knows_is_the_persons_own_words()
    {
        var controls = new IdeaControls
        {
            Style = "grandma's quilt",
            Lighting = "light of a thousand fireflies",
            Palette = "#ff0000, mossy",
            Detail = DetailLevel.Off,
        };
        var text = PromptRenderer.Render(Compose("a fox", controls), PromptTargets.Find("flux")!).Prompt;

        Assert.That(
            text,
            Is.EqualTo(
                "A fox. In grandma's quilt style. Light of a thousand fireflies. A palette of bright red and mossy."
            )
        );
    }

    [Test]
    public void Another_seed_or_variation_adds_other_words()
    {
        var prompts = Enumerable
            .Range(0, 8)
            .Select(i => Compose("a castle", variation: i).Lighting.ToString())
            .Distinct(StringComparer.Ordinal);

        Assert.That(prompts.Count(), Is.GreaterThan(1));
        Assert.That(
            Compose("a castle", new IdeaControls { Seed = 1 }).Lighting,
            Is.EqualTo(Compose("a castle", new IdeaControls { Seed = 1 }).Lighting)
        );
    }

    [TestCase("")]
    [TestCase(" \n\t ")]
    [TestCase("\u202E\u0000\u200B")]
    public void An_idea_of_nothing_has_no_subject(string idea) => Assert.That(Off(idea).Subjects, Is.Empty);

    [TestCase(".")]
    [TestCase(" ,. ")]
    public void An_idea_of_stops_still_gives_every_target_a_text(string idea)
    {
        foreach (var target in PromptTargets.All)
        {
            TargetGrammarCheck.Check(target, PromptRenderer.Render(Off(idea), target));
        }
    }

    [TestCase("Please make me a really nice picture of a fox", "a fox", "Please make me a really nice picture of")]
    [TestCase("a picture of a fox on a wall", "a fox on a wall", "a picture of")]
    [TestCase("can you draw an image showing two foxes", "two foxes", "can you draw an image showing")]
    [TestCase("a fox drawing a picture of a hen", "a fox drawing a picture of a hen", null)]
    [TestCase("picture of", "picture of", null)]
    public void Words_to_the_tool_are_left_out_and_told(string idea, string phrase, string? request)
    {
        var prompt = Compose(idea);

        Assert.That((Phrase(prompt), prompt.Idea!.Request), Is.EqualTo((phrase, request)));
        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("flux")!).Dropped.Select(dropped => dropped.Value),
            request is null ? Is.Empty : Is.EqualTo(new[] { request })
        );
        Assert.That(Phrase(Off(idea)), Is.EqualTo(idea), "off leaves everything as it is");
    }

    [TestCase("art deco hotel lobby", ContentClass.Photo)]
    [TestCase("art deco poster of a hotel lobby", ContentClass.Art)]
    [TestCase("a bathroom with zellige tiles", ContentClass.Photo)]
    [TestCase("a hotel lobby, art deco", ContentClass.Art)]
    public void The_style_of_a_thing_decides_nothing_about_the_picture(string idea, ContentClass content) =>
        Assert.That(Compose(idea).ContentClass, Is.EqualTo(content));

    [TestCase("flat icon of a paper plane, blue and gold", "blue|gold")]
    [TestCase("a logo, one color", "")]
    public void Who_speaks_of_colors_gets_no_other_palette(string idea, string names) =>
        Assert.That(
            string.Join(
                '|',
                Compose(idea, new IdeaControls { Detail = DetailLevel.Full }).Palette.Select(c => c.Name.Value)
            ),
            Is.EqualTo(names)
        );

    [TestCase("elven queen in silver armor")]
    [TestCase("underwater city of glass domes")]
    [TestCase("a wizard's desk")]
    public void Fantasy_is_no_photograph(string idea) =>
        Assert.That(Compose(idea).ContentClass, Is.EqualTo(ContentClass.Art));

    [Test]
    public void A_word_of_four_thousand_letters_is_kept_and_reported()
    {
        var word = new string('x', 4000);
        var rendering = PromptRenderer.Render(Compose(word), PromptTargets.Find("sdxl")!);

        Assert.That(rendering.Prompt, Is.EqualTo(word));
        Assert.That(rendering.Warnings.Select(warning => warning.Code), Has.Member("over-budget"));
    }
}
