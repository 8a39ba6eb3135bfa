using System.Diagnostics;
using System.Globalization;
using AiPromptGen.Audit;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts.Pictures;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Benchmarks.Scale;

/// <summary>
/// <c>-- scale</c>: what a generation of each kind costs in storage calls, what the sweep adds, how many this machine does a
/// second, and what follows for larger numbers. Prints the tables of docs/capacity.md.
/// </summary>
internal static class ScaleProgram
{
    public const string Command = "scale";
    private const int Runs = 20;
    private const int AtOnce = 16;
    private const int Many = 640;

    /// <summary>What is on the way to be forgotten when 333 end a second.</summary>
    private const int Ended = 20_000;

    public static async Task<int> RunAsync()
    {
        Vips.EnsureConfigured();
        await using var app = await ScaleApp.StartAsync();
        Line($"{Environment.ProcessorCount} processors, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}");
        var costs = new List<KindCost>();
        foreach (var kind in ScaleKind.All)
        {
            costs.Add(await CostOfAsync(app, kind));
        }

        ScaleTables.WriteKinds(costs);
        ScaleTables.WriteCalls(costs);
        await SweepAsync(app);
        var alone = await AloneAsync(app);
        var cpu = await ThroughputAsync(app, costs[0]);
        ScaleTables.WriteSizes(new ScaleFigures(costs[0], cpu));
        return alone <= ScaleFigures.MostOverhead ? 0 : 1;
    }

    private static async Task<KindCost> CostOfAsync(ScaleApp app, ScaleKind kind)
    {
        var token = await app.SignInAsync();
        var picture = kind.NeedsUpload ? ScaleApp.Picture() : null;
        await app.GenerateAsync(token, await BodyAsync(app, token, kind, picture));
        app.Log.Take();
        var (generating, uploading) = (new List<StorageCall>(), new List<StorageCall>());
        for (var run = 0; run < Runs; run++)
        {
            // Refusals slow an account down.
            token = run % 4 == 3 ? await app.SignInAsync() : token;
            app.Log.Take();
            var body = await BodyAsync(app, token, kind, picture);
            uploading.AddRange(app.Log.Take());
            await app.GenerateAsync(token, body);
            generating.AddRange(app.Log.Take().Where(call => !IsSweep(call)));
        }

        return new KindCost(kind, Runs, generating, uploading);
    }

    /// <summary>Its timer runs every minute, and may just now.</summary>
    private static bool IsSweep(StorageCall call) => call is { Place: "pending", Verb: "query" };

    private static async Task<string> BodyAsync(ScaleApp app, string token, ScaleKind kind, byte[]? picture) =>
        picture is null
            ? kind.Body
            : kind.Body.Replace("{upload}", await app.UploadAsync(token, picture), StringComparison.Ordinal);

    /// <summary>Rows as generations leave them, and one run of the sweep.</summary>
    private static async Task SweepAsync(ScaleApp app)
    {
        // Not while the app's own timer runs it, half past each minute.
        while (TimeProvider.System.GetUtcNow().Second is > 5 and < 35)
        {
            await Task.Delay(1000);
        }

        var storage = app.Services.GetRequiredService<StorageClients>();
        var ids = app.Services.GetRequiredService<Ids>();
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var audit = storage.Tables.GetTableClient(DayTableRules.Name("audit", DayTableRules.Day(since)));
        await audit.CreateIfNotExistsAsync();
        var (trail, keys) = (
            app.Services.GetRequiredService<AuditTrail>(),
            app.Services.GetRequiredService<AuditKeys>()
        );
        var shards = Enumerable
            .Range(0, Ended)
            .Select(_ => ids.New())
            .GroupBy(id => trail.PartitionOf(id, since))
            .ToList();
        await Parallel.ForEachAsync(
            shards,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (shard, token) =>
            {
                foreach (var some in shard.Chunk(TableGuards.MaxActions))
                {
                    await AddAsync(storage.Pending, some, shard.Key, row => row["Since"] = since, token);
                    var names = some.Select(id => keys.NameOf(id, since));
                    await AddAsync(audit, names, shard.Key, row => row["RequestStatus"] = "succeeded", token);
                }
            }
        );
        app.Log.Take();
        var began = Stopwatch.GetTimestamp();
        await app.RunTimerAsync("SweepGenerations");
        var took = Stopwatch.GetElapsedTime(began);
        var calls = app.Log.Take();
        Line(
            $"Sweep: {Ended} ended generations forgotten with {calls.Count} storage calls in {took.TotalSeconds:F1} s, {(double)calls.Count / Ended:F3} a generation (the model of the table below: {ScaleFigures.SweepCallsAt(Ended / 60.0):F3})"
        );
    }

