using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// The program as people run it, killed (SIGKILL) again and again under load, at moments that a seed decides: while it runs and
/// while it starts. Afterwards the rows of the storage account, read without the app, say whether every credit is accounted for.
/// It runs only when it is selected by name (CONTRIBUTING.md); <c>AIPROMPTGEN_KILL_MINUTES</c> says for how long, 10 by default.
/// </summary>
[TestFixture, Explicit("Takes minutes")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform(Exclude = "Win", Reason = "Signals")]
internal sealed class KillStormTests
{
    private const int People = 24;
    private const int Seed = 20261128;

    /// <summary>How long to wait after the last kill: a minute until the engine sees again what was held, and the longest deadline.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(
        double.Parse(
            Environment.GetEnvironmentVariable("AIPROMPTGEN_KILL_MINUTES") ?? "10",
            CultureInfo.InvariantCulture
        )
    );

    private readonly Random random = new(Seed);
    private readonly int port = FreePort.Next();
    private readonly ConcurrentBag<StormGeneration> generations = [];
    private TestAzurite storage = null!;
    private Process? program;

    [TearDown]
    public async Task EndAsync()
    {
        program?.Kill();
        program?.Dispose();
        await storage.DisposeAsync();
    }

    [Test]
    public async Task The_ledger_adds_up_after_minutes_of_kills_under_load()
    {
        storage = await TestAzurite.StartAsync(CancellationToken.None);
        await StartAsync();
        using var stop = new CancellationTokenSource();
        var address = new Uri($"http://127.0.0.1:{port}/api");
        var people = Enumerable
            .Range(0, People)
            .Select(number => new StormPerson(address, new Random(Seed + number), generations).RunAsync(stop.Token))
            .ToList();
        var (whileRunning, whileStarting) = await KillAsync();
        await stop.CancelAsync();
        var ended = Stopwatch.GetTimestamp();
        await Task.WhenAll(people).WaitAsync(LongestEnd);
        await TestContext.Out.WriteLineAsync(
            $"{Length.TotalMinutes} minutes, seed {Seed}: killed {whileRunning} times while it ran and {whileStarting} while it started; "
                + $"{generations.Count} generations of {generations.Select(g => g.Email).Distinct().Count()} accounts, all ended "
                + $"{Stopwatch.GetElapsedTime(ended).TotalSeconds:F0} s after the last start: "
                + string.Join(", ", generations.CountBy(g => g.Status).Select(by => $"{by.Value} {by.Key}"))
        );
        AssertRows(await StorageDump.ReadAsync(storage.ConnectionString));
    }

    private async Task<(int WhileRunning, int WhileStarting)> KillAsync()
    {
        var (whileRunning, whileStarting) = (0, 0);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Length)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 + (random.NextDouble() * 23)));
            await DieAsync();
            whileRunning++;
            while (random.Next(4) == 0)
            {
                Launch();
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 4));
                await DieAsync();
                whileStarting++;
            }

            await StartAsync();
        }

        return (whileRunning, whileStarting);
    }

    private async Task DieAsync()
    {
        program!.Kill();
        await program.WaitForExitAsync();
        program.Dispose();
    }

    private async Task StartAsync()
    {
        Launch();
        Assert.That(await program!.StandardOutput.ReadLineAsync(), Does.StartWith("Listening on "));
    }

    private void Launch() =>
        program = HostProgram.Start(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["AzureWebJobsStorage"] = storage.ConnectionString,
                ["LOCAL_DATA"] = TestStorage.DataFolder,
            },
            $"--urls=http://127.0.0.1:{port}",
            "--AddressLimits:RequestsPerWindow=100000",
            "--AddressLimits:PromptRequestsPerWindow=100000",
            "--AddressLimits:AccountReadsPerWindow=100000"
        );

    /// <summary>Compares what the API answered to each person with the rows of the account.</summary>
    private void AssertRows(IReadOnlyList<Held> held)
    {
        var rows = held.Where(h => h.Place == "users").ToLookup(h => h.Name.Split('/')[0]);
        Assert.That(
            held.Where(h => h.Place == "uploads").Traces([.. Uploads()]),
            Is.Empty,
            "uploads of what has ended"
        );
        foreach (var account in generations.GroupBy(g => g.Account))
        {
            var own = rows[account.Key].ToLookup(h => h.Name.Split('/')[1]);
            var credits = JsonDocument.Parse(Value(own["account"], "Credits")!).RootElement;
            var balance = credits.GetProperty("balance").GetInt64();
            var entries = own.Where(row => row.Key.StartsWith("entry-", StringComparison.Ordinal)).ToList();
            var charged = account.Sum(g => g.Charged);
            Assert.Multiple(() =>
            {
                Assert.That(credits.GetProperty("open").GetArrayLength(), Is.Zero, "nothing is reserved");
                Assert.That(entries.Sum(e => Number(e, "Amount")), Is.EqualTo(balance), "entries and balance");
                Assert.That(Lots(credits), Is.EqualTo(balance), "lots and balance");
                Assert.That(balance, Is.EqualTo(StormPerson.SignUpCredits - charged), "what was said to be charged");
                Assert.That(
                    entries.Where(e => Number(e, "Amount") < 0).Select(e => Value(e, "Reference")),
                    Is.EquivalentTo(account.Where(g => g.Charged > 0).Select(g => g.Id)),
                    "one entry for each that was charged"
                );
                Assert.That(
                    account.Where(g => g.Charged > 0).Select(g => g.Status),
                    Is.All.EqualTo("succeeded"),
                    "only results are charged"
                );
            });
        }
    }

    private IEnumerable<string> Uploads() => generations.Select(g => g.Upload).OfType<string>();

    private static long Lots(JsonElement credits) =>
        credits.GetProperty("lots").EnumerateArray().Sum(lot => lot.GetProperty("left").GetInt64());

    private static string? Value(IEnumerable<Held> row, string field) =>
        row.SingleOrDefault(h => h.Field == field)?.Value;

    private static long Number(IEnumerable<Held> row, string field) =>
        long.Parse(Value(row, field)!, CultureInfo.InvariantCulture);
}
