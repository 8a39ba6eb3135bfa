namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>Ideas that a buyer scored low: each line stands for a kind, and is tried with several additions.</summary>
[TestFixture]
public sealed class FreshIdeasTests
{
    private const int Variations = 12;

    private static IEnumerable<string> Midjourney(string idea) =>
        Enumerable
            .Range(0, Variations)
            .Select(variation =>
                PromptRenderer
                    .Render(
                        IdeaComposer.Compose(new Idea { Text = idea }, variation),
                        PromptTargets.Find("midjourney")!
                    )
                    .Prompt
            );

    [TestCase("the word \"OPEN\" as a neon sign in a diner window", "photograph, glowing neon after dark")]
    [TestCase("a neon sign that says \"Motel\" above a parking lot", "photograph, glowing neon after dark")]
    [TestCase("\"EAT\" in lights on a theater marquee", "glowing after dark")]
    [TestCase("the word \"HOPE\" written in the sand", "photograph")]
    [TestCase("the word \"love\" carved into a tree trunk", "photograph")]
    [TestCase("a wooden sign reading \"Welcome\" on a farm gate", "photograph")]
    [TestCase("the text \"Happy Birthday\" on a cake", "food photograph")]
    public void What_bears_a_text_decides(string idea, string right) =>
        Assert.That(Midjourney(idea), Has.All.Contains(right).And.All.Not.Match("risograph|screen print|vector"));

    [TestCase("the name \"Anna\" as a tattoo", "clean linework")]
    [TestCase("a poster with the word \"SALE\"", "central image")]
    [TestCase("neon sign of a flamingo", "glowing bent tubes")]
    public void A_kind_that_bears_a_text_stays_one(string idea, string right) =>
        Assert.That(Midjourney(idea), Has.All.Contains(right));

    [TestCase("robot barista")]
    [TestCase("robot waiter in a restaurant")]
    [TestCase("robot chef in a kitchen")]
    public void A_robot_at_work_is_no_machine_room(string idea) =>
        Assert.That(Midjourney(idea), Has.All.Not.Match("instrument panels|beams in the air|diagonal|establishing"));

    [TestCase("hospital corridor at night", "fluorescent")]
    [TestCase("empty school hallway at night", "fluorescent")]
    [TestCase("supermarket aisle at night", "fluorescent")]
    [TestCase("subway station at midnight", "fluorescent")]
    [TestCase("parking garage at night", "fluorescent")]
    [TestCase("office at night", "ceiling lights")]
    [TestCase("gym at night", "ceiling lights")]
    public void Institutions_have_their_own_light_at_night(string idea, string light) =>
        Assert.That(Midjourney(idea), Has.All.Contains(light).And.All.Not.Match("warm|small"));

    [TestCase("sunken library", "underwater|caustic")]
    [TestCase("drowned city", "underwater|caustic")]
    [TestCase("submerged temple", "underwater|caustic")]
    [TestCase("sunken ship", "underwater|caustic")]
    [TestCase("flooded subway station", "standing water|fluorescent")]
    [TestCase("flooded street", "standing water")]
    public void A_drowned_place_is_under_water(string idea, string right) =>
        Assert.That(Midjourney(idea), Has.All.Match(right).And.All.Not.Match("straight verticals|interior design"));

    [TestCase("sunken garden")]
    [TestCase("sunken living room with a velvet couch")]
    [TestCase("drowned man")]
    public void Not_all_that_is_sunken_is_under_water(string idea) =>
        Assert.That(Midjourney(idea), Has.All.Not.Match("underwater|caustic"));

    [TestCase("mountain goat on a cliff")]
    [TestCase("bear in a river")]
    [TestCase("fox in the snow")]
    [TestCase("elephants on the savanna")]
    public void An_animal_in_a_wide_place_is_seen_in_it(string idea) =>
        Assert.That(Midjourney(idea), Has.All.Not.Match("close-up|fills the frame|--ar 4:5"));
}