    private static async Task AddAsync(
        TableClient table,
        IEnumerable<string> ids,
        string shard,
        Action<TableEntity> with,
        CancellationToken cancellationToken
    )
    {
        var rows = ids.Select(id =>
        {
            var row = new TableEntity(shard, id) { ["AccountId"] = "a" };
            with(row);
            return new TableTransactionAction(TableTransactionActionType.Add, row);
        });
        await table.SubmitTransactionAsync(rows, cancellationToken);
    }

    /// <summary>The design's figure: one generation after another, against its own storage calls back to back.</summary>
    private static async Task<double> AloneAsync(ScaleApp app)
    {
        var token = await app.SignInAsync();
        for (var warm = 0; warm < Runs; warm++)
        {
            await app.GenerateAsync(token, ScaleKind.All[0].Body);
        }

        app.Log.Take();
        var began = Stopwatch.GetTimestamp();
        for (var run = 0; run < 100; run++)
        {
            await app.GenerateAsync(token, ScaleKind.All[0].Body);
        }

        var took = Stopwatch.GetElapsedTime(began);
        var stored = app.Log.Take().Aggregate(TimeSpan.Zero, (sum, call) => sum + call.Took);
        var ratio = took / stored;
        Line(
            $"One at a time: {took.TotalMilliseconds / 100:F1} ms a generation, its storage calls alone {stored.TotalMilliseconds / 100:F1} ms, ratio {ratio:F2} (at most {ScaleFigures.MostOverhead})"
        );
        return ratio;
    }

    /// <returns>Milliseconds of processor a generation.</returns>
    private static async Task<double> ThroughputAsync(ScaleApp app, KindCost text)
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => app.SignInAsync()));
        using var process = Process.GetCurrentProcess();
        var (cpu, began) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await ManyAsync(Many, i => app.GenerateAsync(tokens[i % AtOnce], ScaleKind.All[0].Body));
        var took = Stopwatch.GetElapsedTime(began);
        process.Refresh();
        var cpuEach = (process.TotalProcessorTime - cpu).TotalMilliseconds / Many;
        app.Log.Take();

        var raw = new RawCalls(app.Services.GetRequiredService<StorageClients>());
        await raw.MakeAsync();
        var rawBegan = Stopwatch.GetTimestamp();
        await ManyAsync(Many, i => raw.LikeAsync(text, i));
        var (done, alone) = (Many / took.TotalSeconds, Many / Stopwatch.GetElapsedTime(rawBegan).TotalSeconds);
        Line(
            $"{AtOnce} accounts at once: {done:F0} generations a second, {cpuEach:F1} ms of processor each (client and engine of this machine included)"
        );
        Line(
            $"The same calls alone, back to back, {AtOnce} at once: those of {alone:F0} generations a second; ratio {alone / done:F2}"
        );
        return cpuEach;
    }

    private static Task ManyAsync(int count, Func<int, Task> run) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) => await run(i)
        );

    private static void Line(FormattableString text) =>
        Console.WriteLine(text.ToString(CultureInfo.InvariantCulture) + Environment.NewLine);
}
