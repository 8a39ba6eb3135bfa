namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>A finished prompt on the paid route, with choices beside it, and one whose slots were changed afterwards.</summary>
[TestFixture]
public sealed class FinishedPromptTests
{
    private const string Flags = "a fox --ar 3:2 --sref 123 --no people --v 6.1";

    [Test]
    public void Without_a_choice_it_comes_back_as_it_came() => Assert.That(Composed(Flags, new()), Is.EqualTo(Flags));

    [Test]
    public void A_ratio_a_seed_and_a_negative_take_their_places()
    {
        var controls = new IdeaControls
        {
            AspectRatio = "1:1",
            Seed = 7,
            Negative = "text",
            Quality = "high",
        };

        Assert.That(
            Composed(Flags, controls),
            Is.EqualTo("a fox --ar 1:1 --sref 123 --no people, text --v 6.1 --seed 7 --q 2")
        );
    }

    [Test]
    public void A_style_stands_behind_the_words() =>
        Assert.That(
            Composed(Flags, new() { Style = "in the manner of a woodcut" }),
            Is.EqualTo("a fox, in the manner of a woodcut --ar 3:2 --sref 123 --no people --v 6.1")
        );

    [Test]
    public void A_style_goes_to_other_targets_too()
    {
        var idea = new Idea
        {
            Text = Flags,
            Controls = new() { Style = "in the manner of a woodcut" },
        };

        var rendering = PromptRenderer.Render(FinishedPrompt.Compose(idea), PromptTargets.Find("sdxl")!);

        Assert.That(rendering.Prompt, Is.EqualTo("a fox, in the manner of a woodcut"));
        Assert.That(rendering.Negative, Is.EqualTo("people"));
    }

    [Test]
    public void A_web_uis_size_and_seed_are_replaced_where_asked()
    {
        var idea = new Idea
        {
            Text = "a (fox:1.2)\nNegative prompt: blurry\nSteps: 20, Seed: 5, Size: 512x512",
            Controls = new()
            {
                AspectRatio = "3:2",
                Seed = 9,
                Negative = "text",
            },
        };

        var rendering = PromptRenderer.Render(FinishedPrompt.Compose(idea), PromptTargets.Find("sdxl")!);

        Assert.That(rendering.Prompt, Is.EqualTo("a (fox:1.2)"));
        Assert.That(rendering.Negative, Is.EqualTo("blurry, text"));
        Assert.That(
            rendering.Parameters.Select(p => $"{p.Name} {p.Value}"),
            Is.EqualTo(new[] { "Steps 20", "width 1216", "height 832", "seed 9" })
        );
    }

    [Test]
    public void Slots_that_were_changed_since_are_what_is_wanted()
    {
        var prompt = PromptParser.Parse(Flags).Prompt;
        var changed = prompt with { Subjects = [new Subject { Phrase = Slot.User("a wolf") }] };

        Assert.That(
            PromptRenderer.Render(changed, PromptTargets.Find("midjourney")!).Prompt,
            Does.StartWith("a wolf --ar 3:2 --sref 123")
        );
    }

    [Test]
    public void A_ratio_that_was_changed_since_changes_the_ratio_alone()
    {
        var prompt = PromptParser.Parse(Flags).Prompt with { AspectRatio = new AspectRatio(16, 9) };

        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!).Prompt,
            Is.EqualTo("a fox --ar 16:9 --sref 123 --no people --v 6.1")
        );
    }

    [Test]
    public void A_seed_beyond_32_bits_is_read_and_stays()
    {
        var prompt = PromptParser.Parse("a fox\nSteps: 20, Sampler: Euler, Seed: 123456789012").Prompt;

        Assert.That(prompt.Seed, Is.EqualTo(123_456_789_012));
        Assert.That(StructuredPromptRules.Mistakes(prompt), Is.Empty);
        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("veo")!).Dropped.Select(dropped => dropped.Value),
            Does.Contain("Seed: 123456789012")
        );
    }

    [Test]
    public void What_a_moving_picture_has_is_told_by_a_still_one()
    {
        var prompt = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.User("a paper boat") }],
            Video = new Video
            {
                Motion = Slot.User("it spins in the gutter"),
                CameraMove = Slot.User("slow push-in"),
                Duration = Slot.User("7 seconds"),
            },
        };

        var moving = PromptRenderer.Render(prompt, PromptTargets.Find("veo")!);
        var still = PromptRenderer.Render(prompt, PromptTargets.Find("flux")!);

        Assert.That(moving.Prompt, Is.EqualTo("A paper boat. It spins in the gutter, slow push-in."));
        Assert.That(moving.Parameters, Does.Contain(new ToolParameter("durationSeconds", "6")));
        Assert.That(
            still.Dropped.Select(dropped => (dropped.Path, dropped.Reason)),
            Is.EqualTo(new[] { ("video.motion", "still"), ("video.cameraMove", "still"), ("video.duration", "still") })
        );
    }

    [Test]
    public void A_model_of_tags_leads_with_its_words_for_an_idea()
    {
        var prompt = IdeaComposer.Compose(new Idea { Text = "a fox" });

        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("pony")!).Prompt,
            Does.StartWith("score_9, score_8_up, score_7_up, no humans, a fox")
        );
    }

    private static string Composed(string text, IdeaControls controls) =>
        PromptRenderer
            .Render(
                FinishedPrompt.Compose(new Idea { Text = text, Controls = controls }),
                PromptTargets.Find("midjourney")!
            )
            .Prompt;
}
