using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// Figures of docs/performance.md: requests and time of one generation on Microsoft's engine, and beside it orchestrations whose
/// activities do nothing, run by the same host in the same minutes. Explicit, because seconds are a machine's.
/// </summary>
[TestFixture, Explicit("Measures; asserts nothing of time.")]
internal sealed class GenerationFigures
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Empty = "empty-";
    private const int Alone = 20;
    private const int Many = 64;
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new(StringComparer.Ordinal);
    private readonly EngineRequests engine = new();
    private readonly CountingPolicy calls = new();
    private int number;

    [Test]
    public async Task One_generation_and_empty_orchestrations()
    {
        await using var storage = await TestAzurite.StartAsync(CancellationToken.None);
        await using var app = await TestApp.StartOnAzureStorageAsync(
            "Figures",
            services => services.AddAroundFunctions(RunAsync).AddSingleton<HttpPipelinePolicy>(calls),
            storage: new EngineStorage(engine) { ConnectionString = storage.ConnectionString },
            settings:
            [
                $"AzureWebJobsStorage={storage.ConnectionString}",
                "AddressLimits:RequestsPerWindow=100000",
                "AddressLimits:PromptRequestsPerWindow=100000",
                "Credits:SignUpCredits=10000",
                "Credits:RequestsPerWindow=10000",
                "Credits:ConcurrentGenerations=64",
            ]
        );
        var people = new List<ApiClient>();
        for (var person = 0; person < AtOnce; person++)
        {
            people.Add(await ApiClient.NewAsync(app.Address));
        }

        await IdleAsync();
        (string What, Func<int, Task> Run)[] kinds =
        [
            ("a generation", i => GenerateAsync(people[i % AtOnce])),
            ("empty, four activities and a timer that is canceled", _ => EmptyAsync(app, 4, timer: true)),
            ("empty, three activities and a timer that is canceled", _ => EmptyAsync(app, 3, timer: true)),
            ("empty, four activities", _ => EmptyAsync(app, 4, timer: false)),
            ("empty, three activities", _ => EmptyAsync(app, 3, timer: false)),
        ];
        foreach (var (what, run) in kinds)
        {
            await CountAsync(what, run);
        }

        // By turns, so that all have the machine's same minutes.
        var took = kinds.ToDictionary(k => k.What, _ => new List<double>(), StringComparer.Ordinal);
        for (var turn = 0; turn < Alone; turn++)
        {
            foreach (var (what, run) in kinds)
            {
                var began = Stopwatch.GetTimestamp();
                await run(0);
                took[what].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        foreach (var (what, run) in kinds)
        {
            var began = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Many),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (i, _) => await run(i)
            );
            var rate = Many / Stopwatch.GetElapsedTime(began).TotalSeconds;
            Say($"{what}: alone {took[what].Order().ElementAt(Alone / 2):F0} ms, {AtOnce} at once {rate:F1} a second");
        }
    }

    /// <summary>What an idle app asks for in a minute.</summary>
    private async Task IdleAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(20));
        engine.Clear();
        calls.Clear();
        await Task.Delay(TimeSpan.FromMinutes(1));
        var polls = engine.Lines.Where(EngineRequests.IsFixed).GroupBy(PlaceOf);
        Say($"idle, a minute: engine {engine.Lines.Count}, app {calls.Calls.Count}");
        foreach (var place in polls)
        {
            Say($"  {place.Key} {place.Count()}");
        }
    }

    private async Task CountAsync(string what, Func<int, Task> run)
    {
        await run(0);
        await Task.Delay(TimeSpan.FromSeconds(8));
        engine.Clear();
        calls.Clear();
        await run(0);
        // The engine's last writes come after the end that the orchestrator tells.
        await Task.Delay(TimeSpan.FromSeconds(6));
        var useful = engine.Useful;
        var polls =
            engine.Lines.Count(line => line.Contains("/messages?", StringComparison.Ordinal)) - useful.Count(IsMessage);
        var app = calls.Calls.Count(c => !c.StartsWith("GET /pending()", StringComparison.Ordinal));
        Say($"{what}: app {app}, engine {useful.Count}, polls {polls} in six seconds");
        foreach (var place in useful.GroupBy(PlaceOf).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Say($"  {place.Count()} {place.Key}");
        }
    }

    private async Task GenerateAsync(ApiClient person)
    {
        var answer = await person.GenerateAsync(Idea, wait: 0);
        await EndOf(answer.Id).Task;
    }

    private async Task EmptyAsync(TestApp app, int activities, bool timer)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture,
            $"{Empty}{activities}{(timer ? "t" : "")}-{Interlocked.Increment(ref number)}"
        );
        await app.Durable.ScheduleNewOrchestrationInstanceAsync(
            nameof(GenerationOrchestrator),
            null,
            new StartOrchestrationOptions(id)
        );
        await EndOf(id).Task;
    }

    private async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var trigger = context.Trigger();
        var isEmpty =
            context.BindingContext.BindingData.TryGetValue("instanceId", out var id)
            && $"{id}".Contains(Empty, StringComparison.Ordinal);
        switch (trigger.Type)
        {
            case "orchestrationTrigger":
                var request = (string)(await context.BindInputAsync<object>(trigger)).Value!;
                var read = OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(request));
                if (read.InstanceId.StartsWith(Empty, StringComparison.Ordinal))
                {
                    context.GetInvocationResult().Value = GrpcOrchestrationRunner.LoadAndRun(
                        request,
                        new Nothing(read.InstanceId)
                    );
                }
                else
                {
                    await next(context);
                }

                Hear(read.InstanceId, (string)context.GetInvocationResult().Value!);
                break;
            case "activityTrigger" when isEmpty:
                break;
            default:
                await next(context);
                break;
        }
    }

    private void Hear(string id, string response)
    {
        var read = OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(response));
        if (read.Actions.Any(action => action.CompleteOrchestration is not null))
        {
            EndOf(id).TrySetResult();
        }
    }

    private TaskCompletionSource EndOf(string id) =>
        ends.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Method and the kind of place; without keys and times.</summary>
    private static string PlaceOf(string line)
    {
        var (method, address) = (line.Split(' ')[0], new Uri(line.Split(' ')[1]));
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(2);
        var place = string.Join('/', parts.Select(part => part.Split('(')[0]));
        return $"{method} {place}{(address.AbsolutePath.Contains("/messages", StringComparison.Ordinal) ? " messages" : "")}";
    }

    private static bool IsMessage(string line) => line.Contains("/messages?", StringComparison.Ordinal);

    private static void Say(FormattableString text) =>
        TestContext.Progress.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>So many activities, and perhaps the timer that stood beside one of them until November 2026.</summary>
    private sealed class Nothing(string id) : ITaskOrchestrator
    {
        public Type InputType => typeof(object);

        public Type OutputType => typeof(object);

        public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
        {
            var (activities, hasTimer) = (id[Empty.Length] - '0', id[Empty.Length + 1] == 't');
            for (var step = 1; step <= activities; step++)
            {
                using var stop = new CancellationTokenSource();
                var timer = hasTimer && step == 2 ? context.CreateTimer(TimeSpan.FromMinutes(5), stop.Token) : null;
                await context.CallActivityAsync(nameof(Settle), context.InstanceId);
                if (timer is not null)
                {
                    // Not CancelAsync: it hops threads, and an orchestrator may await durable tasks only.
#pragma warning disable CA1849, MA0042, MA0045
                    stop.Cancel();
#pragma warning restore CA1849, MA0042, MA0045
                }
            }

            return null;
        }
    }
}
