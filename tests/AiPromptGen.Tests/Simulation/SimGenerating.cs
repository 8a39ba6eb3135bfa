using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using AiPromptGen.Uploads.Fetching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Simulation;

/// <summary>The services of one process that accept, make, settle and erase generations.</summary>
internal sealed class SimGenerating
{
    /// <summary>Credits of an answer of each route, in the order in which they are asked.</summary>
    public static readonly IReadOnlyDictionary<string, int> Prices = new OrderedDictionary<string, int>(
        StringComparer.Ordinal
    )
    {
        ["first"] = 5,
        ["second"] = 3,
    };

    private static readonly IOptions<GenerationOptions> Settings = Options.Create(Routes());

    // No picture is decoded or fetched in a run. All processes share these two, because they hold threads and sockets.
    private static readonly PictureIntake Intake = new(IntakeLimits.Default, TimeProvider.System);
    private static readonly PictureFetcher Fetcher = new(
        new SystemNetwork(),
        FetchLimits.Default,
        TimeProvider.System,
        NullLogger<PictureFetcher>.Instance
    );
    private static readonly ResultPictures Painted = new(TimeProvider.System);

    public SimGenerating(SimWorld world, SimProcess process, KeyedHashes hashes)
    {
        var (storage, time) = (process.Storage, process.Time);
        Store = new GenerationStore(storage);
        var routes = RoutesOf(world, process);
        Pending = new PendingGenerations(storage, process.Audit);
        Keys = new IdempotencyKeys(storage, Store, hashes);
        Starts = new GenerationStarts(Settings, NullLogger<GenerationStarts>.Instance);
        Acceptance = new GenerationAcceptance(
            process.Opening,
            process.Ledger,
            process.Limits,
            process.Uploads,
            Store,
            Keys,
            Pending,
            Starts,
            routes,
            process.Ids,
            time
        );
        CleanUp = new CleanUp(process.Uploads, process.Audit, Unheard.Telemetry, time, world.UploadsLeft);
        Generate = GenerateOver(world.Plant.GenerateStore(process) ?? Store);
        Settle = new Settle(process.Ledger, process.Limits, Store, CleanUp, Unheard.Telemetry, time);
        Park = new ParkGeneration(process.Ledger, Store, CleanUp, time);
        Erasure = new GenerationErasure(storage, Store, Starts, Pending, process.Ledger, time);
        var ends = new PendingEnds(Pending, process.Audit, NullLogger<PendingEnds>.Instance);
        var sweeping = world.Plant.SweepClock(process) ?? time;
        Sweep = new GenerationSweep(
            Pending,
            ends,
            world.Plant.SweepStore(process) ?? Store,
            Starts,
            sweeping == time ? process.Ledger : new AccountLedger(storage.Users, sweeping, process.Chance),
            process.Uploads,
            process.Audit,
            Unheard.Telemetry,
            sweeping,
            NullLogger<GenerationSweep>.Instance
        );
        OrchestrationPurge = new OrchestrationPurge(Unheard.Telemetry, time, NullLogger<OrchestrationPurge>.Instance);

        Generate GenerateOver(GenerationStore store)
        {
            var results = new ResultStore(storage, store, time);
            return new Generate(
                store,
                new ModelRouter(
                    routes,
                    store,
                    new GenerationPictures(process.Uploads, Fetcher, Intake),
                    Painted,
                    new SafetyIdentifiers(Settings),
                    new GenerationModeration(ModerationAt(time))
                ),
                new AnswerKeeper(store, results, process.Audit, time, NullLogger<AnswerKeeper>.Instance),
                Unheard.Telemetry,
                time,
                NullLogger<Generate>.Instance
            );
        }
    }

    private static ModelRoutes RoutesOf(SimWorld world, SimProcess process) =>
        new(
            Settings,
            [
                new EmbeddedProvider(),
                new SimProvider(world, process, "first"),
                new SimProvider(world, process, "second"),
            ],
            process.Time,
            process.Chance,
            Unheard.Telemetry,
            NullLogger<RouteCaller>.Instance
        );

    private static ContentModeration ModerationAt(TimeProvider time) =>
        new([], Options.Create(new ModerationOptions()), time, NullLogger<ContentModeration>.Instance);

    public GenerationStore Store { get; }

    public PendingGenerations Pending { get; }

    public IdempotencyKeys Keys { get; }

    public GenerationStarts Starts { get; }

    public GenerationAcceptance Acceptance { get; }

    public CleanUp CleanUp { get; }

    public Generate Generate { get; }

    public Settle Settle { get; }

    public ParkGeneration Park { get; }

    public GenerationErasure Erasure { get; }

    public GenerationSweep Sweep { get; }

    public OrchestrationPurge OrchestrationPurge { get; }

    private static GenerationOptions Routes()
    {
        var options = new GenerationOptions();
        // An opened breaker tells of it on a thread of its library's own.
        options.Breaker.MinimumThroughput = 1000;
        foreach (var kind in new[] { "text-to-prompt", "image-to-prompt" })
        {
            options.Routes[kind] = [.. Prices.Select(route => Route(route.Key, route.Value))];
        }

        return options;
    }

    private static ModelRoute Route(string provider, int price) =>
        new()
        {
            Provider = provider,
            Model = "m",
            PriceCredits = price,
            TimeoutSeconds = 60,
            Retries = 0,
        };
}
