namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Kinds of fault that thirty ideas showed which nobody had read before; other ideas of the same kinds.</summary>
[TestFixture]
public sealed class UnseenKindsTests
{
    private static string Rendered(string idea, string target = "midjourney") =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find(target)!).Prompt;

    [TestCase("a hedgehog in a knitted cardigan pouring tea")]
    [TestCase("two otters wearing raincoats, playing cards")]
    [TestCase("an owl in a waistcoat reading a newspaper")]
    public void An_animal_in_clothes_is_no_wildlife(string idea) =>
        Assert.That(Rendered(idea), Does.Not.Contain("wildlife"));

    [TestCase("a goose in a blue bonnet and a pig in striped trousers by a stream", "in a blue bonnet")]
    [TestCase("a cat in a green poncho on a fence", "in a green poncho")]
    public void Clothes_are_no_surroundings(string idea, string wrong) =>
        Assert.That(Rendered(idea, "ideogram-4"), Does.Not.Contain($"\"background\":\"{wrong}"));

    [TestCase("pov video skiing down a couloir")]
    [TestCase("gopro footage jumping off a pier")]
    [TestCase("aerial video following a herd of horses")]
    public void A_video_that_acts_is_a_video(string idea)
    {
        Assert.That(Rendered(idea, "kling"), Does.Not.Contain("photograph").IgnoreCase);
        Assert.That(IdeaComposer.Compose(new Idea { Text = idea }).AspectRatio?.ToString(), Is.EqualTo("16:9"));
    }

    [TestCase("blacksmith's hands on the tongs", "firelight")]
    [TestCase("a welder bent over a hull, sparks flying", "firelight")]
    public void Whose_hands_they_are_tells_the_light(string idea, string light) =>
        Assert.That(Rendered(idea), Does.Contain(light).And.Not.Contain("portrait photograph"));

    [TestCase("photorealistic oil painting of a glass of milk", "brush")]
    [TestCase("hyperrealistic acrylic painting of a chrome toaster", "brush")]
    [TestCase("single line drawing of a heron", "hatching")]
    [TestCase("sketch of a cat, one line", "shading")]
    [TestCase("wooden rocking horse, soft shadow, white background", "raking|hard light")]
    [TestCase("dungeon map of a crypt", "compass rose")]
    [TestCase("heat map of bicycle traffic in Ghent", "contour lines")]
    public void What_is_added_suits_what_is_said(string idea, string wrong) =>
        Assert.That(Rendered(idea), Does.Not.Match(wrong));

    [TestCase("a ceramic bowl on grey background", "on grey background")]
    [TestCase("sneaker floating against a pastel backdrop", "against a pastel backdrop")]
    [TestCase("a pear, white background", "white background")]
    public void The_background_is_told_without_the_thing(string idea, string place) =>
        Assert.That(IdeaComposer.Compose(new Idea { Text = idea }).Setting?.Place?.Value, Is.EqualTo(place));

    [TestCase("drinks menu, art nouveau, hand lettering \"Absinthe 9\"", "drinks menu, art")]
    public void Lettering_is_told_without_what_bears_it(string idea, string wrong) =>
        Assert.That(Rendered(idea, "ideogram-4"), Does.Not.Contain($"\"desc\":\"{wrong}"));

    [Test]
    public void A_chess_match_is_no_portrait() =>
        Assert.That(Rendered("a chess match between two old men in a park"), Does.Not.Contain("portrait photograph"));

    [TestCase("astronaut kneeling on the moon beside a crater")]
    [TestCase("a rover parked on the lunar surface")]
    public void A_place_in_space_has_the_light_of_space(string idea) =>
        Assert.That(Rendered(idea), Does.Contain("black sky"));

    [TestCase("a painter's studio")]
    [TestCase("a baker's kitchen")]
    [TestCase("the chef's kitchen")]
    public void Whose_room_it_is_puts_nobody_in_it(string idea) =>
        Assert.That(Rendered(idea), Does.Contain("interior design photograph"));

    [TestCase("a single wilting rose in a glass vase at night")]
    [TestCase("a girl holding a rose in the snow")]
    public void A_thing_named_like_a_color_is_no_color(string idea) => Assert.That(HasPalette(idea), Is.True);

    [TestCase("a silk dress in a pale rose")]
    [TestCase("lettering, navy on cream")]
    public void A_color_that_is_told_gets_no_others(string idea) => Assert.That(HasPalette(idea), Is.False);

    [TestCase("street mural of a heron on a concrete wall")]
    public void A_mural_on_its_wall_tells_its_paint(string idea) =>
        Assert.That(Rendered(idea), Does.Contain("flat areas of wall paint"));

    [TestCase("a street festival in the rain")]
    [TestCase("longing")]
    [TestCase("a protest crowd at dawn")]
    public void Crowds_and_feelings_have_a_shape(string idea) => Assert.That(Rendered(idea), Does.Contain("--ar"));

    private static bool HasPalette(string idea) =>
        IdeaComposer
            .Compose(
                new Idea
                {
                    Text = idea,
                    Controls = new IdeaControls { Detail = DetailLevel.Full },
                }
            )
            .Palette.Count > 0;
}
