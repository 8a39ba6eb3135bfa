namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Kinds of fault for which buyers took most points off: screens, groups, given texts, credits, filler.</summary>
[TestFixture]
public sealed class PaidPromptTests
{
    private static StructuredPrompt Compose(string idea, DetailLevel detail = DetailLevel.Light) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = detail },
            }
        );

    private static string Rendered(string idea, string target = "midjourney", DetailLevel detail = DetailLevel.Full) =>
        PromptRenderer.Render(Compose(idea, detail), PromptTargets.Find(target)!).Prompt;

    [TestCase("mobile banking app home screen, dark mode", "9:16")]
    [TestCase("weather app", "9:16")]
    [TestCase("dating app profile screen", "9:16")]
    [TestCase("fitness coaching app paywall screen", "9:16")]
    [TestCase("onboarding flow for a budgeting app", "9:16")]
    [TestCase("desktop music player app, dark theme", "16:9")]
    [TestCase("landing page for a yoga studio", "16:9")]
    [TestCase("flight booking website search results page", "9:16|16:9")]
    [TestCase("admin dashboard with sales charts", "16:9")]
    [TestCase("smart watch face with heart rate", "1:1")]
    public void A_screen_has_its_shape_and_no_camera(string idea, string ratio)
    {
        Assert.That(Rendered(idea), Does.Not.Match("photograph|lens|rule of thirds|\\blight\\b(?! mode)"));
        Assert.That(Compose(idea).AspectRatio!.ToString(), Does.Match($"^({ratio})$"));
    }

    [TestCase("a woman looking at her phone showing a fitness app")]
    [TestCase("a teenager scrolling a dating app")]
    public void Somebody_with_an_app_is_no_screen(string idea) =>
        Assert.That(Rendered(idea), Does.Not.Contain("rounded cards"));

    [TestCase("two horses galloping on a beach")]
    [TestCase("a cat curled up asleep on a red sofa")]
    [TestCase("two foxes sleeping in the snow")]
    [TestCase("four friends playing cards in a kitchen")]
    [TestCase("hikers crossing a suspension bridge")]
    [TestCase("a cyclist riding down a cobbled street in Lisbon")]
    [TestCase("a man walking his dog through a foggy park")]
    [TestCase("a dwarf arguing with a dragon over a map")]
    public void What_is_wider_than_high_has_a_wide_shape(string idea)
    {
        var prompt = Compose(idea);

        Assert.That(prompt.AspectRatio, Is.Not.Null);
        Assert.That(prompt.AspectRatio!.Width, Is.GreaterThan(prompt.AspectRatio.Height));
        Assert.That(Rendered(idea), Does.Not.Match("close-up|head-and-shoulders|portrait photograph, (medium|half)"));
    }

    [TestCase("portrait of an old sailor", "4:5|3:4")]
    [TestCase("a ballerina", "4:5|3:4")]
    public void One_person_stays_upright(string idea, string ratio) =>
        Assert.That(Compose(idea).AspectRatio!.ToString(), Does.Match(ratio));

    [TestCase("poster for a yoga retreat with the title \"Breathe\"")]
    [TestCase("book cover “Ash”, burnt forest")]
    [TestCase("concert poster that says Nina Live in Berlin")]
    [TestCase("YouTube thumbnail with the text \"I QUIT\"")]
    [TestCase("flyer titled Spring Sale")]
    public void Where_the_words_are_given_no_room_is_kept_for_others(string idea) =>
        Assert.That(Rendered(idea), Does.Not.Match("space for|room for|headline|title area"));

    [TestCase("poster for a yoga retreat with the title \"Breathe\"")]
    public void A_part_of_a_wording_is_no_style(string idea) =>
        Assert.That(Rendered(idea, "flux-2"), Does.Not.Match("motif style"));

    [TestCase("novel cover \"Salt\", by Mira Holt, a house on a salt flat", "Mira Holt")]
    [TestCase("movie poster for \"The Last Ferry\", directed by Ana Soto", "Ana Soto")]
    [TestCase("album cover \"Null\", by Jonas Brandt", "Jonas Brandt")]
    public void A_name_on_a_cover_is_writing(string idea, string name) =>
        Assert.That(Compose(idea).Text.Select(text => text.Literal.Value), Does.Contain(name));

    [TestCase("a house by Lake Como", "Lake Como")]
    [TestCase("book cover of a fox by Van Gogh", "Van Gogh")]
    public void Other_names_are_none(string idea, string name) =>
        Assert.That(Compose(idea).Text.Select(text => text.Literal.Value), Does.Not.Contain(name));

    [TestCase("woman at a window, in the style of Saul Leiter", "wet glass")]
    [TestCase("a corridor, Stanley Kubrick film still", "one-point symmetry")]
    [TestCase("mountains at dawn, photographed by Ansel Adams", "black and white")]
    public void A_photographer_or_director_brings_the_look(string idea, string look) =>
        Assert.That(Rendered(idea), Does.Contain(look).And.Not.Match("mm lens|Kodak|Fuji"));

    [TestCase("bowl of ramen")]
    [TestCase("editorial photo of a chef")]
    [TestCase("cinematic photo of a train station")]
    [TestCase("illustration of a fox")]
    [TestCase("a corgi in a field")]
    [TestCase("street in Kyoto")]
    public void Nothing_added_is_filler(string idea) =>
        Assert.That(
            Rendered(idea),
            Does.Not.Match("considered|appetizing|confident|controlled contrast|fine detail|rule of thirds")
        );

    [TestCase("paper boat drifting down a gutter in the rain", "softbox|studio|high-key")]
    [TestCase("5 second video of a toy car rolling off a table", "softbox|studio|high-key")]
    [TestCase("a teddy bear left on a park bench in the rain", "softbox|studio|high-key")]
    [TestCase("Victorian London street, fog", "gingerbread")]
    [TestCase("a portrait of a girl, cinematic lighting", "high-key|overcast|softbox")]
    [TestCase("Vermeer style painting of a nurse", "stillness")]
    public void What_is_added_suits(string idea, string wrong) => Assert.That(Rendered(idea), Does.Not.Match(wrong));

    [TestCase("stained glass window of a rose", "lit from behind")]
    public void Glass_is_lit_through(string idea, string right) => Assert.That(Rendered(idea), Does.Contain(right));

    [TestCase("watercolr of a castle", "wet edges")]
    [TestCase("a mountian lake at sunest", "landscape photograph.*(sunset|low sun|alpenglow)")]
    public void A_mistyped_word_is_read_and_stays(string idea, string right)
    {
        Assert.That(Rendered(idea), Does.StartWith(idea).And.Match(right));
        Assert.That(PromptLint.Check(Compose(idea), null).Select(finding => finding.Code), Does.Contain("spelling"));
    }

    [TestCase("a lighthouse at night, masterpiece, best quality, 8k")]
    public void Words_of_quality_stay_and_it_tells_of_them(string idea)
    {
        Assert.That(Rendered(idea), Does.Contain("masterpiece, best quality, 8k"));
        Assert.That(
            PromptLint.Check(idea, PromptTargets.Find("midjourney")).Select(finding => finding.Code),
            Does.Contain("quality-cliche")
        );
    }

    [TestCase("a street at night in constantinople 1453")]
    [TestCase("a night street in Lisbon, 1869")]
    public void A_year_behind_a_place_or_apart_has_no_electric_light(string idea) =>
        Assert.That(Nights(idea), Has.None.Match("neon|sodium"));

    [TestCase("a street at night with a kawasaki 1000")]
    public void A_machine_with_a_number_is_of_today(string idea) =>
        Assert.That(Nights(idea), Has.Some.Match("neon|sodium"));

    private static IEnumerable<string> Nights(string idea) =>
        Enumerable
            .Range(0, 30)
            .Select(i =>
                PromptRenderer
                    .Render(IdeaComposer.Compose(new Idea { Text = idea }, i), PromptTargets.Find("midjourney")!)
                    .Prompt
            );

    [TestCase("a hall, no text on walls", "no text on walls", "text on walls")]
    [TestCase("a hall, no text on the walls", "no text on the walls", "text on the walls")]
    [TestCase("a village, no people in winter", "people in winter", "people")]
    public void The_place_of_a_denial_goes_with_it(string idea, string gone, string negative)
    {
        Assert.That(Compose(idea).Negatives.Select(each => each.Term.Value), Is.EqualTo(new[] { negative }));
        Assert.That(Rendered(idea, "flux-2"), Does.Not.Contain(gone));
    }
}
