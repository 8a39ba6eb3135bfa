using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class TemplateTests
{
    [Test, Property("Promise", "P3")]
    public async Task A_template_becomes_different_prompts_for_one_price()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(
            Body("a {red|blue|green|white} {fox|owl} in the snow", "\"variations\":4,\"seed\":5")
        );

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text);
        var prompts = Prompts(answer);
        Assert.That(prompts, Has.Count.EqualTo(4).And.Unique);
        Assert.That(prompts, Has.All.Match("(red|blue|green|white) (fox|owl) in the snow").IgnoreCase);
        Assert.That(prompts, Has.None.Contains("{").And.None.Contains("|"));
        Assert.That(answer.At("idea").GetString(), Does.StartWith("a {red|"));
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -1, 50 }));
    }

    [Test]
    public async Task The_same_seed_gives_the_same_prompts_and_the_history_is_brief()
    {
        using var person = await ApiClient.NewAsync();
        var body = Body("a {2$$__animals__} by the sea", "\"variations\":3,\"seed\":9");

        var first = await person.GenerateAsync(body);
        var second = await person.GenerateAsync(body);

        Assert.That(Prompts(second), Is.EqualTo(Prompts(first)));
        Assert.That(Prompts(await person.GetAsync($"generations/{first.Id}")), Is.EqualTo(Prompts(first)));
        var listed = (await person.GetAsync("generations")).At("generations")[0].GetProperty("result");
        Assert.That(listed.TryGetProperty("variations", out _), Is.False);
    }

    [Test]
    public async Task Variations_of_a_plain_idea_are_all_different()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(Body("a lighthouse", "\"variations\":8"));

        Assert.That(Prompts(answer), Has.Count.EqualTo(8).And.Unique);
    }

    [Test]
    public async Task All_combinations_come_in_their_order()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(
            Body("a {red|blue} {fox|owl}", "\"allCombinations\":true,\"detail\":\"off\"")
        );

        Assert.That(Prompts(answer), Is.EqualTo(new[] { "A red fox.", "A red owl.", "A blue fox.", "A blue owl." }));
    }

    [Test, Property("Promise", "P14")]
    public async Task What_an_expansion_puts_together_is_checked_too()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(Body("a nu{de|de} 1{2|2} year old g{irl|irl}", "\"variations\":2"));

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [Test]
    public async Task Fifty_long_prompts_fit_on_their_row()
    {
        using var person = await ApiClient.NewAsync();
        var options = string.Join('|', Enumerable.Range(100, 50));
        // Words that become slots, and letters that take room: the most that a short text can turn into.
        var idea = $"{{{options}}} {string.Concat(Enumerable.Repeat("red é blue ü ", 200))}";

        var answer = await person.GenerateAsync(Body(idea, "\"allCombinations\":true"));

        Assert.That(answer.State, Is.EqualTo("succeeded"), answer.Text[..200]);
        Assert.That(Prompts(answer), Has.Count.InRange(2, 50).And.Unique);
    }

    private static List<string> Prompts(Answer answer)
    {
        var result = answer.At("result");
        var all = new List<JsonElement> { result };
        if (result.TryGetProperty("variations", out var variations))
        {
            all.AddRange(variations.EnumerateArray());
        }

        return all.ConvertAll(each =>
            each.GetProperty("renderings").GetProperty("flux").GetProperty("prompt").GetString()!
        );
    }

    private static string Body(string idea, string controls) =>
        $$$"""{"kind":"text-to-prompt","idea":{{{JsonSerializer.Serialize(idea)}}},"targets":["flux"],"controls":{ {{{controls}}} }}""";
}
