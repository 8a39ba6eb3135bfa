using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Status = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Orchestrations leave nothing behind; what is purged can be started again, and must not be paid again.</summary>
[TestFixture]
internal sealed class OrchestrationPurgeTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Purge = "PurgeOrchestrations";
    private FakeTimeProvider time = null!;

    [SetUp]
    public Task Begin()
    {
        // At noon: what is started by hand two hours later is audited with the same day.
        time = new FakeTimeProvider(new(TimeProvider.System.GetUtcNow().Date.AddHours(12), TimeSpan.Zero));
        return AccountRemains.ForgetPendingAsync();
    }

    [Test, Property("Promise", "P13")]
    public async Task What_ended_an_hour_ago_is_gone_with_all_its_rows_and_no_sooner()
    {
        await using var app = await TestApp.StartAsync("PurgeHour", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var first = await GenerateAsync(app, person);
        time.Advance(TimeSpan.FromMinutes(30));
        var second = await GenerateAsync(app, person);

        time.Advance(TimeSpan.FromMinutes(31));
        await app.RunTimerAsync(Purge);

        Assert.That(await IdsAsync(app), Is.EqualTo(new[] { second }));
        Assert.That(await HistoryAsync(app, first), Is.Zero);
        Assert.That(await HistoryAsync(app, second), Is.Positive);
        time.Advance(TimeSpan.FromDays(10));
        await app.RunTimerAsync(Purge);
        Assert.That(await IdsAsync(app), Is.Empty);
    }

    [Test]
    public async Task Failed_and_terminated_ones_go_and_unfinished_ones_stay()
    {
        var endless = new FakeProvider(
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException();
            }
        );
        await using var app = await TestApp.StartAsync("PurgeEnds", endless.AddTo, time, FakeProvider.Routes);
        using var person = await ApiClient.NewAsync(app.Address);
        var client = Client(app);
        // An input that nobody can read.
        var failed = await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(GenerationOrchestrator),
            "nothing",
            new StartOrchestrationOptions("failed")
        );
        await Clock.UntilAsync(async () => (await client.GetInstanceAsync(failed))!.RuntimeStatus == Status.Failed);
        var terminated = (await person.GenerateAsync(Idea, wait: 0)).Id;
        var running = (await person.GenerateAsync(Idea, wait: 0)).Id;
        await client.TerminateInstanceAsync(terminated, null);
        await Clock.UntilAsync(async () =>
            (await client.GetInstanceAsync(terminated))!.RuntimeStatus == Status.Terminated
        );

        // Not by the clock of the engine, or the running one would end too.
        var later = new FakeTimeProvider(time.GetUtcNow().AddHours(2));
        var report = await Sweep(later).SweepAsync(client, 100, CancellationToken.None);

        Assert.That((report.Done, report.Failed, report.More), Is.EqualTo((2, 0, false)));
        Assert.That(await IdsAsync(app), Is.EqualTo(new[] { running }));
    }

    [Test]
    public async Task A_run_is_bounded_and_the_next_goes_on()
    {
        await using var app = await TestApp.StartAsync("PurgeBound", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => GenerateAsync(app, person)));
        // The app's own timer must not come in between.
        var sweep = Sweep(new FakeTimeProvider(time.GetUtcNow().AddHours(2)));

        var first = await sweep.SweepAsync(Client(app), 5, CancellationToken.None);
        var left = (await IdsAsync(app)).Count;
        var second = await sweep.SweepAsync(Client(app), 5, CancellationToken.None);

        Assert.That((first.Done, first.More, left), Is.EqualTo((5, true, 2)));
        Assert.That((second.Done, second.More), Is.EqualTo((2, false)));
        Assert.That(await IdsAsync(app), Is.Empty);
    }

    [Test]
    public async Task Two_runs_at_once_purge_everything_and_none_fails()
    {
        var logs = new RecordedLogs();
        await using var app = await TestApp.StartAsync(
            "PurgeTwice",
            services => services.AddSingleton<ILoggerProvider>(logs),
            time
        );
        using var person = await ApiClient.NewAsync(app.Address);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => GenerateAsync(app, person)));
        time.Advance(TimeSpan.FromHours(2));

        await Task.WhenAll(app.RunTimerAsync(Purge), app.RunTimerAsync(Purge), app.RunTimerAsync(Purge));

        Assert.That(await IdsAsync(app), Is.Empty);
        Assert.That(
            logs.Lines.Where(l => l.Contains("orchestrations:", StringComparison.Ordinal)),
            Is.Not.Empty.And.All.Contains(" 0 failed, more: False")
        );
    }

    [Test, Property("Promise", "P15"), Property("Promise", "P11")]
    public async Task A_purged_generation_is_never_charged_again()
    {
        await using var app = await TestApp.StartAsync("PurgeCharge", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var accepted = time.GetUtcNow();
        var id = await GenerateAsync(app, person, "key");
        var before = (await StateAsync(person, id), await person.CreditsAsync());
        time.Advance(TimeSpan.FromHours(2));
        await app.RunTimerAsync(Purge);

        // The client repeats its request, the sweep looks again, and somebody even starts the id by hand.
        var repeated = await person.GenerateAsync(Idea, "key", wait: 0);
        await app.RunTimerAsync("SweepGenerations");
        Assert.That(await IdsAsync(app), Is.Empty, "neither starts what has ended");
        var account = (await person.GetAsync("account")).Id;
        await ScheduleAsync(Client(app), id, account, accepted);
        await EndAsync(app, id);

        Assert.That(repeated.Id, Is.EqualTo(id));
        var after = (await StateAsync(person, id), await person.CreditsAsync());
        Assert.That(after.Item1, Is.EqualTo(before.Item1));
        Assert.That(after.Item2.Entries, Is.EqualTo(before.Item2.Entries).And.EqualTo(new[] { -1L, 50L }));
        Assert.That((after.Item2.Balance, after.Item2.Reserved), Is.EqualTo((49L, 0L)));
        var audit = (await AccountRemains.ReadAsync(app, new AccountId(account))).Audit;
        Assert.That(audit.Select(a => a.GetString("QuotaEvent")), Is.EqualTo(new[] { "committed:1" }));
    }

    [Test, Property("Promise", "P15")]
    public async Task A_refused_generation_stays_refused_and_free_when_its_purged_id_runs_again()
    {
        await using var app = await TestApp.StartAsync("PurgeRefused", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        const string Refused = """{"kind":"text-to-prompt","idea":"a nude child","targets":["flux"]}""";
        var id = (await person.GenerateAsync(Refused, wait: 0)).Id;
        Assert.That((await person.EndOfAsync(id)).State, Is.EqualTo("refused"));
        await EndAsync(app, id);
        var before = await StateAsync(person, id);
        time.Advance(TimeSpan.FromHours(2));
        await app.RunTimerAsync(Purge);

        await ScheduleAsync(Client(app), id, (await person.GetAsync("account")).Id);
        await EndAsync(app, id);

        Assert.That(await StateAsync(person, id), Is.EqualTo(before));
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((50L, 0L, 1)));
    }

    private static DurableTaskClient Client(TestApp app) => app.Durable;

    private static OrchestrationPurge Sweep(TimeProvider time)
    {
        using var logs = new LoggerFactory();
        return new OrchestrationPurge(Unheard.Telemetry, time, logs.CreateLogger<OrchestrationPurge>());
    }

    private async Task<string> ScheduleAsync(
        DurableTaskClient client,
        string id,
        string account,
        DateTimeOffset? accepted = null
    )
    {
        var start = new GenerationStart
        {
            AccountId = account,
            GenerationId = id,
            ReserveCredits = 1,
            AcceptedAt = accepted ?? time.GetUtcNow(),
            GenerateSeconds = 300,
            ReservationDeadline = time.GetUtcNow() + GenerationLadder.ReservationLifetime,
        };
        return await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(GenerationOrchestrator),
            start,
            new StartOrchestrationOptions(id)
        );
    }

    private static async Task<string> GenerateAsync(TestApp app, ApiClient person, string? key = null)
    {
        var id = (await person.GenerateAsync(Idea, key, wait: 0)).Id;
        await EndAsync(app, id);
        return id;
    }

    private static Task EndAsync(TestApp app, string id) =>
        Clock.UntilAsync(async () => await Client(app).GetInstanceAsync(id) is { IsCompleted: true });

    private static async Task<string> StateAsync(ApiClient person, string id) =>
        (await person.GetAsync($"generations/{id}")).Text;

    private static async Task<IReadOnlyList<string>> IdsAsync(TestApp app)
    {
        var ids = new List<string>();
        await foreach (var instance in Client(app).GetAllInstancesAsync())
        {
            ids.Add(instance.InstanceId);
        }

        return ids;
    }

    private static async Task<int> HistoryAsync(TestApp app, string id)
    {
        try
        {
            return (await app.Durable.GetOrchestrationHistoryAsync(id)).Count;
        }
        catch (ArgumentException)
        {
            // The instance itself is gone.
            return 0;
        }
    }
}
