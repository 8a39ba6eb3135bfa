using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>What Ideogram's caption says of the things and the ground, and what is not added because the idea tells otherwise.</summary>
public sealed class SceneOfTheIdeaTests
{
    [TestCase("a beetle dusted with gold powder on a fern", "\"desc\":\"a beetle dusted with gold powder")]
    [TestCase("a child wrapped in a blanket on a porch", "a child wrapped in a blanket")]
    [TestCase("fine line tattoo of a moth for the left shoulder", "\"desc\":\"a moth\"")]
    [TestCase("weather app screen with a sun icon, light mode", "plain interface ground")]
    [TestCase("poster for a chess club, text \"Check\"", "flat poster ground")]
    [TestCase("birthday card with a sleeping cat", "\"elements\":[{\"type\":\"obj\",\"desc\":\"a sleeping cat\"}")]
    public void Things_and_grounds_are_whole(string idea, string part) => Assert.That(Of(idea), Does.Contain(part));

    [TestCase("infographic on how honey gets from the hive to the jar", "\"background\":\"on how")]
    [TestCase("logo for a dentist called \"Molar\", two colors", "\"desc\":\"two colors\"")]
    [TestCase("settings screen of a music app", "Surroundings")]
    [TestCase("close-up of a wasp on a plum", "Backdrop in this light")]
    public void Nothing_of_them_is_a_stump(string idea, string part) => Assert.That(Of(idea), Does.Not.Contain(part));

    [TestCase("black and white photo of a shepherd at sunrise", "warm")]
    [TestCase("group photo of six neighbors at a picnic table", "window light")]
    [TestCase("slow dolly through a spice market, 6 seconds", "high-angle")]
    [TestCase("drone orbit around a castle, 8 seconds", "black sky")]
    [TestCase("headshot of a judge in her 60s", "hazy veiled")]
    [TestCase("watercolor illustration of a heron", "outlined")]
    [TestCase("fine line tattoo of a poppy", "solid blacks")]
    [TestCase("sprite sheet of a goblin running", "transparent")]
    [TestCase("poster for a flea market", "bold central motif")]
    public void Nothing_is_added_against_the_idea(string idea, string words)
    {
        foreach (var detail in new[] { DetailLevel.Light, DetailLevel.Full })
        {
            for (var variation = 0; variation < 8; variation++)
            {
                var prompt = IdeaComposer.Compose(
                    new Idea
                    {
                        Text = idea,
                        Controls = new IdeaControls { Detail = detail },
                    },
                    variation
                );

                Assert.That(
                    PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!).Prompt,
                    Does.Not.Contain(words)
                );
            }
        }
    }

    [Test]
    public void Room_for_writing_at_a_side_makes_the_picture_wide()
    {
        var prompt = IdeaComposer.Compose(
            new Idea { Text = "t-shirt mockup on a hanger with empty space on the right" }
        );

        Assert.That(prompt.AspectRatio, Is.EqualTo(new AspectRatio(3, 2) { Source = SlotSource.Library }));
    }

    private static string Of(string idea) =>
        PromptRenderer.Render(IdeaComposer.Compose(new Idea { Text = idea }), PromptTargets.Find("ideogram-4")!).Prompt;
}
