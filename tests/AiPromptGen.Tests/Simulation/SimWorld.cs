using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Billing;
using AiPromptGen.Tests.Support.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// One run: two instances of the program over one storage account, one durable engine and one PayPal, the actors of a scenario, and the
/// faults. All chance comes from the scenario's seed.
/// </summary>
internal sealed class SimWorld
{
    private const int Instances = 2;
    private static readonly string[] Tables = ["users", "pending", "uploaded", "erased", "billingindex", "invoices"];
    private static readonly TimeSpan Active = TimeSpan.FromMinutes(40);

    private readonly SimProcess[] processes;
    private readonly TimeSpan[] skews;
    private readonly Dictionary<(SimRun?, string), bool> looks = [];

    public SimWorld(Scenario scenario, SimPlant plant)
    {
        (Scenario, Plant) = (scenario, plant);
        Random = new Random(scenario.Seed);
        Loop = new SimLoop(new Random(Random.Next()), FakePayPal.Start);
        Time = new SimClock(Loop);
        var faults = new Random(Random.Next());
        var profile = FaultProfile.Of(Random) with
        {
            // By the seed alone, so that all other runs stay what they are.
            OutageMinutes = scenario.Seed % 8 == 7 ? 1 + (scenario.Seed / 8 % 22) : 0,
        };
        Faults = new SimFaults(faults, profile, Loop.Now);
        Loop.Dies = _ => Faults.DiesNow();
        Storage = new StorageData(Time);
        foreach (var table in Tables)
        {
            Storage.Table(table).Exists = true;
        }

        Storage.Container("uploads").Exists = Storage.Container("results").Exists = true;
        Storage.Table("users").Changed = Noted;
        Hub = new SimHub(this);
        Activities = SimActivities.All();
        plant.Change(Activities);
        skews = [.. Enumerable.Range(0, Instances).Select(_ => TimeSpan.FromMilliseconds(Random.Next(-2000, 2000)))];
        processes = [.. Enumerable.Range(0, Instances).Select(i => new SimProcess(this, i))];
    }

    public Scenario Scenario { get; }

    public SimPlant Plant { get; }

    public Random Random { get; }

    public SimLoop Loop { get; }

    public SimClock Time { get; }

    public SimFaults Faults { get; }

    public StorageData Storage { get; }

    public FakePayPal PayPal { get; } = new();

    public SimHub Hub { get; }

    public Dictionary<string, SimActivity> Activities { get; }

    public List<ProviderCall> Calls { get; } = [];

    public SimUploadsLeft UploadsLeft { get; } = new();

    /// <summary>What people did and what must follow from it.</summary>
    public SimBook Book { get; } = new();

    public SimProcess AnyProcess() => processes[Random.Next(processes.Length)];

    public TimeSpan SkewOf(int number) => skews[number];

    public void Replace(SimProcess dead) => processes[dead.Number] = new SimProcess(this, dead.Number);

