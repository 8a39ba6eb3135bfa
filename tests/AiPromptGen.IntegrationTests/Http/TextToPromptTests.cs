using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class TextToPromptTests
{
    private const string Idea =
        """{"kind":"text-to-prompt","idea":"a red fox sleeping in fresh snow","targets":["midjourney","flux","sdxl"]}""";

    [Test, Property("Promise", "P3"), Property("Promise", "P11")]
    public async Task An_idea_becomes_prompts_for_the_targets_asked_for_and_is_charged_once()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(Idea);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.State, Is.EqualTo("succeeded"));
        var renderings = answer.At("result", "renderings");
        Assert.That(renderings.EnumerateObject().Select(r => r.Name), Is.EquivalentTo(["midjourney", "flux", "sdxl"]));
        foreach (var rendering in renderings.EnumerateObject())
        {
            var prompt = rendering.Value.GetProperty("prompt").GetString();
            Assert.That(prompt, Does.Contain("fox").And.Contain("snow").And.Contain("red"), rendering.Name);
        }

        var first = (await person.GetAsync("health")).At("routes")[0];
        Assert.That(
            answer.At("route", "provider").GetString(),
            Is.EqualTo(first.GetProperty("provider").GetString()),
            "the first route of its kind, whichever this app has"
        );
        Assert.That(answer.At("safety", "decision").GetString(), Is.EqualTo("allowed"));
        Assert.That(answer.At("credits", "charged").GetInt64(), Is.EqualTo(1));
        var credits = await person.CreditsAsync();
        Assert.That(credits.Balance, Is.EqualTo(49));
        Assert.That(credits.Reserved, Is.Zero);
        Assert.That(credits.Entries, Is.EqualTo(new long[] { -1, 50 }));
    }

    [Test]
    public async Task Two_different_ideas_never_give_the_same_prompt()
    {
        using var person = await ApiClient.NewAsync();

        var fox = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a fox"}""");
        var lighthouse = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a lighthouse in a storm"}""");

        foreach (var target in fox.At("result", "renderings").EnumerateObject())
        {
            var other = lighthouse.At("result", "renderings", target.Name, "prompt").GetString();
            Assert.That(target.Value.GetProperty("prompt").GetString(), Is.Not.EqualTo(other), target.Name);
        }
    }

    [Test]
    public async Task Without_targets_all_of_them_are_rendered()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a teapot"}""");

        Assert.That(
            answer.At("result", "renderings").EnumerateObject().Select(r => r.Name),
            Is.SupersetOf(["midjourney", "sdxl", "flux", "gpt-image", "ideogram-4"])
        );
    }

    [Test]
    public async Task Without_a_wait_the_answer_is_202_with_a_place_to_look()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(HttpMethod.Post, "generations", Idea, ("Idempotency-Key", "k-1"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted), answer.Text);
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo($"/api/generations/{answer.Id}"));
        Assert.That(answer.Headers.GetValues("RateLimit").Single(), Does.StartWith("\"account\";r="));
        Assert.That(answer.At("credits", "balance").GetInt64(), Is.EqualTo(50));
        Assert.That((await person.EndOfAsync(answer.Id)).State, Is.EqualTo("succeeded"));
    }

    [Test, Property("Promise", "P14"), Property("Promise", "P15")]
    public async Task A_refused_idea_says_so_and_costs_nothing()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync("""{"kind":"text-to-prompt","idea":"a nude 12 year old girl"}""");

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
        Assert.That(answer.At("problem", "code").GetString(), Is.EqualTo("content-refused"));
        Assert.That(answer.At("safety", "stage").GetString(), Is.EqualTo("input"));
        Assert.That(answer.At("safety", "categories").GetArrayLength(), Is.Positive);
        var credits = await person.CreditsAsync();
        Assert.That(credits.Balance, Is.EqualTo(50));
        Assert.That(credits.Entries, Is.EqualTo(new long[] { 50 }));
    }
}
