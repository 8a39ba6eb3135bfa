namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Whose picture it is where a place, a bowl or a part of somebody stands beside the word.</summary>
[TestFixture]
public sealed class WhoIsInTheRoomTests
{
    private static string Rendered(string idea, string target) =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find(target)!).Prompt;

    [TestCase("a croupier in a casino")]
    [TestCase("tango dancers in a ballroom")]
    [TestCase("a telephonist at a switchboard in an office")]
    [TestCase("fifties bedroom, girl on the phone, pink walls")]
    public void Somebody_in_a_room_is_no_interior_design(string idea) =>
        Assert.That(Rendered(idea, "midjourney"), Does.Not.Match("interior design|camera square"));

    [TestCase("minimal bedroom with linen sheets")]
    [TestCase("japanese tea room, paper doors")]
    public void An_empty_room_still_is(string idea) =>
        Assert.That(Rendered(idea, "midjourney"), Does.Contain("interior"));

    [TestCase("a bowl of mohinga on a bamboo mat")]
    [TestCase("plate of pelmeni with dill")]
    [TestCase("a slice of bienenstich")]
    public void What_is_served_is_food(string idea) => Assert.That(Rendered(idea, "midjourney"), Does.Contain("food"));

    [TestCase("a bowl of tulips on a table")]
    [TestCase("plate of an old book, engraving of a ship")]
    public void What_is_known_stays_what_it_is(string idea) =>
        Assert.That(Rendered(idea, "midjourney"), Does.Not.Contain("food photograph"));

    [TestCase("sushi platter from directly above on black slate", "from directly above")]
    [TestCase("a chess board seen from directly above", "from directly above")]
    [TestCase("a cathedral seen from below", "seen from below")]
    public void Where_it_is_seen_from_is_an_angle(string idea, string angle)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That(prompt.Composition.Angle?.Value, Does.EndWith(angle));
        Assert.That(prompt.Setting?.Place?.Value ?? "", Does.Not.StartWith("above"));
    }

    [TestCase("infographic about recycling in 4 steps", "in 4 steps")]
    [TestCase("map of an island with a fort in the north", "in the north")]
    [TestCase("old lady on the phone", "on the phone")]
    [TestCase("a dragon with a village on its back", "on its back")]
    public void Not_every_small_word_begins_a_place(string idea, string wrong) =>
        Assert.That(Rendered(idea, "ideogram-4"), Does.Not.Contain($"\"background\":\"{wrong}"));

    [TestCase("a captain with a white beard reading a letter", "a white beard reading a letter")]
    [TestCase("a ballerina in a theater, dancers behind her", "her")]
    [TestCase("a girl with a red scarf feeding ducks", "a red scarf feeding ducks")]
    public void A_part_of_somebody_is_no_thing_of_its_own(string idea, string wrong) =>
        Assert.That(Rendered(idea, "ideogram-4"), Does.Not.Contain($"\"desc\":\"{wrong}\""));

    [TestCase("cutaway of a submarine", "labeled")]
    [TestCase("x ray of a violin in its case", "bones")]
    [TestCase("neon sign \"BAR\" on a tiled wall", "dark wall")]
    [TestCase("character sheet of a dwarf, front and back view", "side and back views")]
    [TestCase("birthday card, text \"Happy 40th, Lena\"", "room for")]
    [TestCase("logo of a heron, gold on navy", "plain ground")]
    [TestCase("pattern of ferns on a dark green", "flat ground")]
    public void What_is_added_repeats_and_contradicts_nothing(string idea, string wrong) =>
        Assert.That(Rendered(idea, "midjourney"), Does.Not.Contain(wrong));

    [TestCase("a vase of olive branches", "olive")]
    [TestCase("orange slices on a blue plate", "orange")]
    public void A_plants_name_is_no_color(string idea, string name) =>
        Assert.That(
            IdeaComposer.Compose(new Idea { Text = idea }).Palette.Select(color => color.Name.Value),
            Does.Not.Contain(name)
        );

    [TestCase("logo of a kiln, terracotta on white")]
    [TestCase("login screen of a banking app, dark mode")]
    [TestCase("two dancers, one in gold, one in violet")]
    [TestCase("seamless pattern of owls on a mint ground")]
    public void Colors_that_are_said_get_no_palette_beside_them(string idea)
    {
        var controls = new IdeaControls { Detail = DetailLevel.Full };
        var prompt = IdeaComposer.Compose(new Idea { Text = idea, Controls = controls });

        Assert.That(prompt.Palette.Where(color => color.Name.Source is SlotSource.Library), Is.Empty);
    }
}
