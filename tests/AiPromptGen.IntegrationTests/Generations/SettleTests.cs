using AiPromptGen.Audit;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// The last activity by itself: wherever it dies, its repeat does the rest and nothing twice. An upload that cannot be deleted
/// keeps no audit row from being written.
/// </summary>
[TestFixture, NonParallelizable]
[Property("Promise", "P6"), Property("Promise", "P11"), Property("Promise", "P15"), Property("Promise", "P21")]
internal sealed class SettleTests
{
    /// <summary>The transaction, the picture, its row and the audit row.</summary>
    private const int Writes = 4;

    private static readonly GenerateAnswer Made = new()
    {
        Status = GenerationStatus.Succeeded,
        PriceCredits = 1,
        Provider = "embedded",
        Model = "picture-1",
    };

    private static readonly GenerateAnswer Missing = GenerateAnswer.From(GenerationStatus.Failed, "upload-gone");
    private static readonly GenerateAnswer Unheard = GenerateAnswer.From(
        GenerationStatus.Failed,
        "provider-unavailable"
    );

    private readonly DyingWrites writes = new();
    private readonly BlockingPolicy pictures = new(r => IsDeletion(r, "/uploads/"));
    private readonly RecordedLogs logs = new();
    private TestAzurite storage = null!;
    private TestApp app = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        storage = await TestAzurite.StartAsync(CancellationToken.None);
        app = await TestApp.StartAsync(
            "Settle",
            services =>
            {
                services.AddSingleton(new StartGate { Closed = true });
                services.AddSingleton<HttpPipelinePolicy>(writes);
                services.AddSingleton<HttpPipelinePolicy>(pictures);
            },
            settings:
            [
                $"AzureWebJobsStorage={storage.ConnectionString}",
                "AddressLimits:RequestsPerWindow=100000",
                "AddressLimits:PromptRequestsPerWindow=100000",
            ]
        );
        // The first one makes the day's audit table.
        using var person = await ApiClient.NewAsync(app.Address);
        await SettleAsync(await RunningAsync(person, Made));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
    }

    [TestCase(true, false)]
    [TestCase(true, true)]
    [TestCase(false, false)]
    [TestCase(false, true)]
    public async Task A_death_at_any_write_is_cured_by_the_repeat(bool made, bool after)
    {
        for (var write = 1; write <= Writes + 1; write++)
        {
            using var person = await ApiClient.NewAsync(app.Address);
            var input = await RunningAsync(person, made ? Made : Missing);

            writes.DieAt(write, after);
            var first = await EndAsync(() => SettleAsync(input));
            writes.Live();
            await SettleAsync(input);

            var moment = $"write {write}, after: {after}";
            Assert.That(first, write <= Writes ? Is.TypeOf<ProcessDiedException>() : Is.Null, moment);
            await AssertSettledAsync(
                input.Start,
                made ? "succeeded" : "failed",
                made ? "committed:1" : "released",
                moment
            );
        }
    }

    [Test]
    public async Task An_upload_that_cannot_be_deleted_is_left_to_the_sweep_and_the_end_is_audited()
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var input = await RunningAsync(person, Made);
        var before = pictures.Blocked;

        pictures.Blocking = true;
        await SettleAsync(input);
        pictures.Blocking = false;

        Assert.That(pictures.Blocked - before, Is.EqualTo(4), "tried so often");
        Assert.That(logs.Lines, Has.One.Contains($"{input.Start.GenerationId} is left to the sweep"));
        var remains = await RemainsAsync(input.Start);
        Assert.That(remains.Blobs, Has.Count.EqualTo(1));
        Assert.That(remains.Audit.Select(a => a.GetString("QuotaEvent")), Is.EqualTo(new[] { "committed:1" }));
    }

    /// <summary>When settling fails finally, the end is in the row and in the audit, and the upload is deleted.</summary>
    [TestCase(1, "parked", "parked")]
    [TestCase(Writes, "succeeded", "committed:1")]
    public async Task What_is_parked_is_cleaned_up_and_audited_as_it_stands(int write, string status, string quota)
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var input = await RunningAsync(person, Made);
        writes.DieAt(write, after: false);
        Assert.That(await EndAsync(() => SettleAsync(input)), Is.Not.Null);
        writes.Live();

        await ParkAsync(input);

        await AssertSettledAsync(input.Start, status, quota, "parked");
    }

    /// <summary>An attempt that was believed dead commits between parking's read of the row and its write.</summary>
    [Test]
    public async Task What_is_charged_while_a_generation_is_being_parked_is_not_marked_as_parked()
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var input = await RunningAsync(person, Made);
        // Another process has a ledger of its own.
        var other = ActivatorUtilities.CreateInstance<AccountLedger>(app.Services, Users);
        writes.BeforeNext(() => SettleAsync(input, other));

        Assert.That(await EndAsync(() => ParkAsync(input)), Is.TypeOf<OtherRowConflictException>());
        await ParkAsync(input);

        await AssertSettledAsync(input.Start, "succeeded", "committed:1", "charged meanwhile");
    }

    [Test]
    public async Task A_stored_result_is_delivered_free_though_generating_is_believed_to_have_failed()
    {
        using var person = await ApiClient.NewAsync(app.Address);
        var input = await RunningAsync(person, Unheard);
        await StoreAsync(input.Start);

        await SettleAsync(input);

        var remains = await RemainsAsync(input.Start);
        Assert.That(remains.Of("gen-").Single().GetString("Status"), Is.EqualTo("succeeded"));
        Assert.That(remains.SumOfEntries, Is.EqualTo(50));
        Assert.That(remains.Of("reservation-").Single().GetString("State"), Is.EqualTo("released"));
        Assert.That(remains.Audit.Single().GetString("QuotaEvent"), Is.EqualTo("delivered-free"));
    }

    private async Task AssertSettledAsync(GenerationStart start, string status, string quota, string moment)
    {
        var remains = await RemainsAsync(start);
        var row = remains.Of("gen-").Single();
        var charged = quota == "committed:1" ? 1 : 0;
        Assert.That(row.GetString("Status"), Is.EqualTo(status), moment);
        Assert.That(row.GetInt64("ChargedCredits"), Is.EqualTo(charged), moment);
        Assert.That(remains.SumOfEntries, Is.EqualTo(50 - charged), moment);
        Assert.That(remains.Of("entry-").Count(), Is.EqualTo(1 + charged), moment);
        Assert.That(
            remains.Of("reservation-").Single().GetString("State"),
            Is.EqualTo(status == "parked" ? "open" : quota.Split(':')[0]),
            moment
        );
        Assert.That(remains.Blobs, Is.Empty, moment);
        Assert.That(remains.Of("upload-"), Is.Empty, moment);
        var audit = remains.Audit.Single();
        Assert.That(audit.GetString("RequestStatus").Split(':')[0], Is.EqualTo(status), moment);
        Assert.That(audit.GetString("QuotaEvent"), Is.EqualTo(quota), moment);
        Assert.That(
            audit.GetDateTimeOffset("CompletedAt"),
            Is.EqualTo(AuditTrail.Minute(row.GetDateTimeOffset("CompletedAt")!.Value)),
            moment
        );
    }

    /// <summary>A generation with an upload that is accepted and reserved. Only the test settles it.</summary>
    private async Task<Settle.Input> RunningAsync(ApiClient person, GenerateAnswer answer)
    {
        var upload = (await person.UploadAsync(TestPictures.Solid("#204060"))).Id;
        var body = $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}""";
        var id = (await person.GenerateAsync(body, wait: 0)).Id;
        var account = new AccountId((await person.GetAsync("account")).Id);
        var (services, none) = (app.Services, CancellationToken.None);
        var stored = await services.GetRequiredService<GenerationStore>().FindAsync(account, id, none);
        var start = services.GetRequiredService<GenerationStarts>().Of(stored!);
        await ActivatorUtilities
            .CreateInstance<ReserveCredits>(services)
            .RunAsync(ReserveCredits.Input.From(start), none);
        return new Settle.Input { Start = start, Answer = answer };
    }

    private Task<Settlement> SettleAsync(Settle.Input input, params object[] others) =>
        ActivatorUtilities
            .CreateInstance<Settle>(app.Services, [Cleaning(), .. others])
            .RunAsync(input, CancellationToken.None);

    private Task<Settlement> ParkAsync(Settle.Input input) =>
        ActivatorUtilities
            .CreateInstance<ParkGeneration>(app.Services, Cleaning())
            .RunAsync(input, CancellationToken.None);

    /// <summary>What an attempt of Generate does at its end.</summary>
    private async Task StoreAsync(GenerationStart start)
    {
        var generations = app.Services.GetRequiredService<GenerationStore>();
        var (account, none) = (new AccountId(start.AccountId), CancellationToken.None);
        var generation = await generations.FindAsync(account, start.GenerationId, none);
        await generations.KeepAsync(generation!, new GenerationResult(Made), none);
    }

    /// <summary>Without its pauses.</summary>
    private CleanUp Cleaning()
    {
        var services = app.Services;
        return new CleanUp(
            services.GetRequiredService<UploadStore>(),
            services.GetRequiredService<AuditTrail>(),
            services.GetRequiredService<AppTelemetry>(),
            new ImpatientTime(),
            new Logger<CleanUp>(new LoggerFactory([logs]))
        );
    }

    private TableClient Users => app.Services.GetRequiredService<StorageClients>().Users;

    private Task<AccountRemains> RemainsAsync(GenerationStart start) =>
        AccountRemains.ReadAsync(app, new AccountId(start.AccountId));

    private static async Task<Exception?> EndAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private static bool IsDeletion(Request request, string place) =>
        request.Method == RequestMethod.Delete && request.Uri.Path.Contains(place, StringComparison.Ordinal);
}
