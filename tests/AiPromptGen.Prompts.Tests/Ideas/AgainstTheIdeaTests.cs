using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>What is added or translated must not speak against the words of the idea.</summary>
[TestFixture]
public sealed class AgainstTheIdeaTests
{
    private static Rendering Render(string idea, string target = "midjourney") =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find(target)!);

    [TestCase("ein Zwirbelgerät voller Rosen vor einem Café, Nebel", "roses|café,.*cafe|full of")]
    [TestCase("une frobnitz rouge sur une table en bois", ", .*wooden table")]
    [TestCase("una zwirbella azul frente al café de Granada", "in front of the cafe")]
    [TestCase("een Amsterdams zwirbelpand met rode tulpen", "tulips|Amsterdams$")]
    [TestCase("eine Frau repariert eine Zwirbel am Fenster", "mending")]
    [TestCase("eine Taschenlampe auf einem Tisch", "bag lamp")]
    public void A_gloss_without_the_main_thing_is_left_out(string idea, string wrong) =>
        Assert.That(Render(idea, "sdxl").Prompt[idea.Length..], Does.Not.Match(wrong));

    [TestCase("affiche d'une zwirbelle, brouillard", "poster, fog")]
    [TestCase("una zwirbella en la playa, noche", ", night")]
    [TestCase("logo für einen Zwirbelverein", "logo")]
    [TestCase("dos niñas corriendo detrás de una zwirbella roja en una playa vacía", "two girls running")]
    public void What_is_safe_is_told_all_the_same(string idea, string right) =>
        Assert.That(Render(idea, "sdxl").Prompt[idea.Length..], Does.Contain(right));

    [TestCase("ein kleiner Junge mit einem Teddybären im Bett", "little boy with teddy bear")]
    [TestCase("une petite fille avec une poupée dans le grenier", "doll")]
    [TestCase("un trattore rosso in un campo di grano", "red tractor in the wheat field")]
    [TestCase("한옥 지붕 위의 고양이", "hanok")]
    [TestCase("地球，油画", "earth, oil painting")]
    [TestCase("en liten fyr på en klippa, storm, oljemålning", "small lighthouse on the cliff, storm, oil painting")]
    [TestCase("två barn på en brygga vid sjön, soluppgång", "two")]
    public void Everyday_words_are_known(string idea, string english) =>
        Assert.That(Render(idea, "sdxl").Prompt[idea.Length..], Does.Contain(english).IgnoreCase);

    [TestCase("en grå katt i ett fönster", "sv")]
    [TestCase("två älgar framför en gammal lada", "sv")]
    public void Swedish_is_another_language(string idea, string language) =>
        Assert.That(IdeaComposer.Compose(new Idea { Text = idea }).Idea!.Language, Is.EqualTo(language));

    [TestCase("ceramic teapot on a linen cloth, black background not wanted", "#000000")]
    [TestCase("a lighthouse at noon, red roof refused", "#E32222")]
    [TestCase("a stormy sea, water never blue", "#1F55D6")]
    public void A_denied_color_is_no_color_of_the_picture(string idea, string hex)
    {
        foreach (var target in (string[])["flux-2", "ideogram-4"])
        {
            Assert.That(Render(idea, target).Prompt, Does.Not.Contain(hex));
        }
    }

    [TestCase("portrait of a retired diver, proud not sad", "sad")]
    [TestCase("a haunted house for children, spiders refused", "spiders")]
    [TestCase("pencil sketch of a wolf, gentle not scary", "scary")]
    [TestCase("a vase of tulips, glitter not wanted", "glitter")]
    public void A_denial_behind_its_thing_is_a_denial(string idea, string denied)
    {
        var midjourney = Render(idea);

        Assert.That(midjourney.Parameters.Single(parameter => parameter.Name is "no").Value, Is.EqualTo(denied));
        Assert.That(midjourney.Prompt, Does.Not.Match("wanted|refused|eerie"));
    }

    [TestCase("the white door has fallen off its hinges", "The door in color")]
    [TestCase("a boy with a green kite crossing a bridge", "The kite in color")]
    [TestCase("tattoo of a swallow, black ink only", "The ink in color")]
    public void A_color_is_the_things(string idea, string right) =>
        Assert.That(Render(idea, "flux-2").Prompt, Does.Contain(right).IgnoreCase);

    [TestCase("a balck horse on a hill")]
    public void A_mistyped_color_is_not_quoted(string idea) =>
        Assert.That(Render(idea, "flux-2").Prompt, Does.Not.Contain("(balck").And.Not.Contain("in color"));

    [TestCase("marble chess set, the black queen lies on the board", "portrait|full-body")]
    [TestCase("a wooden chessboard where one pawn faces the king", "portrait photograph|full-body")]
    [TestCase("Ottoman soldiers building Constantinople's towers in the rain", "architectural|portrait photograph")]
    [TestCase("a legion marching through mud at dawn", "portrait photograph|architectural")]
    [TestCase("meme with two panels, a cat above and a dog below", "centered")]
    [TestCase("poster of a lone kite, lots of negative space", "large central")]
    public void The_kind_is_right(string idea, string wrong) => Assert.That(Render(idea).Prompt, Does.Not.Match(wrong));

    [Test]
    public void A_king_beside_a_chess_pattern_is_a_person() =>
        Assert.That(Render("a king on a throne, chess pattern floor").Prompt, Does.Contain("portrait photograph"));

    [TestCase("children's picture book, double page: a mole digs a tunnel")]
    [TestCase("magazine spread about ceramics")]
    public void Two_pages_are_wide(string idea)
    {
        var ratio = IdeaComposer.Compose(new Idea { Text = idea }).AspectRatio!;

        Assert.That(ratio.Width, Is.GreaterThan(ratio.Height));
    }

    [TestCase("concert poster, \"MUDLARK\" at the Forge, lino-cut heron", "carved shapes")]
    [TestCase("festival poster, woodcut crow, one ink", "carved high-contrast lines")]
    [TestCase("lino print of a heron", "carved shapes")]
    public void A_print_looks_printed(string idea, string right) =>
        Assert.That(Render(idea).Prompt, Does.Contain(right));

    [TestCase("old washed-out photo of my aunt in 1984, in a garden", "saturated")]
    [TestCase("a dog on a porch, it is drizzling", "sun|golden|rosy")]
    [TestCase("an owl on a fence post in sleet", "sun|golden|rosy")]
    [TestCase("pencil drawing of an apple, lots of open paper around it, negative space", "close-up|fills the frame")]
    [TestCase("a proud old soldier at a parade", "eerie|ominous|melancholic")]
    [TestCase("a widow in an empty theater, she is not sad", "eerie|ominous|melancholic|solitary")]
    public void Nothing_is_added_against_the_words(string idea, string wrong) =>
        Assert.That(Render(idea).Prompt[idea.Length..], Does.Not.Match(wrong));

    [TestCase("a sprinter leaving the blocks, 1/2000", "1/2000")]
    [TestCase("a baker at the oven, 85mm, f/1.8", "85mm|f/1.8")]
    [TestCase("a heron at dawn, 600mm f/4", "600mm")]
    public void The_persons_camera_is_the_only_one(string idea, string own)
    {
        var prompt = Render(idea).Prompt;

        foreach (var word in own.Split('|'))
        {
            Assert.That(prompt, Does.Contain(word));
        }

        Assert.That(prompt, Does.Not.Match("mm (macro |wide-angle |ultra-wide )?lens|tilt-shift|telephoto"));
    }
}
