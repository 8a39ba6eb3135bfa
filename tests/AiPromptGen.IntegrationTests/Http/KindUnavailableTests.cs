using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>A kind that no configured route serves. On an app of its own: the shared one may be any.</summary>
[TestFixture]
[Property("Promise", "P9"), Property("Promise", "P14")]
internal sealed class KindUnavailableTests
{
    private const string Painting = """{"kind":"text-to-image","idea":"a cat"}""";
    private TestApp app = null!;

    [OneTimeSetUp]
    public async Task Start() => app = await TestApp.StartAsync("KindUnavailable");

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [Test]
    public async Task It_is_told_and_costs_nothing()
    {
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(Painting);

        Assert.That(
            (answer.Status, answer.Code),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "kind-unavailable")),
            answer.Text
        );
        Assert.That((await person.CreditsAsync()).Available, Is.EqualTo(50));
    }

    [Test]
    public async Task In_a_batch_it_spoils_no_other()
    {
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.SendAsync(
            HttpMethod.Post,
            "generations/batch",
            $$"""{"items":[{{Painting}},{"kind":"text-to-prompt","idea":"a cat"}]}""",
            ("Idempotency-Key", "kind-1")
        );

        var items = answer.At("items");
        Assert.That(items[0].GetProperty("status").GetInt32(), Is.EqualTo(422), answer.Text);
        Assert.That(items[0].GetProperty("problem").GetProperty("code").GetString(), Is.EqualTo("kind-unavailable"));
        Assert.That(items[1].GetProperty("status").GetInt32(), Is.AnyOf(200, 202));
    }
}
