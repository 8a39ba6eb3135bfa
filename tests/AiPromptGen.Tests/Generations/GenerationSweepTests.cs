using AiPromptGen.Accounts;
using AiPromptGen.Audit;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Tests.Support.Storage;
using AiPromptGen.Uploads;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Generations;

/// <summary>What the sweep does for generations that no orchestration brings to their end any more.</summary>
[TestFixture]
public sealed class GenerationSweepTests
{
    private static readonly AccountId Person = new("person");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task A_generation_whose_orchestration_was_lost_after_it_was_charged_gets_its_audit_row()
    {
        var (data, sweep, pending) = Begin();
        var accepted = time.GetUtcNow();
        await pending.AddAsync(new(Person, "01", accepted), default);
        var generation = Accepted(accepted) with
        {
            Status = GenerationStatus.Succeeded,
            Sequence = 3,
            ChargedCredits = 5,
            CompletedAt = accepted,
        };
        data.Table("users").Apply([new(TableTransactionActionType.Add, generation.ToRow())]);

        time.Advance(TimeSpan.FromMinutes(3));
        await sweep.RunAsync(null!, null!, default);
        Assert.That(
            data.Table("pending").Rows,
            Has.Count.EqualTo(1),
            "its orchestration may still write the audit row"
        );

        time.Advance(TimeSpan.FromMinutes(60));
        await sweep.RunAsync(null!, null!, default);
        Assert.That(data.Table("pending").Rows, Is.Empty);
        Assert.That(Audit(data).Single()["QuotaEvent"], Is.EqualTo("committed:5"));
    }

    [Test]
    public async Task A_generation_that_is_still_being_accepted_is_not_forgotten()
    {
        var (data, sweep, pending) = Begin();
        await pending.AddAsync(new(Person, "01", time.GetUtcNow()), default);

        time.Advance(TimeSpan.FromMinutes(59));
        await sweep.RunAsync(null!, null!, default);
        Assert.That(data.Table("pending").Rows, Has.Count.EqualTo(1));

        time.Advance(TimeSpan.FromMinutes(2));
        await sweep.RunAsync(null!, null!, default);
        Assert.That(data.Table("pending").Rows, Is.Empty);
    }

    private static IEnumerable<TableEntity> Audit(StorageData data) =>
        data
            .Tables.Where(t => t.Key.StartsWith("audit", StringComparison.Ordinal))
            .SelectMany(t => t.Value.Rows.Values);

    private static Generation Accepted(DateTimeOffset at) =>
        new()
        {
            Account = Person,
            Id = "01",
            Request = new GenerationRequest { Kind = GenerationKind.TextToPrompt, Idea = "a heron" },
            Status = GenerationStatus.Queued,
            Sequence = 1,
            AcceptedAt = at,
            ReservedCredits = 5,
        };

    private (StorageData Data, GenerationSweep Sweep, PendingGenerations Pending) Begin()
    {
        var data = new StorageData(time);
        foreach (var table in new[] { "users", "pending", "uploaded" })
        {
            data.Table(table).Exists = true;
        }

        var calls = StorageCalls.Plain;
        var tables = new InMemoryTables(data, calls, name => new InMemoryTable(data.Table(name), calls, name));
        var storage = new StorageClients((tables, new InMemoryBlobs(data, calls)));
        var ledger = new AccountLedger(storage.Users, time, new Jitter(new Random(1)));
        var audit = new AuditTrail(new AuditTables(storage, time), new AuditKeys(Options.Create(new AuditOptions())));
        var pending = new PendingGenerations(storage, audit);
        var sweep = new GenerationSweep(
            pending,
            new PendingEnds(pending, audit, NullLogger<PendingEnds>.Instance),
            new GenerationStore(storage),
            new GenerationStarts(Options.Create(new GenerationOptions()), NullLogger<GenerationStarts>.Instance),
            ledger,
            new UploadStore(storage, new UploadIndex(storage, time), ledger, time),
            audit,
            Unheard.Telemetry,
            time,
            NullLogger<GenerationSweep>.Instance
        );
        return (data, sweep, pending);
    }
}
