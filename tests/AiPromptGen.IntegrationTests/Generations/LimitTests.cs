using System.Net;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

[TestFixture]
internal sealed class LimitTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test, Property("Promise", "P14")]
    public async Task Too_many_at_once_are_told_and_cost_nothing()
    {
        var hold = new TaskCompletionSource();
        var fake = new FakeProvider(
            async (r, _) =>
            {
                await hold.Task;
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        await using var app = await TestApp.StartAsync(
            "LimitConcurrent",
            fake.AddTo,
            settings: [.. FakeProvider.Routes, "Credits:ConcurrentGenerations=2"]
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var one = await person.GenerateAsync(Idea, wait: 0);
        var two = await person.GenerateAsync(Idea, wait: 0);

        var third = await person.GenerateAsync(Idea, wait: 0);

        Assert.That(third.Status, Is.EqualTo(HttpStatusCode.TooManyRequests), third.Text);
        Assert.That(third.Code, Is.EqualTo("too-many-generations"));
        Assert.That(third.Headers.RetryAfter, Is.Not.Null);
        Assert.That((await person.GetAsync("generations")).At("generations").GetArrayLength(), Is.EqualTo(2));

        hold.SetResult();
        await Task.WhenAll(person.EndOfAsync(one.Id), person.EndOfAsync(two.Id));
        Assert.That((await person.GenerateAsync(Idea)).State, Is.EqualTo("succeeded"), "when they have ended");
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(35));
    }

    [Test, Property("Promise", "P14")]
    public async Task Too_many_in_a_window_are_told_until_it_ends()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync(
            "LimitRate",
            time: time,
            settings: "Credits:RequestsPerWindow=3"
        );
        using var person = await ApiClient.NewAsync(app.Address);
        await person.GenerateAsync(Idea, wait: 0);
        await person.GenerateAsync(Idea, wait: 0);
        await person.UploadAsync(TestPictures.Photo());

        var text = await person.GenerateAsync(Idea, wait: 0);
        var upload = await person.UploadAsync(TestPictures.Photo());

        foreach (var answer in new[] { text, upload })
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.TooManyRequests), answer.Text);
            Assert.That(answer.Code, Is.EqualTo("rate-limited"));
            Assert.That(
                answer.Headers.RetryAfter!.Delta,
                Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60))
            );
        }

        time.Advance(TimeSpan.FromSeconds(61));
        Assert.That((await person.GenerateAsync(Idea, wait: 0)).Status, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test, Property("Promise", "P14")]
    public async Task Without_credits_nothing_begins_but_an_earlier_answer_is_still_given()
    {
        await using var app = await TestApp.StartAsync("LimitCredits", settings: "Credits:SignUpCredits=1");
        using var person = await ApiClient.NewAsync(app.Address);
        var first = await person.GenerateAsync(Idea, "key-1");

        var second = await person.GenerateAsync(Idea, "key-2");
        var replay = await person.GenerateAsync(Idea, "key-1");

        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.PaymentRequired), second.Text);
        Assert.That(second.Code, Is.EqualTo("insufficient-credits"));
        Assert.That(second.At("detail").GetString(), Does.Contain("needs 1").And.Contain("0 are available"));
        Assert.That(replay.Id, Is.EqualTo(first.Id), replay.Text);
    }
}
