using System.Collections.Concurrent;
using System.Globalization;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.IntegrationTests.Support;
using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>
/// The app on Microsoft's engine and an emulator of its own, which makes generations and, beside them, orchestrations whose
/// activities do nothing: what the figures of docs/performance.md are measured with.
/// </summary>
internal sealed class FiguresApp : IAsyncDisposable
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Empty = "empty-";
    private const int People = 16;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new(StringComparer.Ordinal);
    private readonly List<ApiClient> people = [];
    private readonly TestAzurite storage;
    private TestApp app = null!;
    private int number;

    private FiguresApp(TestAzurite storage) => this.storage = storage;

    public EngineRequests Engine { get; } = new();

    public CountingPolicy Calls { get; } = new();

    public string ConnectionString => storage.ConnectionString;

    /// <summary>What is compared, by name; the number says for which person it is.</summary>
    public IReadOnlyList<(string What, Func<int, Task> Run)> Kinds =>
        [
            ("a generation", GenerateAsync),
            ("empty, four activities and a timer that is canceled", _ => EmptyAsync(4, timer: true)),
            ("empty, three activities and a timer that is canceled", _ => EmptyAsync(3, timer: true)),
            ("empty, four activities", _ => EmptyAsync(4, timer: false)),
            ("empty, three activities", _ => EmptyAsync(3, timer: false)),
        ];

    public static async Task<FiguresApp> StartAsync()
    {
        var figures = new FiguresApp(await TestAzurite.StartAsync(CancellationToken.None));
        figures.app = await TestApp.StartOnAzureStorageAsync(
            "Figures",
            services => services.AddAroundFunctions(figures.RunAsync).AddSingleton<HttpPipelinePolicy>(figures.Calls),
            storage: new EngineStorage(figures.Engine) { ConnectionString = figures.ConnectionString },
            settings:
            [
                $"AzureWebJobsStorage={figures.ConnectionString}",
                "AddressLimits:RequestsPerWindow=100000",
                "AddressLimits:PromptRequestsPerWindow=100000",
                "Credits:SignUpCredits=10000",
                "Credits:RequestsPerWindow=10000",
                "Credits:ConcurrentGenerations=64",
            ]
        );
        for (var person = 0; person < People; person++)
        {
            figures.people.Add(await ApiClient.NewAsync(figures.app.Address));
        }

        return figures;
    }

    /// <summary>Forgets the requests that were counted.</summary>
    public void Clear()
    {
        Engine.Clear();
        Calls.Clear();
    }

    /// <summary>Deletes what the engine holds of the orchestrations that have ended.</summary>
    public async Task PurgeAsync()
    {
        await foreach (var instance in app.Durable.GetAllInstancesAsync(new OrchestrationQuery()))
        {
            await app.Durable.PurgeInstanceAsync(instance.InstanceId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
    }

    private async Task GenerateAsync(int person)
    {
        var answer = await people[person % People].GenerateAsync(Idea, wait: 0);
        await EndOf(answer.Id).Task;
    }

    private async Task EmptyAsync(int activities, bool timer)
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
