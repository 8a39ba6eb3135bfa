using AiPromptGen.Generations.Providers;
using AiPromptGen.IntegrationTests.Accounts;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// What the other tests try on a hub in memory, tried once on Microsoft's engine with its queues and tables: every kind of work, two
/// hosts on one hub, the purge. Deaths at the engine's writes are in <see cref="EngineCrashTests"/>, a killed program in KillTests.
/// </summary>
[TestFixture]
internal sealed class RealEngineTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Refused = """{"kind":"text-to-prompt","idea":"a nude child","targets":["flux"]}""";
    private const string Painting = """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"]}""";

    /// <summary>Requests of the engine for one generation, beside looking for messages and keeping leases: docs/performance.md.</summary>
    private const int MostRequests = 45;

    [SetUp]
    public Task Begin() => AccountRemains.ForgetPendingAsync();

    [Test, Property("Promise", "P3"), Property("Promise", "P4"), Property("Promise", "P15"), Property("Promise", "P6")]
    public async Task Every_kind_ends_at_its_price_and_leaves_what_it_should()
    {
        await using var app = await TestApp.StartOnAzureStorageAsync(
            "RealKinds",
            FakePainter.Painting().AddTo,
            settings: FakePainter.Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var upload = (await person.UploadAsync(TestPictures.Photo())).Id;

        var ends = await Task.WhenAll(
            person.GenerateAsync(Idea, wait: 60),
            person.GenerateAsync(Refused, wait: 60),
            person.GenerateAsync(Painting, wait: 60),
            person.GenerateAsync(
                $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"targets":["flux"]}""",
                wait: 60
            )
        );

        Assert.That(
            ends.Select(e => e.State),
            Is.EqualTo(new[] { "succeeded", "refused", "succeeded", "succeeded" }),
            string.Join('\n', ends.Select(e => e.Text))
        );
        await Clock.UntilAsync(async () => (await AccountRemains.ReadAsync(app, account)).Audit.Count == 4);
        var (credits, remains) = (await person.CreditsAsync(), await AccountRemains.ReadAsync(app, account));
        // The refused one and the measured one cost nothing; a painting has a thumbnail.
        Assert.That(credits.Entries, Is.EquivalentTo(new[] { 50L, -1L, -4L }));
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((45L, 0L)));
        Assert.That((remains.Blobs.Count, remains.Results.Count), Is.EqualTo((0, 2)));

        await person.EraseAsync();
        await person.ErasedAsync();
        Assert.That(await ErasedTrace.OfAsync(app, account), Is.Empty);
    }

    [Test, Property("Promise", "P15")]
    public async Task What_no_provider_can_do_is_released()
    {
        var fake = new FakeProvider(
            (_, _) => Task.FromResult<ProviderResult>(new ProviderResult.Invalid("picture-unreadable"))
        );
        await using var app = await TestApp.StartOnAzureStorageAsync(
            "RealFails",
            fake.AloneIn,
            settings: FakeProvider.Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);

        var end = await person.GenerateAsync(Idea, wait: 60);

        Assert.That(end.State, Is.EqualTo("failed"), end.Text);
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((50L, 0L, 1)));
    }

    [Test, Property("Promise", "P11")]
    public async Task Two_hosts_on_one_hub_do_nothing_twice()
    {
        await using var one = await TestApp.StartOnAzureStorageAsync("RealShared");
        await using var other = await TestApp.StartOnAzureStorageAsync("RealShared");
        using var first = await ApiClient.NewAsync(one.Address);
        using var second = new ApiClient(other.Address);
        await second.SignInAsync(first.Email);

        var ends = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? first : second).GenerateAsync(Idea, wait: 60))
        );

        Assert.That(ends.Select(e => e.State), Is.All.EqualTo("succeeded"));
        var credits = await second.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((30L, 0L, 21)));
    }

    [Test, Property("Promise", "P13")]
    public async Task A_generation_stays_within_its_requests_and_is_purged_an_hour_later()
    {
        var (time, requests) = (new ShiftedTime(), new EngineRequests());
        await using var app = await TestApp.StartOnAzureStorageAsync(
            "RealPurge",
            time: time,
            storage: new EngineStorage(requests)
        );
        using var person = await ApiClient.NewAsync(app.Address);
        await EndAsync(app, await person.GenerateAsync(Idea, wait: 60));
        requests.Clear();
        await EndAsync(app, await person.GenerateAsync(Idea, wait: 60));
        await Task.Delay(500);

        var useful = requests.Useful;
        await TestContext.Out.WriteLineAsync($"{useful.Count} requests of the engine\n{string.Join('\n', useful)}");
        Assert.That(useful, Has.Count.InRange(10, MostRequests));
        time.Advance(TimeSpan.FromMinutes(61));
        await app.RunTimerAsync("PurgeOrchestrations");
        Assert.That(await app.Durable.GetAllInstancesAsync().CountAsync(), Is.Zero);
    }

    private static Task EndAsync(TestApp app, Answer generation) =>
        Clock.UntilAsync(async () => await app.Durable.GetInstanceAsync(generation.Id) is { IsCompleted: true });
}
