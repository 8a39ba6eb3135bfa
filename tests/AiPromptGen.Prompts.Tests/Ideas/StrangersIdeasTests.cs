namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>A second hundred of ideas, typed by nobody who knew the first; each line stands for its kind.</summary>
[TestFixture]
public sealed class StrangersIdeasTests
{
    private static string Midjourney(string idea) =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find("midjourney")!).Prompt;

    [TestCase("hand drawn treasure map with sea monsters, aged paper", "drawn symbols", "white ground")]
    [TestCase("isometric map of a theme park", "drawn symbols", "straight-down")]
    [TestCase("japanese irezumi sleeve tattoo design koi and waves", "clean linework", "photograph")]
    [TestCase("gothic alphabet tattoo design, roses", "clean linework", "photograph")]
    [TestCase("rustic wedding invite, kraft paper, watercolor sunflowers", "decorative border", "photograph")]
    [TestCase("black and gold art deco invitation", "decorative border", "risograph")]
    [TestCase("minimal and modern logo of a mountain goat", "one simple bold shape", "photograph")]
    [TestCase("chalkboard with the text \"Soup of the day\"", "dark board", "vector")]
    [TestCase("watercolor wedding invitation with peonies", "decorative border", "photograph")]
    public void The_kind_is_found_wherever_it_is_named(string idea, string added, string wrong) =>
        Assert.That(Midjourney(idea), Does.Contain(added).And.Not.Contain(wrong));

    [TestCase("sticker of a cactus on a black background", "plain ground")]
    [TestCase("fine line tattoo of a fern on parchment", "white ground")]
    [TestCase("app icon, 3d rocket on a purple gradient", "flat")]
    [TestCase("glossy chrome logo of a bull", "flat color")]
    public void What_the_idea_tells_of_its_ground_and_depth_stays(string idea, string wrong) =>
        Assert.That(Midjourney(idea), Does.Not.Contain(wrong));

    [TestCase("wallpaper with autumn leaves for my laptop", "16:9")]
    [TestCase("4k wallpaper of a nebula", "16:9")]
    [TestCase("phone wallpaper with cherry blossoms", "9:16")]
    [TestCase("wallpaper for my phone, cute frogs", "9:16")]
    [TestCase("movie still of a detective in a smoky bar", "16:9")]
    [TestCase("five friends sitting around a campfire", "5:4")]
    [TestCase("three generations of women cooking together in a kitchen", "5:4")]
    [TestCase("five friends sitting around a campfire, tall format", "2:3")]
    [TestCase("two sailors on a pier, landscape format", "3:2")]
    public void The_shape_is_that_of_its_use(string idea, string ratio) =>
        Assert.That(Midjourney(idea), Does.Contain($"--ar {ratio} "));

    [TestCase("floral wallpaper on a wall behind a bed", "screen print|vector")]
    [TestCase("living room with green wallpaper and a velvet couch", "screen print|vector")]
    [TestCase("a play on stage with two actors in togas", "concert|chiaroscuro")]
    [TestCase("school play of kids dressed as vegetables", "architect|concert|blue hour")]
    [TestCase("kids' school play about pirates", "architect|concert|blue hour")]
    [TestCase("white horse in a white room", "wildlife|low-key|darkness")]
    [TestCase("two horses in a stable", "wildlife")]
    [TestCase("a white vase on a white table", "low-key|dim|darkness")]
    [TestCase("a tree made of glass", "botanical")]
    [TestCase("a city made of circuit boards", "street photograph")]
    [TestCase("a whale made of clouds", "wildlife")]
    [TestCase("a birthday cake with candles", "low-key|chiaroscuro")]
    [TestCase("overhead shot of a brunch table with pancakes", "low-key|chiaroscuro")]
    [TestCase("liminal space empty mall", "black sky|interior design")]
    [TestCase("dreamcore hallway with clouds on the floor", "interior design")]
    [TestCase("weirdcore playground", "street photograph")]
    [TestCase("goblincore still life with mushrooms, snails and a rusty key", "food photograph")]
    [TestCase("a still life of pears and a silver jug", "food photograph")]
    [TestCase("frutiger aero desktop, glass bubbles, green hills", "photograph")]
    [TestCase("acid graphics poster for a rave", "photograph")]
    [TestCase("girl with silver hair standing in a rainy crossing", "close-up|head-and-shoulders")]
    [TestCase("matte black cybertruck in a forest", "landscape photograph")]
    [TestCase("astronaut riding a horse on mars", "black sky")]
    [TestCase("teal and orange city skyline", "street photograph")]
    public void Nothing_is_added_that_belongs_to_something_else(string idea, string wrong) =>
        Assert.That(Midjourney(idea), Does.Not.Match(wrong));

    [TestCase("the Eiffel Tower, except no tourists", "the Eiffel Tower", "tourists")]
    [TestCase("a portrait of an old sailor instead of a landscape", "a portrait of an old sailor", "landscape")]
    [TestCase("a table with nothing but a candle", "a table with nothing but a candle", null)]
    [TestCase("a forest path, hold the fog", "a forest path", "fog")]
    public void Denials_in_odd_forms_are_read(string idea, string phrase, string? negative)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That(prompt.Subjects[0].Phrase!.Value, Is.EqualTo(phrase));
        Assert.That(
            prompt.Negatives.Select(each => each.Term.Value),
            Is.EqualTo(negative is null ? [] : new[] { negative })
        );
    }
}
