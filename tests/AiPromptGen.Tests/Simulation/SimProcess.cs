using AiPromptGen.Accounts;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Audit;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Tests.Support.Storage;
using AiPromptGen.Uploads;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Simulation;

/// <summary>One run of an activity, a timer or a request, so that a call can be traced back to what made it.</summary>
/// <param name="id">The id of the orchestration; outside of one, a description of the request.</param>
internal sealed class SimRun(string id, string activity, SimProcess process)
{
    private static readonly AsyncLocal<SimRun?> Running = new();

    public string Id => id;

    public string Activity => activity;

    public SimProcess Process => process;

    /// <summary>When the host ends it, together with its process; null for never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether the answer of the generation was already stored when this run began.</summary>
    public bool WasAnswered { get; init; }

    public static SimRun? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }
}

/// <summary>
/// One instance of the program: the real services, put together by hand, because building a container for each process would take longer
/// than all that the process does. It may die at any step, and everything it kept in memory is lost with it.
/// </summary>
internal sealed class SimProcess
{
    private readonly SimWorld world;
    private readonly HashSet<Action> open = [];

    public SimProcess(SimWorld world, int number)
    {
        (this.world, Number) = (world, number);
        Time = new SimClock(world.Loop, this, world.SkewOf(number));
        Calls = new SimCalls(world.Loop, world.Faults, this);
        var tables = new InMemoryTables(world.Storage, Calls, name => world.Plant.Table(this, name));
        Storage = new StorageClients((tables, new InMemoryBlobs(world.Storage, Calls)));
        Chance = new Jitter(new Random(world.Random.Next()));
        Ids = new SimIds(Time, new Random(world.Random.Next()));
        var credits = world.Plant.CreditsClock(this) ?? Time;
        Ledger = new AccountLedger(Storage.Users, credits, Chance);
        Limits = new UsageLimits(world.Credits);
        var hashes = new KeyedHashes("simulation");
        Erased = new ErasedAccounts(Storage.Users, Storage.Erased, hashes, world.Credits, Time);
        Opening = new AccountOpening(Ledger, Erased, world.Credits, credits);
        Audit = new AuditTrail(new AuditTables(Storage, Time), SimSettings.AuditKeys);
        UploadIndex = new UploadIndex(Storage, Time);
        Uploads = new UploadStore(Storage, UploadIndex, Ledger, Time);
        Erasures = new AccountErasures(Ledger, Erased, Audit, Ids, Time);
        Client = new SimClient(world, this);
        Generating = new SimGenerating(world, this, hashes);
        Billing = new SimBilling(world, this);
        IErasureStep[] steps = [Generating.Erasure, new UploadErasure(UploadIndex), Billing.Erasure];
        Erasing = new ErasureActivities(
            Ledger,
            Erased,
            new AccountPictures(Storage),
            [.. steps.Where(step => !world.Plant.Skips(step.GetType().Name))]
        );
        UploadSweep = new UploadSweep(UploadIndex, Uploads, Unheard.Telemetry, NullLogger<UploadSweep>.Instance);
    }

    public SimWorld World => world;

    public int Number { get; }

    public bool IsDead { get; private set; }

    /// <summary>Until when it stands still; a time in the past when it does not.</summary>
    public DateTimeOffset FrozenUntil { get; set; }

    public SimClock Time { get; }

    public SimCalls Calls { get; }

    public StorageClients Storage { get; }

    public Jitter Chance { get; }

    public Ids Ids { get; }

    public AccountLedger Ledger { get; }

    public UsageLimits Limits { get; }

    public ErasedAccounts Erased { get; }

    public AccountOpening Opening { get; }

    public AuditTrail Audit { get; }

    public UploadIndex UploadIndex { get; }

    public UploadStore Uploads { get; }

    public DurableTaskClient Client { get; }

    public SimGenerating Generating { get; }

    public SimBilling Billing { get; }

    public AccountErasures Erasures { get; }

    public ErasureActivities Erasing { get; }

    public UploadSweep UploadSweep { get; }

    /// <summary>Runs work in this process. The task fails with <see cref="ProcessDiedException"/> when the process dies first.</summary>
    /// <param name="isFree">Whether the work starts outside the loop's scheduler.</param>
    public Task<T> RunAsync<T>(Func<Task<T>> body, bool isFree = false)
    {
        var answer = new TaskCompletionSource<T>();
        void Fail() => answer.TrySetException(new ProcessDiedException());
        open.Add(Fail);
        if (isFree)
        {
            _ = GoAsync();
        }
        else
        {
            _ = world.Loop.Begin(GoAsync);
        }

        return answer.Task;

        async Task GoAsync()
        {
            try
            {
                var result = await body();
                open.Remove(Fail);
                answer.TrySetResult(result);
            }
            catch (Exception failed)
            {
                open.Remove(Fail);
                answer.TrySetException(failed);
            }
        }
    }

    /// <summary>Stops everything that the process has begun, and puts a new process in its place.</summary>
    public void Die()
    {
        IsDead = true;
        world.Loop.Forget(this);
        world.Replace(this);
        foreach (var fail in open.ToList())
        {
            fail();
        }

        open.Clear();
    }

    public override string ToString() => $"p{Number}";

    /// <summary>Ids that are the same whenever a seed is replayed.</summary>
    private sealed class SimIds(TimeProvider time, Random random) : Ids(time)
    {
        private protected override void Choose(ReadOnlySpan<char> from, Span<char> chosen) =>
            random.GetItems(from, chosen);
    }
}

/// <summary>Settings that every process of every run shares.</summary>
internal static class SimSettings
{
    public static readonly IOptions<CreditOptions> Credits = Options.Create(
        new CreditOptions { SignUpCredits = 12, RefusalThreshold = 50 }
    );

    /// <summary>The end of a month, near which some runs begin.</summary>
    public static readonly DateTimeOffset MonthEnd = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>As <see cref="Credits"/>, with free credits for each month.</summary>
    public static readonly IOptions<CreditOptions> MonthlyCredits = Options.Create(
        new CreditOptions
        {
            SignUpCredits = 12,
            MonthlyFree = 7,
            RefusalThreshold = 50,
        }
    );

    /// <summary>After this time the host ends a request and the process that works on it, as host.json says.</summary>
    public static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(30);

    public static readonly AuditKeys AuditKeys = new(Options.Create(new AuditOptions()));
}
