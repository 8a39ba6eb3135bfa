using System.Net;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

[TestFixture]
internal sealed class RefusalTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a child at the sea","targets":["flux"]}""";
    private const string Forbidden = """{"kind":"text-to-prompt","idea":"a nude child","targets":["flux"]}""";

    [Test, Property("Promise", "P14"), Property("Promise", "P15"), Property("Promise", "P21")]
    public async Task What_a_provider_made_is_refused_when_it_says_what_no_model_may_get()
    {
        var fake = new FakeProvider(
            (r, _) =>
                Task.FromResult<ProviderResult>(
                    new ProviderResult.Composed(
                        FakeProvider.Compose(r) with
                        {
                            Styles = [Slot.Of("nude", SlotSource.Model, 0.9)],
                        }
                    )
                )
        );
        await using var app = await TestApp.StartAsync("RefusedOutput", fake.AddTo, settings: FakeProvider.Routes);
        using var person = await ApiClient.NewAsync(app.Address);

        var answer = await person.GenerateAsync(Idea);

        Assert.That(answer.State, Is.EqualTo("refused"), answer.Text);
        Assert.That(answer.At("route", "provider").GetString(), Is.EqualTo("fake"));
        Assert.That(answer.At("safety", "stage").GetString(), Is.EqualTo("output"));
        Assert.That(answer.At("safety", "categories")[0].GetString(), Is.EqualTo("sexual-minors"));
        Assert.That(answer.Json.TryGetProperty("result", out _), Is.False);
        Assert.That(
            answer.At("problem", "detail").GetString(),
            Does.StartWith("You were not charged. What the model made of it was refused").And.Contain("would pass")
        );
        var account = new AccountId((await person.GetAsync("account")).Id);
        await Clock.UntilAsync(async () => (await AccountRemains.ReadAsync(app, account)).Audit.Count == 1);
        var remains = await AccountRemains.ReadAsync(app, account);
        Assert.That(remains.Audit.Single().GetString("SafetyDecision"), Is.EqualTo("refused:output:sexual-minors"));
        Assert.That(remains.Of("gen-").Single().Keys, Has.None.EqualTo("Prompt"), "it is not kept either");
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { 50 }));
    }

    [Test, Property("Promise", "P14"), Property("Promise", "P15")]
    public async Task Repeated_refusals_slow_an_account_down_for_a_while()
    {
        var time = new ShiftedTime();
        await using var app = await TestApp.StartAsync("RefusalPause", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        using var other = await ApiClient.NewAsync(app.Address);
        for (var i = 0; i < 5; i++)
        {
            Assert.That((await person.GenerateAsync(Forbidden, $"k-{i}")).State, Is.EqualTo("refused"));
        }

        var slowed = await person.GenerateAsync(Idea);

        Assert.That(slowed.Status, Is.EqualTo(HttpStatusCode.TooManyRequests), slowed.Text);
        Assert.That(slowed.Code, Is.EqualTo("refusal-slow-down"));
        Assert.That(slowed.At("detail").GetString(), Does.Contain("Nothing was charged"));
        Assert.That(slowed.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)));
        Assert.That((await person.GenerateAsync(Forbidden, "k-0")).State, Is.EqualTo("refused"), "its first answer");
        var upload = await person.UploadAsync(TestPictures.Solid("#204060"));
        Assert.That(upload.Status, Is.EqualTo(HttpStatusCode.Created), "an upload is no generation");
        Assert.That((await other.GenerateAsync(Idea)).State, Is.EqualTo("succeeded"), "it is that account's alone");

        time.Advance(TimeSpan.FromSeconds(61));
        Assert.That((await person.GenerateAsync(Idea)).State, Is.EqualTo("succeeded"));
        Assert.That((await person.GenerateAsync(Forbidden)).State, Is.EqualTo("refused"));
        var longer = await person.GenerateAsync(Idea);
        Assert.That(longer.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(120)));

        time.Advance(TimeSpan.FromMinutes(11));
        Assert.That((await person.GenerateAsync(Idea)).State, Is.EqualTo("succeeded"), "never for good");
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -1, -1, 50 }));
    }
}
