using AiPromptGen.Audit;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Audit;

/// <summary>
/// Audit tables are gone before a row of them is 90 days old. In years long past, so that the tables of other tests are never
/// due.
/// </summary>
[TestFixture]
internal sealed class AuditSweepTests
{
    private static int years;
    private readonly CountingPolicy counting = new();
    private StorageClients storage = null!;
    private FakeTimeProvider time = null!;

    [SetUp]
    public void Begin()
    {
        time = new(new DateTimeOffset(1910 + (5 * years++), 1, 1, 0, 0, 0, TimeSpan.Zero));
        var settings = new ConfigurationManager { [StorageClients.Setting] = TestStorage.ConnectionString };
        storage = new StorageClients(settings, [counting]);
    }

    [TearDown]
    public async Task End()
    {
        foreach (var name in await NamesAsync())
        {
            await storage.Tables.DeleteTableAsync(name);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [Property("Promise", "P22")]
    public async Task No_row_gets_ninety_days_old(int daysBetweenRuns)
    {
        var (tables, trail) = Audit();
        for (var day = 0; day < 95; day++, time.Advance(TimeSpan.FromDays(1)))
        {
            // The first moment of the day: the row that is 90 days old first.
            await trail.WriteAsync(Row(time.GetUtcNow()), CancellationToken.None);
            if (day % daysBetweenRuns == 0)
            {
                await RunAsync(tables);
            }

            if (day > 85)
            {
                var end = time.GetUtcNow() + TimeSpan.FromDays(1);
                var oldest = DayTableRules.DayOf(AuditTables.Prefix, (await NamesAsync())[0])!.Value;
                Assert.That(
                    end - new DateTimeOffset(oldest, default, TimeSpan.Zero),
                    Is.LessThanOrEqualTo(TimeSpan.FromDays(90)),
                    $"at the end of day {day}"
                );
            }
        }

        Assert.That(await NamesAsync(), Has.Count.InRange(88, 89));
    }

    [Test, Property("Promise", "P22")]
    public async Task A_run_that_is_months_late_drops_everything_and_nothing_foreign()
    {
        var (tables, trail) = Audit();
        await trail.WriteAsync(Row(time.GetUtcNow()), CancellationToken.None);
        time.Advance(TimeSpan.FromDays(10));
        await trail.WriteAsync(Row(time.GetUtcNow()), CancellationToken.None);
        string[] foreign = ["auditnotes", "audit1910", "audit99999999", "auditor19100101"];
        foreach (var name in foreign)
        {
            await storage.Tables.CreateTableIfNotExistsAsync(name);
        }

        time.Advance(TimeSpan.FromDays(91));
        await RunAsync(tables);

        Assert.That(await NamesAsync(), Is.Empty);
        foreach (var name in foreign)
        {
            Assert.That((await storage.Tables.DeleteTableAsync(name)).Status, Is.EqualTo(204), name);
        }
    }

    [Test, Property("Promise", "P22")]
    public async Task A_row_that_comes_after_its_time_is_not_written()
    {
        var (tables, trail) = Audit();
        var row = Row(time.GetUtcNow());
        await trail.WriteAsync(row, CancellationToken.None);
        time.Advance(TimeSpan.FromDays(DayTableRules.DueAfterDays));
        await RunAsync(tables);

        await trail.WriteAsync(row, CancellationToken.None);

        Assert.That(await NamesAsync(), Is.Empty);
    }

    [Test]
    public async Task Two_runs_at_once_drop_every_table_and_none_fails()
    {
        var (tables, trail) = Audit();
        for (var day = 0; day < 12; day++, time.Advance(TimeSpan.FromDays(1)))
        {
            await trail.WriteAsync(Row(time.GetUtcNow()), CancellationToken.None);
        }

        time.Advance(TimeSpan.FromDays(100));
        var logs = await Task.WhenAll(RunAsync(tables), RunAsync(Audit().Tables));

        Assert.That(await NamesAsync(), Is.Empty);
        Assert.That(logs.SelectMany(l => l), Has.None.StartsWith("Error").And.Exactly(2).Contains("0 failed"));
    }

    [Test]
    public async Task A_bounded_run_takes_the_oldest_and_the_next_goes_on()
    {
        var (tables, trail) = Audit();
        for (var day = 0; day < 3; day++, time.Advance(TimeSpan.FromDays(1)))
        {
            await trail.WriteAsync(Row(time.GetUtcNow()), CancellationToken.None);
        }

        time.Advance(TimeSpan.FromDays(100));
        var newest = (await NamesAsync())[2];
        var first = await tables.Days.DropDueAsync(2, (_, _) => { }, CancellationToken.None);

        Assert.That((first.Done, first.More), Is.EqualTo((2, true)));
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { newest }));
        Assert.That((await tables.Days.DropDueAsync(2, (_, _) => { }, CancellationToken.None)).More, Is.False);
        Assert.That(await NamesAsync(), Is.Empty);
    }

    [TestCase(10)]
    [TestCase(5_000)]
    [TestCase(100_000, Explicit = true, Reason = "Half a minute of writing rows")]
    public async Task Dropping_a_day_is_one_operation_whatever_the_rows(int rows)
    {
        var (tables, _) = Audit();
        var table = (await tables.Days.OpenAsync(time.GetUtcNow(), CancellationToken.None))!;
        foreach (var some in Enumerable.Range(0, rows).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                some.Select(i => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new TableEntity("0", $"{i}")
                ))
            );
        }

        time.Advance(TimeSpan.FromDays(DayTableRules.DueAfterDays));
        counting.Clear();
        await RunAsync(tables);

        Assert.That(counting.Calls.Where(c => c.StartsWith("DELETE", StringComparison.Ordinal)).Count(), Is.EqualTo(1));
        Assert.That(counting.Calls, Has.Count.EqualTo(2), string.Join('\n', counting.Calls));
    }

    private (AuditTables Tables, AuditTrail Trail) Audit()
    {
        var tables = new AuditTables(storage, time);
        return (tables, new AuditTrail(tables, new AuditKeys(Options.Create(new AuditOptions()))));
    }

    private static async Task<IReadOnlyCollection<string>> RunAsync(AuditTables tables)
    {
        var logs = new RecordedLogs();
        using var factory = new LoggerFactory([logs]);
        await new AuditSweep(tables, Unheard.Telemetry, factory.CreateLogger<AuditSweep>()).RunAsync(
            new(),
            CancellationToken.None
        );
        return [.. logs.Lines];
    }

    private static AuditRow Row(DateTimeOffset at) =>
        new()
        {
            Id = "id",
            AccountKey = new AccountKey("k.0"),
            RequestStatus = "succeeded",
            QuotaEvent = "committed:1",
            RequestedAt = at,
            CompletedAt = at,
        };

    /// <summary>Audit tables of the century that only this fixture writes in, oldest first.</summary>
    private async Task<IReadOnlyList<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var table in storage.Tables.QueryAsync())
        {
            if (DayTableRules.DayOf(AuditTables.Prefix, table.Name) is { Year: < 2000 })
            {
                names.Add(table.Name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
