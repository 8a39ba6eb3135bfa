using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class IdempotencyTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a kite over the dunes","targets":["flux"]}""";

    [Test]
    public async Task The_same_key_and_body_replay_the_answer_and_charge_once()
    {
        using var person = await ApiClient.NewAsync();

        var first = await person.GenerateAsync(Idea, "key-1");
        // White space is not another body.
        var second = await person.GenerateAsync(Idea.Replace(":", ": ", StringComparison.Ordinal), "\"key-1\"");

        Assert.That(second.Id, Is.EqualTo(first.Id), second.Text);
        Assert.That(second.At("result").GetRawText(), Is.EqualTo(first.At("result").GetRawText()));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(49));
    }

    [Test]
    public async Task Ten_at_once_with_one_key_are_one_generation()
    {
        using var person = await ApiClient.NewAsync();
        await person.GetAsync("account");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => person.GenerateAsync(Idea, "key-2")));

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK), answers[0].Text);
        Assert.That(answers.Select(a => a.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(49));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_refused()
    {
        using var person = await ApiClient.NewAsync();
        await person.GenerateAsync(Idea, "key-3");

        var other = await person.GenerateAsync(Idea.Replace("kite", "swan", StringComparison.Ordinal), "key-3");

        Assert.That(other.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(other.Code, Is.EqualTo("idempotency-key-reused"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(49));
    }

    [Test]
    public async Task A_key_is_its_accounts_own()
    {
        using var one = await ApiClient.NewAsync();
        using var other = await ApiClient.NewAsync();

        var first = await one.GenerateAsync(Idea, "key-4");
        var second = await other.GenerateAsync(Idea, "key-4");

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    [Test]
    public async Task The_key_of_a_deleted_generation_is_gone_with_it()
    {
        using var person = await ApiClient.NewAsync();
        var first = await person.GenerateAsync(Idea, "key-5");
        Assert.That((await person.DeleteAsync($"generations/{first.Id}")).Status, Is.EqualTo(HttpStatusCode.NoContent));

        var again = await person.GenerateAsync(Idea, "key-5");

        Assert.That((again.Status, again.State), Is.EqualTo((HttpStatusCode.OK, "succeeded")), again.Text);
        Assert.That(again.Id, Is.Not.EqualTo(first.Id), "nothing of the first is held by which it could be known");
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(48));
    }

    [TestCase(null, "idempotency-key-missing")]
    [TestCase("", "idempotency-key-invalid")]
    [TestCase("\"\"", "idempotency-key-invalid")]
    [TestCase("with space", "idempotency-key-invalid")]
    public async Task A_key_that_is_none_is_told(string? key, string code)
    {
        using var person = await ApiClient.NewAsync();
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];

        var answer = await person.SendAsync(HttpMethod.Post, "generations", Idea, headers);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        // An empty header may not arrive at all.
        Assert.That(answer.Code, key is "" ? Does.StartWith("idempotency-key-") : Is.EqualTo(code));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }
}
