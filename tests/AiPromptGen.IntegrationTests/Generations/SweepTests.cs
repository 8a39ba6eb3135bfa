using System.Text;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>Generations that only the sweep, or a person, can bring to an end.</summary>
[TestFixture]
internal sealed class SweepTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private FakeTimeProvider time = null!;

    [SetUp]
    public Task Begin()
    {
        time = Clock.New();
        return AccountRemains.ForgetPendingAsync();
    }

    [Test]
    public async Task What_could_not_be_started_is_started_by_the_sweep()
    {
        var (app, starts) = await StartAsync("SweepStarts");
        await using var _ = app;
        using var person = await ApiClient.NewAsync(app.Address);
        starts.Closed = true;
        var created = await person.GenerateAsync(Idea, wait: 0);
        starts.Closed = false;

        await app.RunTimerAsync("SweepGenerations");
        Assert.That((await StateAsync(person, created)).State, Is.EqualTo("queued"), "too young to be swept");
        time.Advance(TimeSpan.FromMinutes(3));
        await app.RunTimerAsync("SweepGenerations");

        Assert.That((await person.EndOfAsync(created.Id)).State, Is.EqualTo("succeeded"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(49));
        await app.RunTimerAsync("SweepGenerations");
        Assert.That(await PendingAsync(app, created), Is.Zero, "what has ended is forgotten");
    }

    [Test, Property("Promise", "P15"), Property("Promise", "P6")]
    public async Task What_is_past_its_deadline_expires_and_gives_everything_back()
    {
        var (app, starts) = await StartAsync("SweepExpires");
        await using var _ = app;
        using var person = await ApiClient.NewAsync(app.Address);
        var upload = (await person.UploadAsync(TestPictures.Photo())).Id;
        starts.Closed = true;
        var created = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}""",
            wait: 0
        );

        time.Advance(TimeSpan.FromMinutes(61));
        await Task.WhenAll(app.RunTimerAsync("SweepGenerations"), app.RunTimerAsync("SweepGenerations"));

        var end = await StateAsync(person, created);
        Assert.That(end.State, Is.EqualTo("failed"), end.Text);
        Assert.That(end.At("problem", "code").GetString(), Is.EqualTo("reservation-expired"));
        var remains = await RemainsAsync(app, person);
        Assert.That(remains.Blobs, Is.Empty);
        Assert.That(remains.Of("upload-"), Is.Empty);
        Assert.That(remains.Audit.Single().GetString("QuotaEvent"), Is.EqualTo("expired"));
        Assert.That((await person.CreditsAsync()).Available, Is.EqualTo(50));

        // An activity that continues late finds the reservation closed.
        var ledger = app.Services.GetRequiredService<AccountLedger>();
        var late = await ledger.ReserveAsync(
            new ReserveRequest
            {
                AccountId = await AccountAsync(person),
                ReservationId = created.Id,
                Amount = new CreditAmount(1),
                Deadline = time.GetUtcNow(),
            },
            null,
            CancellationToken.None
        );
        Assert.That(late, Is.InstanceOf<ReserveResult.AlreadyResolved>());
    }

    [Test, Property("Promise", "P14")]
    public async Task What_can_no_longer_be_paid_is_rejected()
    {
        var (app, starts) = await StartAsync("SweepRejects");
        await using var _ = app;
        using var person = await ApiClient.NewAsync(app.Address);
        starts.Closed = true;
        var created = await person.GenerateAsync(Idea, wait: 0);
        starts.Closed = false;
        var clawback = new Clawback
        {
            Id = "c-1",
            LotId = "sign-up",
            Amount = new(50),
            Reference = "c-1",
        };
        await app
            .Services.GetRequiredService<AccountLedger>()
            .ClawbackAsync(AccountRef.Current(await AccountAsync(person)), clawback, null, CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(3));
        await app.RunTimerAsync("SweepGenerations");

        var end = await person.EndOfAsync(created.Id);
        Assert.That(end.State, Is.EqualTo("rejected"), end.Text);
        Assert.That(end.At("problem", "code").GetString(), Is.EqualTo("insufficient-credits"));
        Assert.That((await person.CreditsAsync()).Reserved, Is.Zero);
    }

    [Test]
    public async Task What_cannot_be_settled_is_parked_and_its_credits_and_its_result_come_back()
    {
        var provider = FakeProvider.Composing;
        var blocking = new BlockingPolicy(IsAccountChange);
        var hold = new FakeProvider(
            (r, t) =>
            {
                // From now on nothing can be committed.
                blocking.Blocking = true;
                return provider.GenerateAsync(r, t);
            }
        );
        var logs = new RecordedLogs();
        await using var app = await TestApp.StartAsync(
            "Parks",
            services =>
            {
                hold.AddTo(services);
                services.AddSingleton<HttpPipelinePolicy>(blocking);
                services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(logs);
            },
            time,
            FakeProvider.Routes
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var created = await person.GenerateAsync(Idea, wait: 0);

        await time.RunUntilAsync(() =>
            Task.FromResult(logs.Lines.Any(l => l.StartsWith("Critical", StringComparison.Ordinal)))
        );
        blocking.Blocking = false;
        await time.RunUntilAsync(async () => (await StateAsync(person, created)).State == "parked");

        var parked = await StateAsync(person, created);
        Assert.That(parked.At("problem", "code").GetString(), Is.EqualTo("generation-parked"));
        Assert.That(parked.At("problem", "detail").GetString(), Does.Contain("support@aiimagepromptgenerator.org"));
        Assert.That((await person.CreditsAsync()).Reserved, Is.EqualTo(5));

        time.Advance(TimeSpan.FromMinutes(61));
        await app.RunTimerAsync("SweepGenerations");
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved), Is.EqualTo((50L, 0L)));
        var delivered = await StateAsync(person, created);
        Assert.That(delivered.State, Is.EqualTo("succeeded"), delivered.Text);
        Assert.That(delivered.At("credits", "charged").GetInt64(), Is.Zero);
    }

    [Test, Property("Promise", "P6")]
    public async Task Uploads_nobody_used_are_swept_after_a_day()
    {
        var (app, _) = await StartAsync("SweepUploads");
        await using var running = app;
        using var person = await ApiClient.NewAsync(app.Address);
        var upload = (await person.UploadAsync(TestPictures.Photo())).Id;

        time.Advance(TimeSpan.FromHours(23));
        await person.SignInAsync(person.Email);
        await app.RunTimerAsync("SweepUploads");
        Assert.That((await RemainsAsync(app, person)).Blobs, Has.Count.EqualTo(1));
        time.Advance(TimeSpan.FromHours(2));
        await person.SignInAsync(person.Email);
        var expired = await person.GenerateAsync(
            $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"}}""",
            wait: 0
        );
        Assert.That(expired.Code, Is.EqualTo("upload-not-found"), "expired before it is swept");
        await app.RunTimerAsync("SweepUploads");

        var remains = await RemainsAsync(app, person);
        Assert.That((remains.Blobs.Count, remains.Of("upload-").Count()), Is.EqualTo((0, 0)));
    }

    private async Task<(TestApp App, StartGate Starts)> StartAsync(string hub)
    {
        var starts = new StartGate();
        return (await TestApp.StartAsync(hub, services => services.AddSingleton(starts), time), starts);
    }

    /// <summary>A transaction on an account, not one of the engine's own.</summary>
    private static bool IsAccountChange(Request request)
    {
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        return Encoding.UTF8.GetString(body.ToArray()).Contains("/users(", StringComparison.Ordinal);
    }

    private static Task<Answer> StateAsync(ApiClient person, Answer created) =>
        person.GetAsync($"generations/{created.Id}");

    private static async Task<AccountId> AccountAsync(ApiClient person) => new((await person.GetAsync("account")).Id);

    private static async Task<AccountRemains> RemainsAsync(TestApp app, ApiClient person) =>
        await AccountRemains.ReadAsync(app, await AccountAsync(person));

    private static async Task<int> PendingAsync(TestApp app, Answer created)
    {
        var storage = app.Services.GetRequiredService<AiPromptGen.Platform.Storage.StorageClients>();
        var rows = 0;
        await foreach (
            var row in storage.Pending.QueryAsync<Azure.Data.Tables.TableEntity>(r => r.RowKey == created.Id)
        )
        {
            rows += row.Count > 0 ? 1 : 0;
        }

        return rows;
    }
}
