using AiPromptGen.Billing;
using AiPromptGen.Credits;
using AiPromptGen.Tests.Billing;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.Extensions.Options;

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
        // By the seed alone: in one run of four a calendar month ends within its first minutes, and with it the month's free credits.
        var isMonthEnd = scenario.Seed % 4 == 1;
        Credits = isMonthEnd ? SimSettings.MonthlyCredits : SimSettings.Credits;
        Loop = new SimLoop(
            new Random(Random.Next()),
            isMonthEnd ? SimSettings.MonthEnd.AddMinutes(-2) : FakePayPal.Start
        );
        PayPal.Now = () => Loop.Now;
        Time = new SimClock(Loop);
        var faults = new Random(Random.Next());
        var usual = FaultProfile.Of(Random);
        var profile = (plant.Faults ?? usual) with
        {
            // By the seed alone, so that all other runs stay what they are.
            OutageMinutes = scenario.Seed % 8 == 7 ? 1 + (scenario.Seed / 8 % 22) : 0,
            PayPalOutageMinutes = scenario.Seed % 8 == 3 ? 1 + (scenario.Seed / 8 % 12) : 0,
        };
        Faults = new SimFaults(faults, profile, Loop.Now);
        Loop.Dies = _ => Faults.DiesNow();
        Loop.Freezes = FrozenUntil;
        Storage = new StorageData(Time);
        foreach (var table in Tables)
        {
            Storage.Table(table).Exists = true;
        }

        Storage.Container("uploads").Exists = Storage.Container("results").Exists = true;
        Watch = new SimWatch(this);
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

    public SimWatch Watch { get; }

    /// <summary>Credits and limits of this run.</summary>
    public IOptions<CreditOptions> Credits { get; }

    /// <summary>What people did and what must follow from it.</summary>
    public SimBook Book { get; } = new();

    /// <summary>One of the instances by chance, but none that stands still while another one does not.</summary>
    public SimProcess AnyProcess()
    {
        var one = processes[Random.Next(processes.Length)];
        return one.FrozenUntil <= Loop.Now ? one : processes[(one.Number + 1) % processes.Length];
    }

    public TimeSpan SkewOf(int number) => skews[number];

    public void Replace(SimProcess dead) => processes[dead.Number] = new SimProcess(this, dead.Number);

    /// <summary>Makes a request to one of the instances, chosen by chance.</summary>
    public async Task<T> CallAsync<T>(string what, Func<SimProcess, Task<T>> call)
    {
        await Loop.PauseAsync(null, what);
        var process = AnyProcess();
        return await process.RunAsync(() =>
        {
            SimRun.Current = new SimRun(what, what, process) { EndsAt = Loop.Now + SimSettings.FunctionTimeout };
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

        Visit();
        List<string> broken = [.. Book.Broken, .. new SimChecks(this).Broken(), .. new SimMonths(this).Broken()];
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

    public bool IsPaid(string paymentId) =>
        PayPal.Payments.Any(p => p.Id == paymentId && PaymentRules.IsPaid(p.Status));

    public bool IsAnswered(string generation) =>
        Storage.Table("users").Rows.Any(row => row.Key.Row == "gen-" + generation && row.Value.ContainsKey("Answer0"));

    private DateTimeOffset FrozenUntil(SimProcess process)
    {
        if (process.FrozenUntil <= Loop.Now && Faults.FreezesNow() is var time && time > TimeSpan.Zero)
        {
            process.FrozenUntil = Loop.Now + time;
            Loop.Trace?.Invoke($"{process} stands still for {time.TotalSeconds} s");
            Hub.GiveToOthers(process);
        }

        return process.FrozenUntil;
    }

    private bool IsClosing(string rowKey)
    {
        var rows = Storage.Table("users").Rows;
        return rows
            .Keys.Where(key => key.Row == rowKey)
            .Any(key => rows.TryGetValue((key.Partition, "account"), out var row) && row.ContainsKey("ClosingSince"));
    }

    /// <summary>Each person with an open account comes by once more, for the free credits of the month.</summary>
    private void Visit()
    {
        foreach (var caller in Scenario.Actors.Select(a => a.Account).Distinct().Select(SimPeople.Of).ToList())
        {
            if (Storage.Table("users").Rows.TryGetValue((caller.AccountId.Value, "account"), out var row))
            {
                var visit = Loop.Begin(() => processes[0].Opening.OpenAsync(caller, default));
                Loop.Run(Loop.Now + TimeSpan.FromSeconds(1));
                if (!visit.IsCompletedSuccessfully && !row.ContainsKey("ClosingSince"))
                {
                    Book.Broken.Add($"visit: {caller.AccountId} finds no account: {visit.Exception?.InnerException}");
                }
            }
        }
    }

    private void RunTimers()
    {
        RunTimer("sweep", p => p.Generating.Sweep.RunAsync(null!, p.Client, CancellationToken.None));
        RunTimer("history", p => p.Generating.OrchestrationPurge.RunAsync(null!, p.Client, CancellationToken.None));
        RunTimer("uploads", p => p.UploadSweep.RunAsync(null!, CancellationToken.None));
        RunTimer("payments", p => p.Billing.Reconciliation.RunAsync(null!, p.Client, CancellationToken.None));
    }

    /// <summary>Runs it on the first process, and once more when that process is ended meanwhile because a request takes too long.</summary>
    private void RunTimer(string name, Func<SimProcess, Task> timer)
    {
        SimProcess process;
        Task run;
        do
        {
            process = processes[0];
            run = Loop.Begin(() => timer(process));
            Loop.Run(Loop.Now + TimeSpan.FromSeconds(30));
        } while (process != processes[0]);

        if (!run.IsCompletedSuccessfully)
        {
            Book.Broken.Add($"timer: {name} does not end: {run.Status} {run.Exception?.InnerException?.Message}");
        }
    }
}
