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

    private static Rendering Rendered(string text, string target) =>
        PromptRenderer.Render(PromptParser.Parse(text).Prompt, PromptTargets.Find(target)!);
}
