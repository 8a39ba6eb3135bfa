using System.Net;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>A provider that costs 5 credits, and behind it the embedded engine, which costs 1.</summary>
[TestFixture]
internal sealed class FailoverTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    private static readonly string[] Settings =
    [
        .. FakeProvider.Routes,
        "Generations:Breaker:MinimumThroughput=2",
        "Generations:Breaker:SamplingSeconds=3600",
        "Generations:Breaker:BreakSeconds=600",
    ];

    [Test, Property("Promise", "P9"), Property("Promise", "P15")]
    public async Task A_provider_that_is_down_is_left_alone_until_it_is_back()
    {
        ProviderResult? down = new ProviderResult.Misconfigured();
        var fake = new FakeProvider(
            (r, _) => Task.FromResult(down ?? new ProviderResult.Composed(FakeProvider.Compose(r)))
        );
        var time = new ShiftedTime();
        await using var app = await TestApp.StartAsync("Failover", fake.AddTo, time, Settings);
        using var person = await ApiClient.NewAsync(app.Address);
        Assert.That((await person.GetAsync("health")).State, Is.EqualTo("healthy"));

        for (var i = 0; i < 3; i++)
        {
            var served = await person.GenerateAsync(Idea);
            Assert.That(served.At("route", "provider").GetString(), Is.EqualTo("embedded"), served.Text);
            Assert.That(served.At("credits", "charged").GetInt64(), Is.Zero, "a model was wanted");
            Assert.That(served.At("result", "free", "reason").GetString(), Is.EqualTo("draft"));
            Assert.That(
                served.Json.TryGetProperty("sentTo", out var sent) ? sent[0].GetProperty("model").GetString() : null,
                Is.EqualTo(i < 2 ? "m-1" : null),
                "left alone it is sent nothing"
            );
        }

        Assert.That(fake.Calls, Is.EqualTo(2));
        await AssertHealthAsync(person, "degraded", "open");

        time.Advance(TimeSpan.FromSeconds(601));
        await AssertHealthAsync(person, "healthy", "half-open");
        down = null;
        var back = await person.GenerateAsync(Idea);

        Assert.That(back.At("route", "provider").GetString(), Is.EqualTo("fake"), back.Text);
        Assert.That(back.At("credits", "charged").GetInt64(), Is.EqualTo(5));
        await AssertHealthAsync(person, "healthy", "closed");
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -5, 50 }));
    }

    [Test, Property("Promise", "P11"), Property("Promise", "P15")]
    public async Task After_an_unknown_outcome_a_stored_result_is_taken_and_charged_once()
    {
        Func<PromptRequest, Task> store = _ => Task.CompletedTask;
        var fake = new FakeProvider(
            async (r, _) =>
            {
                await store(r);
                throw new HttpRequestException("cut");
            }
        );
        await using var app = await TestApp.StartAsync("Fence", fake.AddTo, settings: Settings);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var generations = app.Services.GetRequiredService<GenerationStore>();
        // Another attempt of the same activity, faster by a moment.
        store = async request =>
        {
            var (page, _) = await generations.ListAsync(account, null, null, null, 1, CancellationToken.None);
            var answer = new GenerateAnswer
            {
                Status = GenerationStatus.Succeeded,
                PriceCredits = 4,
                Provider = "fake",
                Model = "m-1",
            };
            var made = new GenerationResult(answer) { Prompt = FakeProvider.Compose(request) };
            await generations.KeepAsync(page[0], made, CancellationToken.None);
        };

        var end = await person.GenerateAsync(Idea);

        Assert.That(end.State, Is.EqualTo("succeeded"), end.Text);
        Assert.That(end.At("route", "provider").GetString(), Is.EqualTo("fake"), "nobody else was called");
        Assert.That(fake.Calls, Is.EqualTo(1));
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { -4, 50 }));
    }

    [Test, Property("Promise", "P11"), Property("Promise", "P15")]
    public async Task Steps_that_run_again_ask_nobody_and_charge_once()
    {
        var fake = FakeProvider.Composing;
        await using var app = await TestApp.StartAsync("Again", fake.AddTo, settings: Settings);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var end = await person.GenerateAsync(Idea);
        var calls = fake.Calls;

        var stored = await app
            .Services.GetRequiredService<GenerationStore>()
            .FindAsync(account, end.Id, CancellationToken.None);
        var start = app.Services.GetRequiredService<GenerationStarts>().Of(stored!);
        var (services, none) = (app.Services, CancellationToken.None);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await ActivatorUtilities
            .CreateInstance<ReserveCredits>(services)
            .RunAsync(ReserveCredits.Input.From(start), none);
        var answer = await ActivatorUtilities
            .CreateInstance<Generate>(services)
            .RunAsync(Generate.Input.From(start, now), none);
        var settle = ActivatorUtilities.CreateInstance<Settle>(services);
        var commit = await settle.RunAsync(new() { Start = start, Answer = answer }, none);
        var failed = GenerateAnswer.From(GenerationStatus.Failed, "provider-unavailable");
        var release = await settle.RunAsync(new() { Start = start, Answer = failed }, none);

        Assert.That(fake.Calls, Is.EqualTo(calls));
        Assert.That((commit.QuotaEvent, release.QuotaEvent), Is.EqualTo(("committed:5", "committed")));
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((45L, 0L)));
        Assert.That(credits.Entries, Is.EqualTo(new long[] { -5, 50 }));
    }

    private static async Task AssertHealthAsync(ApiClient person, string status, string breaker)
    {
        var health = await person.GetAsync("health");
        Assert.That(health.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(health.State, Is.EqualTo(status), health.Text);
        var route = health.At("routes")[0];
        Assert.That(route.GetProperty("provider").GetString(), Is.EqualTo("fake"));
        Assert.That(route.GetProperty("model").GetString(), Is.EqualTo("m-1"));
        Assert.That(route.GetProperty("breaker").GetString(), Is.EqualTo(breaker));
    }
}
