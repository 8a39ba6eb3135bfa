using System.Text.Json;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>A hundred ideas read once more as a buyer would: what scored under six, each line for its kind.</summary>
[TestFixture]
public sealed class ReadAgainTests
{
    private static StructuredPrompt Compose(string idea) => FinishedPrompt.Compose(new Idea { Text = idea });

    private static Rendering Render(string idea, string target = "midjourney") =>
        PromptRenderer.Render(Compose(idea), PromptTargets.Find(target)!);

    [TestCase("a robot painting a picture", "picture")]
    [TestCase("an old man reading a map", "map")]
    [TestCase("a girl drawing a cartoon", "cartoon")]
    [TestCase("an old woman engraving a coin", "coin")]
    public void What_somebody_makes_is_no_kind_of_picture(string idea, string medium) =>
        Assert.That(Compose(idea).Medium?.Value, Is.Not.EqualTo(medium));

    [TestCase("black t-shirt that says \"LOVE\"")]
    [TestCase("hoodie with the words \"NO SIGNAL\" on the back")]
    public void Clothes_with_a_text_are_goods_that_carry_it(string idea)
    {
        var prompt = Compose(idea);

        Assert.That(prompt.ContentClass, Is.EqualTo(ContentClass.Photo));
        Assert.That(prompt.Text, Has.Count.EqualTo(1));
        Assert.That(Render(idea).Prompt, Does.Contain("product photograph"));
        Assert.That(Render(idea, "gpt-image").Warnings, Is.Empty);
    }

    [TestCase("the word \"LOVE\" made of flowers")]
    [TestCase("the words \"Be kind\", colorful")]
    public void A_word_alone_is_lettering(string idea) =>
        Assert.That(Render(idea).Prompt, Does.Contain("shaped letters, even spacing, plain ground"));

    [TestCase("make me a tattoo of a koi fish, blackwork, on forearm", true)]
    [TestCase("minimal line tattoo of a mountain range, wrist", true)]
    [TestCase("forearm tattoo of a rose", true)]
    [TestCase("tattoo of a hand holding a rose", false)]
    [TestCase("fox tattoo design", false)]
    public void A_tattoo_on_somebody_stands_on_skin(string idea, bool skin) =>
        Assert.That(Render(idea).Prompt, Does.Contain(skin ? "on bare skin" : "white ground"));

    [TestCase("steampunk owl with brass wings", "wildlife")]
    [TestCase("clockwork fox", "wildlife")]
    [TestCase("a man and his son fishing at a lake at dawn", "open shade")]
    [TestCase("an office with no windows and no plants", "morning light|window light|blinds")]
    [TestCase("a giant octopus attacking a ship in a storm, oil painting", "caustic")]
    [TestCase("1980s family photo at the beach", "portrait photograph")]
    [TestCase("a wolf howling at the moon, not realistic", "photograph")]
    public void Nothing_added_contradicts_the_idea(string idea, string wrong) =>
        Assert.That(Render(idea).Prompt, Does.Not.Match(wrong));

    [TestCase("mandala coloring page for adults", "bold black outlines")]
    [TestCase("ad for running shoes, dynamic, \"Run Free\"", "product shown large")]
    [TestCase("1980s family photo at the beach", "candid snapshot")]
    public void The_kind_brings_what_it_is_made_like(string idea, string right) =>
        Assert.That(Render(idea).Prompt, Does.Contain(right));

    [TestCase("a house without a roof", "open to the sky")]
    [TestCase("a street with no cars and no signs", "plain bare walls")]
    [TestCase("a knight, but no sword", "empty open hands")]
    [TestCase("beach without umbrellas", "open view of the sky")]
    public void What_must_be_absent_is_said_where_no_negatives_are_taken(string idea, string positive)
    {
        var rendering = Render(idea, "gpt-image");

        Assert.That(rendering.Prompt, Does.Contain(positive).IgnoreCase);
        Assert.That(rendering.Dropped, Is.Empty);
    }

    [TestCase(
        "slow dolly in on a detective smoking in his office",
        "slow dolly in",
        "a detective smoking in his office"
    )]
    [TestCase("camera slowly pans across a desert at dawn", "camera slowly pans", "a desert at dawn")]
    [TestCase("truck backwards through mud", null, "truck backwards through mud")]
    [TestCase("tracking shot of a runner", null, "tracking shot of a runner")]
    public void A_camera_move_before_what_it_goes_to_is_one(string idea, string? move, string phrase)
    {
        var prompt = Compose(idea);

        Assert.That((prompt.Video.CameraMove?.Value, prompt.Subjects[0].Phrase!.Value), Is.EqualTo((move, phrase)));
    }

    [TestCase("three cats, one black, one white and one orange, sitting on a fence", 1)]
    [TestCase("a cat meme with the text \"MONDAYS\"", 1)]
    [TestCase("hoodie with the words \"NO SIGNAL\" on the back", 1)]
    [TestCase("a cat, one dog and a lantern", 3)]
    public void Elements_are_things(string idea, int things)
    {
        using var json = JsonDocument.Parse(Render(idea, "ideogram-4").Prompt);
        var elements = json.RootElement.GetProperty("compositional_deconstruction").GetProperty("elements");

        Assert.That(
            elements.EnumerateArray().Count(element => element.GetProperty("type").GetString() is "obj"),
            Is.EqualTo(things)
        );
    }

    [TestCase("bedroom with no windows lit by candles", "by candles")]
    [TestCase("painting of a fox", "layered pigment")]
    [TestCase("paper craft forest with a fox", "paper craft")]
    [TestCase("floor plan of a two-bedroom apartment", "wall lines")]
    [TestCase("hoodie with the words \"NO SIGNAL\" on the back", "on the back")]
    [TestCase("coffee mug with a fox on it", "on it")]
    [TestCase("a wolf howling at the moon", "at the moon")]
    public void A_background_is_a_place(string idea, string wrong)
    {
        using var json = JsonDocument.Parse(Render(idea, "ideogram-4").Prompt);
        var layout = json.RootElement.GetProperty("compositional_deconstruction");

        Assert.That(layout.GetProperty("background").GetString(), Does.Not.Contain(wrong));
    }

    [TestCase("Vermeer style painting of a barista", "Vermeer style")]
    [TestCase("a lighthouse in the style of Van Gogh", "the style of Van Gogh")]
    public void Whose_manner_it_is_stands_with_the_style(string idea, string manner)
    {
        using var json = JsonDocument.Parse(Render(idea, "ideogram-4").Prompt);
        var style = json.RootElement.GetProperty("style_description");

        Assert.That(style.GetProperty("art_style").GetString(), Does.EndWith($", {manner}"));
        Assert.That(Render(idea, "flux-2-json").Prompt, Does.Contain($"{manner}\""));
    }
}