    /// <summary>Makes a request to one of the instances, chosen by chance.</summary>
    public async Task<T> CallAsync<T>(string what, Func<SimProcess, Task<T>> call)
    {
        await Loop.PauseAsync(null, what);
        var process = AnyProcess();
        return await process.RunAsync(() =>
        {
            SimRun.Current = new SimRun(what, what, process);
            return call(process);
        });
    }

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, Time);

    /// <returns>Every rule that does not hold, as a text; empty when all hold.</returns>
    public IReadOnlyList<string> Run()
    {
        var doing = Scenario.Actors.Select(actor => Loop.Begin(() => SimActors.ActAsync(this, actor))).ToList();
        Loop.Run(Loop.Now + Active);
        (Faults.IsOff, Loop.IsQuiet) = (true, true);
        PayPal.Unseen.Clear();
        foreach (var minutes in new[] { 3, 3, 30, 90, 150, 150 })
        {
            Loop.Run(Loop.Now + TimeSpan.FromMinutes(minutes));
            RunTimers();
        }

        if (doing.Find(d => d.IsFaulted) is { } failed)
        {
            throw failed.Exception!.InnerException!;
        }

        if (Loop.Elsewhere is { } elsewhere)
        {
            throw new InvalidOperationException(elsewhere);
        }

        List<string> broken = [.. Book.Broken, .. new SimChecks(this).Broken()];
        for (var day = 0; day < 2; day++)
        {
            Loop.Run(Loop.Now + TimeSpan.FromHours(26));
            RunTimers();
        }

        broken.AddRange(new SimLateChecks(this).Broken());
        return broken;
    }

    /// <summary>Called when the program captures an order, which is wrong when the account was closing already as this run read the order.</summary>
    public void Captured(string orderId)
    {
        if (looks.GetValueOrDefault((SimRun.Current, orderId)))
        {
            Book.Broken.Add($"capture: {orderId} is captured for an account that was closing before");
        }
    }

    /// <summary>Called when the program reads an order at PayPal; notes whether its account is closing then.</summary>
    public void Looked(string orderId) => looks[(SimRun.Current, orderId)] = IsClosing("order-" + orderId[2..]);

    public bool IsPaid(string paymentId) => PayPal.Payments.Any(p => p.Id == paymentId);

    public bool IsAnswered(string generation) =>
        Storage.Table("users").Rows.Any(row => row.Key.Row == "gen-" + generation && row.Value.ContainsKey("Answer0"));

    private bool IsClosing(string rowKey)
    {
        var rows = Storage.Table("users").Rows;
        return rows
            .Keys.Where(key => key.Row == rowKey)
            .Any(key => rows.TryGetValue((key.Partition, "account"), out var row) && row.ContainsKey("ClosingSince"));
    }

    private void RunTimers()
    {
        var process = processes[0];
        (string Name, Func<Task> Run)[] timers =
        [
            ("sweep", () => process.Generating.Sweep.RunAsync(null!, process.Client, CancellationToken.None)),
            (
                "history",
                () => process.Generating.OrchestrationPurge.RunAsync(null!, process.Client, CancellationToken.None)
            ),
            ("uploads", () => process.UploadSweep.RunAsync(null!, CancellationToken.None)),
            ("payments", () => process.Billing.Reconciliation.RunAsync(null!, process.Client, CancellationToken.None)),
        ];
        foreach (var (name, timer) in timers)
        {
            var run = Loop.Begin(timer);
            Loop.Run(Loop.Now + TimeSpan.FromSeconds(30));
            if (!run.IsCompletedSuccessfully)
            {
                Book.Broken.Add($"timer: {name} does not end: {run.Status} {run.Exception?.InnerException?.Message}");
            }
        }
    }

    /// <summary>Checks each change of a row, for what the last state of the row does not show.</summary>
    private void Noted(TableEntity row, bool isThere)
    {
        if (
            isThere
            && row.RowKey.StartsWith("reservation-", StringComparison.Ordinal)
            && row.GetString("State") == "expired"
            && row.GetDateTimeOffset("Deadline") > Loop.Now + TimeSpan.FromSeconds(10)
        )
        {
            Book.Broken.Add($"deadline: {row.RowKey} expired before its deadline");
        }
    }
}

/// <summary>A payment and what it bought.</summary>
/// <param name="Minor">The amount paid, in hundredths of its currency.</param>
internal sealed record PaidFor(AccountId Account, string PaymentId, long Credits, long Minor)
{
    /// <summary>How much of it went back without our support, in hundredths of its currency.</summary>
    public long Gone { get; set; }
}

/// <summary>What people did, noted as they did it and not read from the program's rows, so that the two can be compared.</summary>
internal sealed class SimBook
{
    public List<string> Broken { get; } = [];

    public List<PaidFor> Payments { get; } = [];

    public HashSet<AccountId> Erased { get; } = [];

    /// <summary>The idempotency keys of all requests for a generation, with their accounts, accepted or not.</summary>
    public HashSet<(AccountId Account, string Key)> Wishes { get; } = [];

    /// <summary>The id of each generation that was accepted, by its idempotency key.</summary>
    public Dictionary<string, string> Generations { get; } = new(StringComparer.Ordinal);

    /// <summary>Each answer that a route composed: for which generation, and which route.</summary>
    public List<(string Generation, string Route)> Answers { get; } = [];

    /// <summary>When an account's erasure was done: the first time that its orchestration said so.</summary>
    public Dictionary<AccountId, DateTimeOffset> ErasedAt { get; } = [];

    /// <summary>The subscriptions at PayPal, with the accounts that bought them.</summary>
    public List<(AccountId Account, string Id)> Subscriptions { get; } = [];

    /// <summary>The ids under which support ordered refunds.</summary>
    public HashSet<string> Ordered { get; } = [];
}

internal static class SimPeople
{
    /// <summary>The id and the e-mail have marks that no other text contains, so wherever one is found, it comes from this account.</summary>
    public static Caller Of(int account) =>
        new(new AccountId($"zqperson{account}zq"), $"zqmail{account}zq@example.org", [])
        {
            SignedInAt = FakePayPal.Start,
        };
}
