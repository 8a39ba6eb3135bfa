using System.Text.Json;
using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>A batch with more items than an account may have active at once.</summary>
[TestFixture]
internal sealed class BatchLimitTests
{
    [Test, Property("Promise", "P14")]
    public async Task Items_wait_for_a_place_and_never_more_than_allowed_are_on_the_way()
    {
        var (running, most) = (0, 0);
        var fake = new FakeProvider(
            async (r, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        await using var app = await TestApp.StartAsync(
            "BatchPlaces",
            fake.AddTo,
            settings: [.. FakeProvider.Routes, "Credits:ConcurrentGenerations=2"]
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var items = await BatchAsync(person, "b-1", 6);

        Assert.That(items.Select(i => i.GetProperty("status").GetInt32()), Is.All.AnyOf(200, 202));
        foreach (var item in items)
        {
            Assert.That((await person.EndOfAsync(Id(item))).State, Is.EqualTo("succeeded"));
        }

        Assert.That(most, Is.LessThanOrEqualTo(2));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50 - (6 * 5)));
    }

    [Test]
    public async Task What_finds_no_place_in_time_says_so_and_the_same_batch_goes_on_there()
    {
        var hold = new TaskCompletionSource();
        var fake = new FakeProvider(
            async (r, _) =>
            {
                await hold.Task;
                return new ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        var time = Clock.New();
        await using var app = await TestApp.StartAsync(
            "BatchFull",
            fake.AddTo,
            time,
            [.. FakeProvider.Routes, "Credits:ConcurrentGenerations=2"]
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var waiting = BatchAsync(person, "b-2", 4);
        await time.RunUntilAsync(() => Task.FromResult(waiting.IsCompleted));
        var items = await waiting;

        Assert.That(items.Select(i => i.GetProperty("status").GetInt32()), Is.EqualTo(new[] { 202, 202, 429, 429 }));
        var problem = items[3].GetProperty("problem");
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("too-many-generations"));
        Assert.That(problem.GetProperty("retryAfterSeconds").GetInt32(), Is.Positive);
        var balance = (await person.CreditsAsync()).Available;
        Assert.That(balance, Is.InRange(40, 50), "nothing is reserved for what was turned down");

        hold.SetResult();
        await time.RunUntilAsync(async () =>
            (await person.GetAsync($"generations/{Id(items[1])}")).State == "succeeded"
        );
        await time.RunUntilAsync(async () =>
            (await person.GetAsync($"generations/{Id(items[0])}")).State == "succeeded"
        );
        var again = await BatchAsync(person, "b-2", 4);
        Assert.That(again.Take(2).Select(Id), Is.EqualTo(items.Take(2).Select(Id)));
        Assert.That(again.Select(i => i.GetProperty("status").GetInt32()), Is.EqualTo(new[] { 200, 200, 202, 202 }));
    }

    private static async Task<List<JsonElement>> BatchAsync(ApiClient person, string key, int count)
    {
        var items = Enumerable
            .Range(0, count)
            .Select(n => $$"""{"kind":"text-to-prompt","idea":"a fox number {{n}}","targets":["flux"]}""");
        var body = $$"""{"items":[{{string.Join(',', items)}}]}""";
        var answer = await person.SendAsync(HttpMethod.Post, "generations/batch", body, ("Idempotency-Key", key));
        return [.. answer.At("items").EnumerateArray()];
    }

    private static string Id(JsonElement item) => item.GetProperty("generation").GetProperty("id").GetString()!;
}
