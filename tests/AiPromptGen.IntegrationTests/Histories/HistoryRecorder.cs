using System.Collections.Concurrent;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Tests.Histories;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Histories;

/// <summary>
/// Runs the program's orchestrators in the app as it is, with activities that a script answers instead, and keeps what Microsoft's durable
/// extension sent to the worker.
/// </summary>
internal sealed class HistoryRecorder : IAsyncDisposable
{
    private const string Hub = "Histories";
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Noon);
    private readonly ConcurrentDictionary<(string Instance, string Activity), int> called = new();
    private readonly ConcurrentDictionary<string, HistoryCase> scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(OrchestratorRequest Request, OrchestratorResponse Response)> turns = new();
    private TestApp app = null!;

    public static async Task<HistoryRecorder> StartAsync()
    {
        var recorder = new HistoryRecorder();
        recorder.app = await TestApp.StartAsync(
            Hub,
            services => services.AddAroundFunctions(recorder.RunAsync),
            recorder.time
        );
        return recorder;
    }

    public async Task<RecordedHistory> RecordAsync(string name, HistoryCase script)
    {
        var id = name.Replace('.', '-');
        scripts[id] = script;
        await app.Durable.ScheduleNewOrchestrationInstanceAsync(
            script.Orchestrator,
            script.Input,
            new StartOrchestrationOptions(id)
        );
        var hub = MemoryHub.Named(Hub, time);
        var patience = 0;
        while (await app.Durable.GetInstanceAsync(id) is { IsCompleted: false })
        {
            if (hub.Busy == 0 && hub.NextDue is { } due && due > time.GetUtcNow())
            {
                time.Advance(due - time.GetUtcNow());
                patience = 0;
            }

            Assert.That(++patience, Is.LessThan(5000), $"{name} does not go on");
            await Task.Delay(2);
        }

        var mine = turns.Where(t => t.Request.InstanceId == id).ToList();
        var last = mine[^1];
        return new RecordedHistory
        {
            Orchestrator = script.Orchestrator,
            Ended = $"{last.Response.Actions.Single().CompleteOrchestration.OrchestrationStatus}",
            Calls = Calls(mine.Select(t => t.Response)),
            Request = Convert.ToBase64String(Google.Protobuf.MessageExtensions.ToByteArray(last.Request)),
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Repeated calls with the same input are kept once.</summary>
    private static List<RecordedCall> Calls(IEnumerable<OrchestratorResponse> responses) =>
        [
            .. responses
                .SelectMany(response => response.Actions)
                .Where(action => action.ScheduleTask is not null)
                .Select(action => (action.ScheduleTask.Name, action.ScheduleTask.Input))
                .Distinct()
                .Select(call => new RecordedCall(call.Name, JsonElement.Parse(call.Input))),
        ];

    private async Task RunAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var trigger = context.Trigger();
        switch (trigger.Type)
        {
            case "orchestrationTrigger":
                var request = (string)(await context.BindInputAsync<object>(trigger)).Value!;
                await next(context);
                var response = (string)context.GetInvocationResult().Value!;
                turns.Enqueue(
                    (
                        OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(request)),
                        OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(response))
                    )
                );
                break;
            case "activityTrigger":
                Act(context);
                break;
            case "timerTrigger":
                // The sweeps have no part in this, and hours pass.
                break;
            default:
                await next(context);
                break;
        }
    }

    private void Act(FunctionContext context)
    {
        var activity = context.FunctionDefinition.Name;
        var id = (string)context.BindingContext.BindingData["instanceId"]!;
        var before = called.AddOrUpdate((id, activity), 0, (_, calls) => calls + 1);
        var ending = scripts[id].Answer(activity, before);
        if (ending.Fails)
        {
            throw new TimeoutException("It took too long.");
        }

        context.GetInvocationResult().Value = ending.Result;
    }
}
