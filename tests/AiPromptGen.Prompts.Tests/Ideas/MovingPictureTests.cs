namespace AiPromptGen.Tests.Prompts.Ideas;

/// <summary>An idea for a moving picture gets no photograph's words and a wide frame.</summary>
[TestFixture]
public sealed class MovingPictureTests
{
    [TestCase("video of a whale breaching beside a kayak")]
    [TestCase("drone footage of terraced rice fields at dawn")]
    [TestCase("timelapse of clouds over a desert town")]
    [TestCase("slow motion video of a hummingbird at a flower")]
    [TestCase("a potter lifts a vase from the wheel, 6 seconds, slow push in")]
    [TestCase("short clip: a barista pours milk, handheld")]
    public void It_is_no_photograph(string idea)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });
        var kling = PromptRenderer.Render(prompt, PromptTargets.Find("kling")!);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(kling.Prompt, Does.Not.Contain("photograph").IgnoreCase);
            Assert.That(prompt.AspectRatio?.ToString(), Is.EqualTo("16:9"));
        }
    }

    [Test]
    public void A_phones_is_upright() =>
        Assert.That(
            IdeaComposer.Compose(new Idea { Text = "video of a dancer for a phone story" }).AspectRatio?.ToString(),
            Is.EqualTo("9:16")
        );

    [TestCase("a surfer drops into a wave, slow motion, 5 seconds", "slow motion", null)]
    [TestCase("a train crosses a viaduct, 8s, handheld", null, "handheld")]
    [TestCase("footage of a street parade, handheld camera", null, "handheld camera")]
    public void Pace_and_hold_have_their_slots(string idea, string? motion, string? hold)
    {
        var video = IdeaComposer.Compose(new Idea { Text = idea }).Video;

        Assert.That((video.Motion?.Value, video.CameraMove?.Value), Is.EqualTo((motion, hold)));
    }

    [TestCase("street photo of a busker, handheld")]
    [TestCase("a girl playing a video game on a couch")]
    [TestCase("a boy watching a video on a tablet")]
    public void Still_pictures_stay_still(string idea)
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = idea });

        Assert.That(prompt.Video, Is.EqualTo(new Video()));
        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("flux")!).Prompt,
            Does.Contain("hotograph").Or.Contain("hoto")
        );
    }

    [Test]
    public void A_drawn_one_is_drawn() =>
        Assert.That(
            IdeaComposer.Compose(new Idea { Text = "video of a fox in anime style" }).ContentClass,
            Is.EqualTo(ContentClass.Art)
        );
}
