using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Sweeps of generations that come late, twice at once, or at the same moment as the end.</summary>
[TestFixture]
internal sealed class LateSweepTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Sweep = "SweepGenerations";
    private readonly StartGate starts = new();
    private readonly BlockingPolicy audits = new(r =>
        r.Uri.ToUri().AbsolutePath.Contains("/audit2", StringComparison.Ordinal)
    );
    private FakeTimeProvider time = null!;
    private TestApp app = null!;
    private ApiClient person = null!;

    [SetUp]
    public async Task Begin()
    {
        await AccountRemains.ForgetPendingAsync();
        time = Clock.New();
        starts.Closed = audits.Blocking = false;
        app = await TestApp.StartAsync(
            $"Late{TestContext.CurrentContext.Test.ID.Replace("-", "", StringComparison.Ordinal)}",
            services => services.AddSingleton(starts).AddSingleton<HttpPipelinePolicy>(audits),
            time
        );
        person = await ApiClient.NewAsync(app.Address);
    }

    [TearDown]
    public async Task End()
    {
        person.Dispose();
        await app.DisposeAsync();
    }

    [Test, Property("Promise", "P15")]
    public async Task Two_sweeps_at_once_start_each_generation_and_charge_it_once()
    {
        var ids = await AcceptAsync(20);
        starts.Closed = false;

        time.Advance(TimeSpan.FromMinutes(3));
        await Task.WhenAll(app.RunTimerAsync(Sweep), app.RunTimerAsync(Sweep));

        foreach (var id in ids)
        {
            Assert.That((await person.EndOfAsync(id)).State, Is.EqualTo("succeeded"));
        }

        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((30L, 0L, 21)));
    }

    [Test, Property("Promise", "P15")]
    public async Task Sweeps_that_are_ten_days_late_and_two_at_once_end_everything_unpaid()
    {
        var ids = await AcceptAsync(20);

        time.Advance(TimeSpan.FromDays(10));
        await Task.WhenAll(app.RunTimerAsync(Sweep), app.RunTimerAsync(Sweep));
        await app.RunTimerAsync(Sweep);

        // Tokens do not live for ten days.
        await person.SignInAsync(person.Email);
        foreach (var id in ids)
        {
            Assert.That((await person.GetAsync($"generations/{id}")).State, Is.EqualTo("failed"));
        }

        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((50L, 0L, 1)));
        Assert.That(await PendingAsync(), Is.Zero);
        var audit = (await AccountRemains.ReadAsync(app, await AccountAsync())).Audit;
        Assert.That(audit, Has.Count.EqualTo(20));
        Assert.That(audit.Select(a => a.GetString("QuotaEvent")), Is.All.EqualTo("expired"));
    }

    [Test, Property("Promise", "P6"), Property("Promise", "P21")]
    public async Task A_sweep_that_died_half_way_is_finished_by_the_next()
    {
        await AcceptAsync(1);
        time.Advance(TimeSpan.FromMinutes(61));
        audits.Blocking = true;
        await app.RunTimerAsync(Sweep);
        Assert.That(await PendingAsync(), Is.EqualTo(1), "its credits are back, its audit row is missing");

        audits.Blocking = false;
        await app.RunTimerAsync(Sweep);

        var audit = (await AccountRemains.ReadAsync(app, await AccountAsync())).Audit;
        Assert.That(audit.Select(a => a.GetString("RequestStatus")), Is.EqualTo(["failed:reservation-expired"]));
        Assert.That(await PendingAsync(), Is.Zero);
    }

    /// <summary>The same when a result was stored, which the first sweep delivered before it died.</summary>
    [Test, Property("Promise", "P21")]
    public async Task A_sweep_that_died_after_it_delivered_a_stored_result_is_finished_by_the_next()
    {
        var id = (await AcceptAsync(1))[0];
        var generations = app.Services.GetRequiredService<GenerationStore>();
        var generation = await generations.FindAsync(await AccountAsync(), id, CancellationToken.None);
        var made = new GenerateAnswer { Status = GenerationStatus.Succeeded, PriceCredits = 1 };
        await generations.KeepAsync(generation!, new GenerationResult(made), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(61));
        audits.Blocking = true;
        await app.RunTimerAsync(Sweep);
        Assert.That((await person.GetAsync($"generations/{id}")).State, Is.EqualTo("succeeded"));

        audits.Blocking = false;
        await app.RunTimerAsync(Sweep);

        var audit = (await AccountRemains.ReadAsync(app, await AccountAsync())).Audit;
        Assert.That(audit.Select(a => a.GetString("QuotaEvent")), Is.EqualTo(["delivered-free"]));
        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test, Property("Promise", "P21")]
    public async Task What_was_committed_in_the_last_moment_is_not_audited_as_expired()
    {
        var id = (await AcceptAsync(1))[0];
        var (ledger, account) = (app.Services.GetRequiredService<AccountLedger>(), await AccountAsync());
        var reserve = new ReserveRequest
        {
            AccountId = account,
            ReservationId = id,
            Amount = new CreditAmount(1),
            Deadline = time.GetUtcNow().AddMinutes(60),
        };
        await ledger.ReserveAsync(reserve, null, CancellationToken.None);
        // The sweep has read the generation as unfinished; before it acts, the orchestration commits.
        await ledger.CommitAsync(account, id, new CreditAmount(1), null, CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(61));
        await app.RunTimerAsync(Sweep);

        Assert.That((await AccountRemains.ReadAsync(app, account)).Audit, Is.Empty, "its orchestration writes it");
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(49));
        Assert.That(await PendingAsync(), Is.EqualTo(1), "the next run looks again");
    }

    [Test, Property("Promise", "P15")]
    public async Task One_generation_that_cannot_be_swept_does_not_keep_the_others()
    {
        var ids = await AcceptAsync(3);
        var storage = app.Services.GetRequiredService<StorageClients>();
        var broken = new TableEntity((await AccountAsync()).Value, $"gen-{ids[1]}") { ["Status"] = "nonsense" };
        await storage.Users.UpdateEntityAsync(broken, Azure.ETag.All, TableUpdateMode.Merge);
        starts.Closed = false;

        time.Advance(TimeSpan.FromMinutes(3));
        await app.RunTimerAsync(Sweep);

        Assert.That((await person.EndOfAsync(ids[0])).State, Is.EqualTo("succeeded"));
        Assert.That((await person.EndOfAsync(ids[2])).State, Is.EqualTo("succeeded"));
    }

    /// <summary>Generations that were accepted but never started.</summary>
    private async Task<IReadOnlyList<string>> AcceptAsync(int count)
    {
        starts.Closed = true;
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await person.GenerateAsync(Idea, wait: 0)).Id);
        }

        return ids;
    }

    private async Task<AccountId> AccountAsync() => new((await person.GetAsync("account")).Id);

    private async Task<int> PendingAsync()
    {
        var rows = 0;
        await foreach (var row in app.Services.GetRequiredService<StorageClients>().Pending.QueryAsync<TableEntity>())
        {
            rows += row.Count > 0 ? 1 : 0;
        }

        return rows;
    }
}
