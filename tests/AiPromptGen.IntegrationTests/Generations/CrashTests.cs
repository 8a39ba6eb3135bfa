using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// The process dies at every single write, before it or right after it, and a new one goes on from what storage holds.
/// Whatever the moment: one charge or none, no open reservation, no upload left, nothing unfinished, and nobody asked to paint
/// twice: what may have been painted when the process died ends as failed, free; what was charged is there.
/// </summary>
[TestFixture]
internal sealed class CrashTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    private const string Painting =
        """{"kind":"text-to-image","idea":"a heron in the reeds","targets":["flux"],"controls":{"variations":2}}""";

    public enum Kind
    {
        Text,

        /// <summary>From an upload, which must be gone in the end.</summary>
        Picture,

        /// <summary>Two pictures, which must be there in the end.</summary>
        Painting,
    }

    /// <summary>
    /// More writes than one generation makes, to storage and to the task hub: the test itself tells when a number is beyond the last one.
    /// </summary>
    private const int MostWrites = 40;

    /// <param name="after">Right after the write instead of right before it.</param>
    /// <param name="retried">The client repeats its request; otherwise the sweep alone has to find what was accepted.</param>
    [TestCase(false, false, Kind.Text)]
    [TestCase(false, true, Kind.Text)]
    [TestCase(true, false, Kind.Text)]
    [TestCase(true, true, Kind.Text)]
    [TestCase(false, true, Kind.Picture)]
    [TestCase(true, false, Kind.Picture)]
    [TestCase(false, false, Kind.Painting)]
    [TestCase(true, true, Kind.Painting)]
    [Property("Promise", "P15"), Property("Promise", "P11"), Property("Promise", "P6")]
    public async Task Dying_at_any_write_charges_once_or_not_at_all(bool after, bool retried, Kind kind)
    {
        var reached = 0;
        for (var write = 1; write <= MostWrites; write++)
        {
            if (!await CrashAsync(write, after, retried, kind))
            {
                break;
            }

            reached = write;
        }

        await TestContext.Out.WriteLineAsync(
            $"Died at each of {reached} writes (after: {after}, retried: {retried}, kind: {kind})"
        );
        Assert.That(reached, Is.InRange(14, MostWrites - 1));
    }

    /// <summary>
    /// The same at the writes that Microsoft's engine makes to its queues and tables. Dying right after one of them is dying right
    /// before the next, and each is made by a process that knows nothing of the test's.
    /// </summary>
    [Test]
    [Property("Promise", "P15"), Property("Promise", "P11")]
    public async Task Dying_at_any_write_of_the_real_engine_charges_once_or_not_at_all()
    {
        var reached = 0;
        for (var write = 1; write <= MostWrites; write++)
        {
            if (!await CrashAsync(write, after: false, retried: write % 2 == 0, Kind.Text, real: true))
            {
                break;
            }

            reached = write;
        }

        await TestContext.Out.WriteLineAsync($"Died at each of {reached} writes of the engine");
        Assert.That(reached, Is.InRange(15, MostWrites - 1));
    }

    /// <returns>False when the generation ended before the write was reached.</returns>
    private static async Task<bool> CrashAsync(int write, bool after, bool retried, Kind kind, bool real = false)
    {
        await AccountRemains.ForgetPendingAsync();
        var hub = $"Crash{write}{after}{retried}{kind}{real}";
        var (dying, painter) = (new Death(write, after), FakePainter.Painting());
        var first = await StartAsync(hub, real, dying, null, painter);
        using var person = await ApiClient.NewAsync(first.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        var body = kind switch
        {
            Kind.Picture => Image((await person.UploadAsync(TestPictures.Solid("#204060"))).Id),
            Kind.Painting => Painting,
            _ => Idea,
        };
        dying.Arm();
        var key = $"crash-{write}";
        await TryAsync(() => person.GenerateAsync(body, key, wait: 2));
        await DeathOrEndAsync(first, account, dying, real);
        await first.KillAsync();

        var time = new ShiftedTime();
        await using var second = await StartAsync(hub, real, null, time, painter);
        using var again = new ApiClient(second.Address);
        await again.SignInAsync(person.Email);
        // Until the hub of the dead process is taken over.
        time.Advance(TimeSpan.FromSeconds(5));
        if (retried)
        {
            var answer = await again.GenerateAsync(body, key);
            Assert.That(answer.State, Is.AnyOf(EndsOf(kind)), $"write {write}: {answer.Text}");
        }

        await SweepUntilQuietAsync(second, again, time, write, kind);
        Assert.That(painter.Calls, Is.LessThanOrEqualTo(1), $"write {write}: painted twice");
        await AssertSettledAsync(second, again, account, $"write {write}, after: {after}", retried, kind);
        return dying.Dead;
    }

    private static Task<TestApp> StartAsync(
        string hub,
        bool real,
        Death? dying,
        TimeProvider? time,
        FakeProvider painter
    )
    {
        if (!real)
        {
            return TestApp.StartAsync(hub, services => Add(services)?.AddDeath(dying!), time, FakePainter.Routes);
        }

        var storage = dying is null
            ? new EngineStorage(new ShortHidingPolicy())
            : new EngineStorage(new ShortHidingPolicy(), new DyingEnginePolicy(dying));
        return TestApp.StartOnAzureStorageAsync(
            hub,
            services => Add(services)?.AddSingleton<HttpPipelinePolicy>(new DeadPolicy(dying!)),
            time,
            storage,
            instance: hub,
            FakePainter.Routes
        );

        // Nothing comes of it when nobody is to die.
        IServiceCollection? Add(IServiceCollection services)
        {
            painter.AddTo(services);
            return dying is null ? null : services;
        }
    }

    private static string Image(string upload) =>
        $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{upload}}}"},"targets":["flux"]}""";

    /// <summary>A painting whose process died while it may have been painted is not painted again.</summary>
    private static string[] EndsOf(Kind kind) => kind == Kind.Painting ? ["succeeded", "failed"] : ["succeeded"];

    private static async Task SweepUntilQuietAsync(
        TestApp app,
        ApiClient person,
        ShiftedTime time,
        int write,
        Kind kind
    )
    {
        time.Advance(TimeSpan.FromMinutes(3));
        await app.RunTimerAsync("SweepGenerations");
        foreach (var generation in (await person.GetAsync("generations")).At("generations").EnumerateArray())
        {
            var end = await person.EndOfAsync(generation.GetProperty("id").GetString()!);
            Assert.That(end.State, Is.AnyOf(EndsOf(kind)), $"write {write}: {end.Text}");
        }
    }

    /// <summary>What is only measured is reserved like the others, and costs nothing in the end.</summary>
    private static int PriceOf(Kind kind) =>
        kind switch
        {
            Kind.Picture => 0,
            Kind.Painting => 8,
            _ => 1,
        };

    private static async Task AssertSettledAsync(
        TestApp app,
        ApiClient person,
        AccountId account,
        string moment,
        bool expected,
        Kind kind
    )
    {
        var ends = (await person.GetAsync("generations"))
            .At("generations")
            .EnumerateArray()
            .Select(generation => generation.GetProperty("status").GetString())
            .ToList();
        var (generations, made) = (ends.Count, ends.Count(state => state == "succeeded"));
        Assert.That(generations, expected ? Is.EqualTo(1) : Is.InRange(0, 1), moment);
        await WaitForAuditAsync(app, account, generations);
        var (credits, remains) = (await person.CreditsAsync(), await AccountRemains.ReadAsync(app, account));
        Assert.That(credits.Balance, Is.EqualTo(50 - (made * PriceOf(kind))), moment);
        Assert.That(credits.Reserved, Is.Zero, moment);
        Assert.That(credits.Available, Is.EqualTo(credits.Balance), moment);
        Assert.That(remains.SumOfEntries, Is.EqualTo(credits.Balance), moment);
        Assert.That(remains.Of("entry-").Count(), Is.EqualTo(PriceOf(kind) == 0 ? 1 : 1 + made), moment);
        // A picture whose generation was never accepted waits for its next one, or for the hourly sweep.
        Assert.That(remains.Blobs, kind == Kind.Picture && generations == 0 ? Has.Count.EqualTo(1) : Is.Empty, moment);
        // Two paintings, each with its thumbnail. What of a failed one is left nobody can name, until the daily sweep.
        Assert.That(
            remains.Results,
            kind != Kind.Painting ? Is.Empty
                : made == generations ? Has.Count.EqualTo(4 * made)
                : Has.Count.LessThanOrEqualTo(4),
            moment
        );
        Assert.That(remains.Audit, Has.Count.EqualTo(generations), moment);
    }

    private static async Task WaitForAuditAsync(TestApp app, AccountId account, int rows)
    {
        // Written after the final state is visible.
        for (var tries = 0; tries < 100; tries++)
        {
            if ((await AccountRemains.ReadAsync(app, account)).Audit.Count >= rows)
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // The connection died with the process.
        }
    }

    private static async Task DeathOrEndAsync(TestApp app, AccountId account, Death dying, bool real)
    {
        await Clock.UntilAsync(async () =>
            dying.Dead || (await AccountRemains.ReadAsync(app, account)).Audit.Count > 0
        );
        // The engine's own last writes come after the audit row.
        for (var tries = 0; tries < 50 && !dying.Dead; tries++)
        {
            await Task.Delay(real ? 20 : 10);
        }
    }
}
