using System.Diagnostics;
using System.Globalization;
using AiPromptGen.IntegrationTests.Support;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Figures of docs/performance.md that depend on the machine: how long a generation takes alone, 16 and 64 at once, beside
/// orchestrations of the same run whose activities do nothing, beside what the emulator can answer at most, and what a thousand of
/// them cost in processor time and memory. Explicit: only the ratios of one run say something, and it prints them as table rows.
/// The emulator searches a table by reading all of its rows, which a real table does not, so each measurement begins with empty storage,
/// and the engine's rows of what has ended are purged, unmeasured, after every hundred of the thousand.
/// </summary>
[TestFixture, Explicit("Measures for about ten minutes, and asserts nothing of time.")]
internal sealed class GenerationLoadFigures
{
    /// <summary>At once, and how many in all: enough for a 99th percentile that is not the slowest of a handful.</summary>
    private static readonly (int AtOnce, int Runs)[] Loads = [(1, 100), (16, 160), (64, 256)];

    private static readonly string[] Compared = ["a generation", "empty, three activities", "empty, four activities"];

    private const int Thousand = 1000;
    private const int Purged = 100;

    [Test]
    public async Task Time_beside_empty_orchestrations_and_the_emulator()
    {
        // What runs first would pay for what .NET compiles at the first use.
        await MeasureAsync(Compared[0], 16, 64, Silent);
        foreach (var (atOnce, runs) in Loads)
        {
            Say($"emulator, {atOnce} at once: {await CeilingAsync(atOnce):F0} requests a second");
            foreach (var what in Compared)
            {
                await MeasureAsync(what, atOnce, runs, Say);
            }
        }
    }

    [Test]
    public async Task Processor_and_memory_of_a_thousand()
    {
        await using var app = await FiguresApp.StartAsync();
        await ThousandAsync(app, Of(app, Compared[0]));
    }

    private static Func<int, Task> Of(FiguresApp app, string what) => app.Kinds.Single(kind => kind.What == what).Run;

    private static async Task MeasureAsync(string what, int atOnce, int runs, Action<FormattableString> say)
    {
        await using var app = await FiguresApp.StartAsync();
        var run = Of(app, what);
        await LoadAsync(run, 16, 16);
        app.Clear();
        var (rate, times) = await LoadAsync(run, atOnce, runs);
        var requests = (app.Engine.Lines.Count + app.Calls.Calls.Count) / (double)runs;
        say(
            $"| {what} | {atOnce} | {rate:F1} a second | {At(times, 0.5):F0} ms | {At(times, 0.99):F0} ms | {requests:F1} requests each, polls too, {rate * requests:F0} a second |"
        );
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

    /// <summary>What an emulator answers at most: a row written and a message sent by turns, so many at once; the best of three rounds.</summary>
    private static async Task<double> CeilingAsync(int atOnce)
    {
        const int Requests = 2000;
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        var table = new TableClient(storage.ConnectionString, "ceiling");
        var queue = new QueueClient(storage.ConnectionString, "ceiling");
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
        var (text, best) = (new string('x', 500), 0.0);
        for (var round = 0; round < 3; round++)
        {
            best = Math.Max(best, (await LoadAsync(AskAsync, atOnce, Requests)).Rate);
        }

        return best;

        Task AskAsync(int i) =>
            i % 2 == 0
                ? table.UpsertEntityAsync(
                    new TableEntity(i.ToString(CultureInfo.InvariantCulture), "row") { ["Text"] = text }
                )
                : queue.SendMessageAsync(text);
    }

    /// <summary>The app, the engine and these tests are one process; the emulator is another, which only Linux tells us of.</summary>
    private static async Task ThousandAsync(FiguresApp app, Func<int, Task> run)
    {
        using var process = Process.GetCurrentProcess();
        await LoadAsync(run, 16, 64);
        var held = HeldMegabytes(process);
        var (own, emulator, seconds) = (TimeSpan.Zero, TimeSpan.Zero, 0.0);
        for (var done = 0; done < Thousand; done += Purged)
        {
            process.Refresh();
            var before = (Own: process.TotalProcessorTime, Emulator: EmulatorTime());
            seconds += Purged / (await LoadAsync(run, 16, Purged)).Rate;
            process.Refresh();
            own += process.TotalProcessorTime - before.Own;
            emulator += EmulatorTime() - before.Emulator;
            await app.PurgeAsync();
            app.Clear();
        }

        var grown = HeldMegabytes(process);
        Say(
            $"{Thousand} generations, 16 at once: {Thousand / seconds:F1} a second; processor {own.TotalMilliseconds / Thousand:F0} ms each here and {emulator.TotalMilliseconds / Thousand:F0} ms in the emulator; resident {held.Resident} to {grown.Resident} MB, on the heap {held.Heap} to {grown.Heap} MB"
        );
    }

    private static (long Resident, long Heap) HeldMegabytes(Process process)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        process.Refresh();
        return (process.WorkingSet64 >> 20, heap >> 20);
    }

    /// <summary>Of all emulators on this machine, in hundredths of a second (proc_pid_stat(5), fields 14 and 15).</summary>
    private static TimeSpan EmulatorTime()
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(IsNumber))
        {
            try
            {
                if (File.ReadAllText($"{folder}/cmdline").Contains("emulator.js", StringComparison.Ordinal))
                {
                    var stat = File.ReadAllText($"{folder}/stat");
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    ticks += Number(fields[11]) + Number(fields[12]);
                }
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return TimeSpan.FromMilliseconds(10 * ticks);

        static bool IsNumber(string folder) => Path.GetFileName(folder).All(char.IsAsciiDigit);
        static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
    }

    private static void Silent(FormattableString text) { }

    private static void Say(FormattableString text) =>
        TestContext.Progress.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
