namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>What people reported about other tools of this kind. Each was tried here; the right answer is the test.</summary>
[TestFixture]
public sealed class PublicReportsTests
{
    [TestCase("<lora:my__style__v2:0.8>, fox", Description = "sd-dynamic-prompts 269")]
    [TestCase("<lora:__animal__:0.8>, fox", Description = "sd-dynamic-prompts 269")]
    [TestCase("[cow|cow|horse] in a field", Description = "sd-dynamic-prompts 156")]
    public void A_template_leaves_networks_and_alternations_as_they_are(string text) =>
        Assert.That(PromptTemplate.Read(text).Template!.Draw(1, 1).Single(), Is.EqualTo(text));

    [Test(Description = "sd-dynamic-prompts 241")]
    public void A_chosen_network_stays_in_the_prompt()
    {
        var drawn = PromptTemplate.Read("{<lora:film:0.8>|<lora:ink:0.6>}, a fox").Template!.Draw(1, 1).Single();

        Assert.That(drawn, Is.EqualTo("<lora:film:0.8>, a fox").Or.EqualTo("<lora:ink:0.6>, a fox"));
        Assert.That(Rendered(drawn, "sdxl").Prompt, Is.EqualTo(drawn));
    }

    [Test(Description = "stable-diffusion-webui 3403")]
    public void A_weight_without_brackets_is_warned_of() =>
        Assert.That(
            PromptLint.Check("a fox, text:1.4, snow", PromptTargets.Find("sdxl")).Select(finding => finding.Code),
            Does.Contain("weight-without-brackets")
        );

    [Test(Description = "InvokeAI 3107")]
    public void A_weight_of_the_web_ui_becomes_one_of_InvokeAI() =>
        Assert.That(Rendered("happy (camper:0.3)", "invokeai").Prompt, Is.EqualTo("happy (camper)0.3"));

    [TestCase("https://a.b/c.png a fox --ar 3:2", Description = "Maybejourney 2")]
    [TestCase("https://a.b/c.png a fox --style raw --niji 6", Description = "DandJourney 11")]
    public void Addresses_and_flags_stay_in_their_order(string text) =>
        Assert.That(Rendered(text, "midjourney").Prompt, Is.EqualTo(text));

    [Test(Description = "Maybejourney 2, when slots were changed since")]
    public void An_address_comes_first_from_slots_too()
    {
        var prompt = PromptParser.Parse("https://a.b/c.png a fox --s 200 --v 6.1").Prompt with { Verbatim = null };

        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!).Prompt,
            Is.EqualTo("https://a.b/c.png a fox --s 200 --v 6.1")
        );
    }

    [TestCase("realistic photo of a fisherman", Description = "Prompt-Expansion 2")]
    [TestCase("photorealistic portrait of an old woman", Description = "Prompt-Expansion 2")]
    [TestCase("photograph of a dragon on a cliff", Description = "Prompt-Expansion 4")]
    [TestCase("a red car on a mountain road, photorealistic", Description = "Prompt-Expansion 4")]
    public void What_is_to_be_a_photograph_gets_no_word_of_a_drawing(string idea) =>
        AssertNever(
            idea,
            "digital art",
            "concept art",
            "painting",
            "illustration",
            "drawing",
            "brush",
            "artstation",
            "render",
            "by "
        );

    [TestCase("pencil drawing of a fisherman", Description = "Prompt-Expansion 2")]
    [TestCase("oil painting of a red car", Description = "Prompt-Expansion 4")]
    [TestCase("a castle, watercolor", Description = "Prompt-Expansion 4")]
    [TestCase("vector logo of a fox", Description = "Prompt-Expansion 4")]
    public void What_is_drawn_gets_no_word_of_a_photograph(string idea) =>
        AssertNever(idea, "photo", "lens", "35mm", "85mm", "bokeh", "film stock", "Kodak", "depth of field", "shot on");

    /// <summary>Neither with little nor with much added, whichever variation is drawn.</summary>
    private static void AssertNever(string idea, params string[] words)
    {
        foreach (var detail in (DetailLevel[])[DetailLevel.Light, DetailLevel.Full])
        {
            for (var variation = 0; variation < 40; variation++)
            {
                var prompt = IdeaComposer.Compose(
                    new Idea
                    {
                        Text = idea,
                        Controls = new IdeaControls { Detail = detail },
                    },
                    variation
                );
                var written = PromptRenderer.Render(prompt, PromptTargets.Find("flux")!).Prompt;
                var added = written.Replace(idea, "", StringComparison.OrdinalIgnoreCase);
                Assert.That(
                    words.Where(word => added.Contains(word, StringComparison.OrdinalIgnoreCase)),
                    Is.Empty,
                    written
                );
            }
        }
    }

    private static Rendering Rendered(string text, string target) =>
        PromptRenderer.Render(PromptParser.Parse(text).Prompt, PromptTargets.Find(target)!);
}
