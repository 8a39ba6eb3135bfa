namespace AiPromptGen.Tests.Prompts.Ideas;

[TestFixture]
public sealed class VideoReaderTests
{
    [TestCase("a ship leaving port, golden hour, slow pan left, 8 seconds", "slow pan left", "8 seconds", "8")]
    [TestCase("clouds over a mountain range, static camera, 10 sec", "static camera", "10 sec", "10")]
    [TestCase("a bean falling into water. The camera tilts up. 5s clip", "The camera tilts up", "5s", "5")]
    [TestCase("smooth dolly in, a fox in snow", "smooth dolly in", null, null)]
    public void A_part_of_its_own_fills_a_slot(string idea, string move, string? duration, string? seconds)
    {
        var prompt = Composed(idea);
        var (video, still) = (Rendered(prompt, "kling"), Rendered(prompt, "midjourney"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(prompt.Video.CameraMove?.Value, Is.EqualTo(move));
            Assert.That(prompt.Video.Duration?.Value, Is.EqualTo(duration));
            Assert.That(video.Prompt, Does.Contain(move).IgnoreCase);
            Assert.That(video.Parameters.FirstOrDefault(p => p.Name is "duration")?.Value, Is.EqualTo(seconds));
            Assert.That(still.Prompt, Does.Not.Contain(move).IgnoreCase);
            Assert.That(still.Dropped.Select(dropped => dropped.Value), Does.Contain(move));
        }
    }

    [TestCase("birds by a lake, crane, heron")]
    [TestCase("a street with a bus, a truck, and a bike")]
    [TestCase("a camera orbits around a bronze statue")]
    [TestCase("slow pan left")]
    [TestCase("tilt shift photo of a town, miniature look")]
    public void What_may_be_a_thing_or_is_the_whole_idea_stays(string idea)
    {
        var prompt = Composed(idea);

        Assert.That(prompt.Video, Is.EqualTo(new Video()));
        Assert.That(
            Rendered(prompt, "midjourney").Dropped.Where(dropped => dropped.Reason is DropReasons.Still),
            Is.Empty
        );
    }

    [Test]
    public void The_controls_fill_the_slots_and_win()
    {
        var prompt = IdeaComposer.Compose(
            new Idea
            {
                Text = "a ship leaving port, slow pan left",
                Controls = new IdeaControls
                {
                    Shot = "one continuous take",
                    Motion = "waves rolling",
                    CameraMove = "push in",
                    Duration = "6",
                },
            }
        );
        var video = Rendered(prompt, "veo");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(video.Prompt, Does.Contain("one continuous take").IgnoreCase);
            Assert.That(video.Prompt, Does.Contain("waves rolling").IgnoreCase);
            Assert.That(video.Prompt, Does.Contain("push in").IgnoreCase);
            Assert.That(video.Prompt, Does.Contain("slow pan left"), "words of the idea are never lost");
            Assert.That(video.Parameters.Single(p => p.Name is "durationSeconds").Value, Is.EqualTo("6"));
        }
    }

    private static StructuredPrompt Composed(string idea) => IdeaComposer.Compose(new Idea { Text = idea });

    private static Rendering Rendered(StructuredPrompt prompt, string target) =>
        PromptRenderer.Render(prompt, PromptTargets.Find(target)!);
}
