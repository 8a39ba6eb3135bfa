using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;

namespace AiPromptGen.Benchmarks.Scale;

/// <summary>
/// What follows from the counts of a text generation. The constants are Azure's published targets (docs/capacity.md names the
/// page of each) and prices, which are inputs: look them up for your region and day.
/// </summary>
internal sealed record ScaleFigures(KindCost Text, double CpuMilliseconds)
{
    public const double MostOverhead = 2;
    public const int AccountRequestsPerSecond = 20_000;
    public const int PartitionRowsPerSecond = 2_000;
    public const int QueueMessagesPerSecond = 2_000;
    public const int MostControlQueues = 16;
    public const int SchedulerUnitActionsPerSecond = 2_000;
    public const int MostSchedulerUnits = 3;
    public const int SchedulerConsumptionActionsPerSecond = 500;
    public const int FlexCores = 250;

    public const double DollarsPer10KTableCalls = 0.00036;
    public const double DollarsPer10KQueueCalls = 0.004;
    public const double DollarsPerGigabyteSecond = 0.000026;
    public const double DollarsPerMillionExecutions = 0.40;

    /// <summary>Two gigabytes and one core an instance.</summary>
    public const double InstanceGigabytes = 2;

    /// <summary>Assumed of a provider; the embedded engine takes milliseconds.</summary>
    public const double ProviderSeconds = 5;
    public const double ActivitiesAtOnce = 10;

    /// <summary>Of its orchestration: reserve, generate, settle.</summary>
    public const int Activities = 3;

    /// <summary>The start and each activity's end run the orchestrator once.</summary>
    public const int Episodes = Activities + 1;

    /// <summary>To the one work-item queue.</summary>
    public const int ActivityMessages = Activities;

    /// <summary>To the control queues: the start and each end.</summary>
    public const int ControlMessages = Activities + 1;

    /// <summary>Put, get, delete.</summary>
    public const int QueueCalls = 3 * (ActivityMessages + ControlMessages);

    /// <summary>Start: read and insert the instance. Episode: read the history, write it, write the instance. Purge: read, and delete both.</summary>
    public const int HubTableCalls = 2 + (3 * Episodes) + 3;

    /// <summary>Start, two an activity.</summary>
    public const int Actions = 1 + (2 * Activities);

    /// <summary>Of the app for one generation when so many end a second: its own, and its share of the sweep's.</summary>
    public double AppCallsAt(double perSecond) => Text.App("table") + Text.App("blob") + SweepCallsAt(perSecond);

    /// <summary>
    /// Reserve and commit each on an instance that remembers an older state of the account: a refused transaction and a read
    /// more, each, and for reserve a look whether it is there already. What has never seen the account reads it once instead.
    /// </summary>
    public const int MostCrossingCalls = 5;

    /// <summary>A run reads 16 ranges by the thousand; in each of 256 partitions it reads audit rows by the thousand and deletes by the hundred.</summary>
    public static double SweepCallsAt(double perSecond)
    {
        var ended = Math.Max(1, perSecond * 60);
        var partitions = Shards.Count * (1 - Math.Pow(1 - (1.0 / Shards.Count), ended));
        var each = ended / partitions;
        var pages = Shards.Ranges.Count * Math.Ceiling(ended / Shards.Ranges.Count / 1000);
        return (pages + (partitions * (Math.Ceiling(each / 1000) + Math.Ceiling(each / TableGuards.MaxActions))))
            / ended;
    }

    /// <summary>At most, on many instances.</summary>
    private double AppCalls => AppCallsAt(1000) + MostCrossingCalls;

    /// <summary>Generations a second that each thing bears; the least of an engine is what it bears.</summary>
    public IReadOnlyList<(string What, double PerSecond)> Ceilings =>
        [
            ("rows of a partition of 256 (pending: 2 writes, 1 read)", PartitionRowsPerSecond * Shards.Count / 3.0),
            ("storage account, app alone, every step on another instance", AccountRequestsPerSecond / AppCalls),
            ("Azure Storage engine: its one work-item queue", QueueMessagesPerSecond / (double)ActivityMessages),
            (
                "Azure Storage engine: 16 control queues",
                MostControlQueues * QueueMessagesPerSecond / (double)ControlMessages
            ),
            (
                "Azure Storage engine: its storage account, alone",
                AccountRequestsPerSecond / (double)(QueueCalls + HubTableCalls)
            ),
            ("both in one storage account", AccountRequestsPerSecond / (AppCalls + QueueCalls + HubTableCalls)),
            ("Durable Task Scheduler, Consumption", SchedulerConsumptionActionsPerSecond / (double)Actions),
            ("Durable Task Scheduler, one unit", SchedulerUnitActionsPerSecond / (double)Actions),
            (
                "Durable Task Scheduler, three units",
                MostSchedulerUnits * SchedulerUnitActionsPerSecond / (double)Actions
            ),
            (
                "Flex Consumption, 250 cores, embedded engine, processor as on this machine",
                FlexCores * 1000 / CpuMilliseconds
            ),
        ];

    public double TableDollarsPer1000 => AppCallsAt(1) * 1000 / 10_000 * DollarsPer10KTableCalls;

    public static double EngineDollarsPer1000 =>
        (QueueCalls * 1000 / 10_000.0 * DollarsPer10KQueueCalls)
        + (HubTableCalls * 1000 / 10_000.0 * DollarsPer10KTableCalls);

    /// <summary>The request, each episode and each activity is an execution.</summary>
    public const int Executions = 1 + Episodes + Activities;

    /// <summary>As if each generation had a core to itself while it is worked on: an upper bound.</summary>
    public double FunctionDollarsPer1000 =>
        (CpuMilliseconds * InstanceGigabytes * DollarsPerGigabyteSecond)
        + (Executions * 1000 * DollarsPerMillionExecutions / 1_000_000);

    public static double WaitingDollarsPer1000 =>
        1000 * ProviderSeconds / ActivitiesAtOnce * InstanceGigabytes * DollarsPerGigabyteSecond;
}
