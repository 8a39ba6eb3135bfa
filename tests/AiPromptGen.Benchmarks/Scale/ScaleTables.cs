using System.Globalization;
using AiPromptGen.Platform.Storage;

namespace AiPromptGen.Benchmarks.Scale;

/// <summary>The figures as the tables of docs/capacity.md.</summary>
internal static class ScaleTables
{
    private static readonly int[] Sizes = [1, 100, 10_000];

    public static void WriteKinds(IEnumerable<KindCost> costs)
    {
        Line(
            $"| Kind | Table | Blob | App | Engine of this machine | All | Sent, KB | Received, KB | Before: upload |"
        );
        Line($"|---|---|---|---|---|---|---|---|---|");
        foreach (var cost in costs)
        {
            var (table, blob) = (cost.App("table"), cost.App("blob"));
            Line(
                $"| {cost.Kind.Name} | {table:0.#} | {blob:0.#} | {table + blob:0.#} | {cost.Engine:0.#} | {cost.PerGeneration:0.#} | {cost.Kilobytes(c => c.SentBytes):F1} | {cost.Kilobytes(c => c.ReceivedBytes):F1} | {cost.Uploads:0.#} |"
            );
        }

        Line($"");
    }

    public static void WriteCalls(IReadOnlyList<KindCost> costs)
    {
        Line($"| Call | {string.Join(" | ", costs.Select(c => c.Kind.Name))} |");
        Line($"|---|{string.Concat(costs.Select(_ => "---|"))}");
        var names = costs.SelectMany(c => c.Generating).Select(NameOf).Distinct(StringComparer.Ordinal);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var counts = costs.Select(c =>
                c.Generating.Where(call => NameOf(call) == name).ToList() is { Count: > 0 } calls
                    ? Cell(calls, c.Runs)
                    : ""
            );
            Line($"| {name} | {string.Join(" | ", counts)} |");
        }

        Line($"");
    }

    public static void WriteSizes(ScaleFigures figures)
    {
        Line($"| What is full first | Generations/s |");
        Line($"|---|---|");
        foreach (var (what, perSecond) in figures.Ceilings)
        {
            Line($"| {what} | {perSecond:#,0} |");
        }

        Line($"");
        Line(
            $"| A second | {string.Join(" | ", Sizes.Select(s => s.ToString("#,0", CultureInfo.InvariantCulture)))} |"
        );
        Line($"|---|---|---|---|");
        Row("storage calls of the app, sweep included, one instance", n => n * figures.AppCallsAt(n));
        Row(
            "the same, every step on another instance",
            n => n * (figures.AppCallsAt(n) + ScaleFigures.MostCrossingCalls)
        );
        Row("calls of the sweep of generations, a minute", n => n * 60 * ScaleFigures.SweepCallsAt(n));
        Row(
            "storage accounts for them",
            n =>
                Up(n * (figures.AppCallsAt(n) + ScaleFigures.MostCrossingCalls) / ScaleFigures.AccountRequestsPerSecond)
        );
        Row("rows a partition of `pending` (256)", n => n * 3.0 / Shards.Count);
        Row("queue calls of the Azure Storage engine", n => n * ScaleFigures.QueueCalls);
        Row("table calls of the Azure Storage engine", n => n * ScaleFigures.HubTableCalls);
        Row("actions of Durable Task Scheduler", n => n * ScaleFigures.Actions);
        Row(
            "its units (2,000 actions/s each)",
            n => Up(n * ScaleFigures.Actions / (double)ScaleFigures.SchedulerUnitActionsPerSecond)
        );
        Row(
            "schedulers (three units each)",
            n =>
                Up(
                    n
                        * ScaleFigures.Actions
                        / (double)(ScaleFigures.MostSchedulerUnits * ScaleFigures.SchedulerUnitActionsPerSecond)
                )
        );
        Row("cores (embedded engine, as this machine)", n => n * figures.CpuMilliseconds / 1000);
        Line($"");
        Line($"| Dollars per 1,000 text generations, provider excluded | |");
        Line($"|---|---|");
        Line($"| storage calls of the app | {figures.TableDollarsPer1000:F5} |");
        Line($"| Azure Storage engine | {ScaleFigures.EngineDollarsPer1000:F5} |");
        Line(
            $"| Functions: {ScaleFigures.Executions} executions and the processor's time at 2 GB | {figures.FunctionDollarsPer1000:F5} |"
        );

        Line(
            $"| Functions: instances that wait {ScaleFigures.ProviderSeconds} s for a provider, {ScaleFigures.ActivitiesAtOnce} at once | {ScaleFigures.WaitingDollarsPer1000:F5} |"
        );

        void Row(string what, Func<int, double> of) =>
            Line(
                $"| {what} | {string.Join(" | ", Sizes.Select(s => of(s).ToString("#,0.##", CultureInfo.InvariantCulture)))} |"
            );
    }

    private static double Up(double value) => Math.Ceiling(value);

    private static string NameOf(StorageCall call) =>
        call.IsEngine ? $"engine, {call.Verb}" : $"`{call.Place}`, {call.Verb}";

    private static string Cell(List<StorageCall> calls, int runs)
    {
        var (count, rows) = ((double)calls.Count / runs, (double)calls.Sum(c => c.Rows) / runs);
        var text = count.ToString("0.#", CultureInfo.InvariantCulture);
        return rows > count ? $"{text} of {rows.ToString("0.#", CultureInfo.InvariantCulture)} rows" : text;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
