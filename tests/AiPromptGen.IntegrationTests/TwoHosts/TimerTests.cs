using System.Globalization;
using System.Reflection;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.TwoHosts;

/// <summary>
/// On Azure a lease gives a timer to one instance; after a fail-over two may run at once. Every timer does, here, and nothing
/// is done twice and no fault is told.
/// </summary>
[TestFixture]
internal sealed class TimerTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private readonly StartGate starts = new();
    private ShiftedTime time = null!;

    [SetUp]
    public Task Begin()
    {
        time = new ShiftedTime();
        starts.Closed = false;
        return AccountRemains.ForgetPendingAsync();
    }

    [Test]
    public void Every_timer_is_tried_here_or_in_the_tests_of_payments()
    {
        var timers = typeof(App)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(p => p.IsDefined(typeof(TimerTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

        Assert.That(
            timers,
            Is.EquivalentTo(
                new[]
                {
                    "SweepGenerations",
                    "PurgeOrchestrations",
                    "SweepUploads",
                    "SweepResults",
                    "DropAuditTables",
                    "DropInboxTables",
                    "SweepErasedAccounts",
                    "ReconcilePayments",
                    "SweepHistory",
                    "SweepInactiveAccounts",
                }
            )
        );
    }

    [TestCase(true)]
    [TestCase(false, TestName = "Two_engines_that_run_the_same_generations_at_once_charge_each_once")]
    [Property("Promise", "P15"), Property("Promise", "P11"), Property("Promise", "P21")]
    public async Task SweepGenerations_starts_ends_and_forgets_each_once(bool oneHub)
    {
        await using var hosts = await StartAsync($"TwoSweeps{oneHub}", oneHub);
        var (first, second) = await hosts.PersonAsync();
        var account = new AccountId((await first.GetAsync("account")).Id);
        var expired = await AcceptAsync(first, 5);
        time.Advance(TimeSpan.FromMinutes(58));
        await first.SignInAsync(first.Email);
        await second.SignInAsync(first.Email);
        starts.Closed = false;
        await first.GenerateAsync(Idea);
        var lost = await AcceptAsync(second, 10);
        starts.Closed = false;
        time.Advance(TimeSpan.FromMinutes(3));

        await hosts.RunTimerOnBothAsync("SweepGenerations");

        foreach (var id in lost)
        {
            Assert.That((await second.EndOfAsync(id)).State, Is.EqualTo("succeeded"));
        }

        foreach (var id in expired)
        {
            Assert.That((await first.GetAsync($"generations/{id}")).State, Is.EqualTo("failed"));
        }

        await Clock.UntilAsync(async () => (await AuditAsync(hosts, account)).Count == 16);
        await hosts.RunTimerOnBothAsync("SweepGenerations");
        var credits = await first.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((39L, 0L, 12)));
        Assert.That(await RowsAsync(hosts.First, s => s.Pending), Is.Empty);
        var audit = await AuditAsync(hosts, account);
        Assert.That(audit, Has.Count.EqualTo(16));
        Assert.That(audit.Select(a => a.RowKey), Is.Unique);
        Assert.That(audit.Count(a => a.GetString("QuotaEvent") == "expired"), Is.EqualTo(5));
        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test]
    public async Task PurgeOrchestrations_purges_all()
    {
        await using var hosts = await StartAsync("TwoPurges");
        var (first, second) = await hosts.PersonAsync();
        await Task.WhenAll(
            Enumerable.Range(0, 6).SelectMany(_ => new[] { first.GenerateAsync(Idea), second.GenerateAsync(Idea) })
        );
        var client = hosts.First.Durable;
        await Clock.UntilAsync(async () =>
            await client.GetAllInstancesAsync(new OrchestrationQuery()).AllAsync(i => i.IsCompleted)
        );
        time.Advance(TimeSpan.FromHours(2));

        await hosts.RunTimerOnBothAsync("PurgeOrchestrations");

        Assert.That(await client.GetAllInstancesAsync(new OrchestrationQuery()).CountAsync(), Is.Zero);
        Assert.That(hosts.Faults, Is.Empty);
    }

    [Test, Property("Promise", "P6")]
    public async Task SweepUploads_and_SweepResults_delete_what_is_due()
    {
        await using var hosts = await StartAsync("TwoPictures", settings: FakePainter.Routes);
        var (first, second) = await hosts.PersonAsync();
        var account = new AccountId((await first.GetAsync("account")).Id);
        await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => (i % 2 == 0 ? first : second).UploadAsync(TestPictures.Solid("#204060")))
        );
        await second.GenerateAsync(
            """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"],"controls":{"variations":4}}"""
        );
        Assert.That(
            (await AccountRemains.ReadAsync(hosts.First, account)).Results,
            Has.Count.EqualTo(8),
            "four and a small one of each"
        );
        time.Advance(TimeSpan.FromDays(8));

        await Task.WhenAll(hosts.RunTimerOnBothAsync("SweepUploads"), hosts.RunTimerOnBothAsync("SweepResults"));

        var remains = await AccountRemains.ReadAsync(hosts.First, account);
        Assert.That(remains.Blobs.Concat(remains.Results), Is.Empty);
        Assert.That(remains.Of("upload-"), Is.Empty);
        var index = await RowsAsync(hosts.First, s => s.Uploaded);
        Assert.That(index.Where(r => r.GetString("AccountId") == account.Value), Is.Empty);
        Assert.That(hosts.Faults, Is.Empty);
    }

    [TestCase("DropAuditTables", "audit")]
    [TestCase("DropInboxTables", "inbox")]
    [Property("Promise", "P22")]
    public async Task Tables_of_days_are_dropped(string timer, string prefix)
    {
        time.Advance(new DateTimeOffset(2002, 6, 1, 0, 20, 0, TimeSpan.Zero) - time.GetUtcNow());
        await using var hosts = await StartAsync($"Two{timer}");
        var tables = hosts.First.Services.GetRequiredService<StorageClients>().Tables;
        for (var day = 1; day <= 8; day++)
        {
            await tables.CreateTableIfNotExistsAsync(
                string.Create(CultureInfo.InvariantCulture, $"{prefix}200203{day:D2}")
            );
        }

        await hosts.RunTimerOnBothAsync(timer);

        var left = await tables
            .QueryAsync()
            .Select(t => t.Name)
            .Where(n => n.StartsWith($"{prefix}2002", StringComparison.Ordinal))
            .ToListAsync();
        Assert.That(left, Is.EquivalentTo(new[] { $"{prefix}20020306", $"{prefix}20020307", $"{prefix}20020308" }));
        Assert.That(hosts.Faults, Is.Empty);
        foreach (var name in left)
        {
            await tables.DeleteTableAsync(name);
        }
    }

    [Test, Property("Promise", "P22")]
    public async Task SweepErasedAccounts_forgets_those_that_served_their_time()
    {
        await using var hosts = await StartAsync("TwoForgets");
        var erased = hosts.First.Services.GetRequiredService<StorageClients>().Erased;
        var hub = Guid.NewGuid().ToString("N");
        for (var i = 0; i < 12; i++)
        {
            var end = time.GetUtcNow().AddDays(i < 9 ? -1 : 1);
            await erased.AddEntityAsync(new TableEntity(hub, $"r{i}") { ["ForgetAt"] = end });
        }

        await hosts.RunTimerOnBothAsync("SweepErasedAccounts");

        var left = (await RowsAsync(hosts.First, s => s.Erased)).Where(r => r.PartitionKey == hub);
        Assert.That(left.Select(r => r.RowKey), Is.EqualTo(new[] { "r10", "r11", "r9" }));
        Assert.That(hosts.Faults, Is.Empty);
    }

    private Task<Hosts> StartAsync(string hub, bool oneHub = true, params string[] settings) =>
        Hosts.StartAsync(
            hub,
            services =>
            {
                FakePainter.Painting().AddTo(services);
                services.AddSingleton(starts);
            },
            time,
            oneHub,
            settings: settings
        );

    /// <summary>Accepted, and nobody started them.</summary>
    private async Task<IReadOnlyList<string>> AcceptAsync(ApiClient person, int count)
    {
        starts.Closed = true;
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await person.GenerateAsync(Idea, wait: 0)).Id);
        }

        return ids;
    }

    private static async Task<IReadOnlyList<TableEntity>> AuditAsync(Hosts hosts, AccountId account) =>
        (await AccountRemains.ReadAsync(hosts.First, account)).Audit;

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(
        TestApp app,
        Func<StorageClients, TableClient> table
    ) => await table(app.Services.GetRequiredService<StorageClients>()).QueryAsync<TableEntity>().ToListAsync();
}
