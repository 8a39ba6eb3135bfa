using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Figures of docs/performance.md that depend on the machine: how long a generation takes alone, 16 and 64 at once, beside
/// orchestrations of the same run whose activities do nothing, beside what the emulator can answer at most, and what a thousand of
/// them cost in processor time and memory. Explicit: only the ratios of one run say something, and it prints them as table rows.
/// </summary>
[TestFixture, Explicit("Measures for about ten minutes, and asserts nothing of time.")]
internal sealed class GenerationLoadFigures
{
    /// <summary>At once, and how many in all: enough for a 99th percentile that is not the slowest of a handful.</summary>
    private static readonly (int AtOnce, int Runs)[] Loads = [(1, 100), (16, 320), (64, 640)];

    private const int Thousand = 1000;

    [Test]
    public async Task Time_beside_empty_orchestrations_and_the_emulator()
    {
        await using var app = await FiguresApp.StartAsync();
        (string What, Func<int, Task> Run)[] kinds =
        [
            .. app.Kinds.Where(kind =>
                kind.What is "a generation" or "empty, three activities" or "empty, four activities"
            ),
        ];
        foreach (var (_, run) in kinds)
        {
            await LoadAsync(run, 16, 64);
        }

        foreach (var (atOnce, runs) in Loads)
        {
            var ceiling = await CeilingAsync(app.ConnectionString, atOnce);
            Say($"emulator, {atOnce} at once: {ceiling:F0} requests a second");
            foreach (var (what, run) in kinds)
            {
                app.Clear();
                var (rate, times) = await LoadAsync(run, atOnce, runs);
                var requests = (app.Engine.Lines.Count + app.Calls.Calls.Count) / (double)runs;
                Say(
                    $"| {what} | {atOnce} | {rate:F1} a second | {At(times, 0.5):F0} ms | {At(times, 0.99):F0} ms | {requests:F1} requests each, polls too | {rate * requests / ceiling:P0} of the ceiling |"
                );
            }
        }

        await ThousandAsync(app, kinds[0].Run);
    }

    private static async Task<(double Rate, double[] Times)> LoadAsync(Func<int, Task> run, int atOnce, int runs)
    {
        var times = new double[runs];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0,
            runs,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (i, _) =>
            {
                var start = Stopwatch.GetTimestamp();
                await run(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        );
        var rate = runs / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.Sort(times);
        return (rate, times);
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    /// <summary>What the emulator answers at most: a row written and a message sent by turns, so many at once.</summary>
    private static async Task<double> CeilingAsync(string connection, int atOnce)
    {
        const int Requests = 3000;
        var table = new TableClient(connection, "ceiling");
        var queue = new QueueClient(connection, "ceiling");
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
        var text = new string('x', 500);
        Func<int, Task> ask = i =>
            i % 2 == 0
                ? table.UpsertEntityAsync(
                    new TableEntity(i.ToString(CultureInfo.InvariantCulture), "row") { ["Text"] = text }
                )
                : queue.SendMessageAsync(text);
        await LoadAsync(ask, atOnce, Requests / 10);
        return (await LoadAsync(ask, atOnce, Requests)).Rate;
    }

    /// <summary>The app, the engine and these tests are one process; the emulator is another, which only Linux tells us of.</summary>
    private static async Task ThousandAsync(FiguresApp app, Func<int, Task> run)
    {
        using var process = Process.GetCurrentProcess();
        app.Clear();
        var (own, emulator) = (process.TotalProcessorTime, EmulatorTime());
        var held = HeldMegabytes(process);
        var (rate, _) = await LoadAsync(run, 16, Thousand);
        app.Clear();
        var grown = HeldMegabytes(process);
        Say(
            $"{Thousand} generations, 16 at once: {rate:F1} a second; processor {(process.TotalProcessorTime - own).TotalMilliseconds / Thousand:F0} ms each here and {(EmulatorTime() - emulator).TotalMilliseconds / Thousand:F0} ms in the emulator; resident {held.Resident} to {grown.Resident} MB, on the heap {held.Heap} to {grown.Heap} MB"
        );
    }

    private static (long Resident, long Heap) HeldMegabytes(Process process)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        process.Refresh();
        return (process.WorkingSet64 >> 20, heap >> 20);
    }

    /// <summary>Of all processes below this one, in hundredths of a second (proc_pid_stat(5), fields 14 and 15).</summary>
    private static TimeSpan EmulatorTime()
    {
        var parents = new Dictionary<int, (int Parent, long Ticks)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                try
                {
                    var stat = File.ReadAllText($"{folder}/stat");
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    parents[id] = (Number(fields[1]), Number(fields[11]) + Number(fields[12]));
                }
                catch (IOException)
                {
                    // It has ended meanwhile.
                }
            }
        }

        return TimeSpan.FromMilliseconds(10 * parents.Keys.Where(IsBelow).Sum(id => parents[id].Ticks));

        bool IsBelow(int id) =>
            parents.TryGetValue(id, out var process)
            && (process.Parent == Environment.ProcessId || IsBelow(process.Parent));
        static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
    }

    private static void Say(FormattableString text) =>
        TestContext.Progress.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
