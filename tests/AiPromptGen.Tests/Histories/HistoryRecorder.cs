using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.Tests.Histories;

/// <summary>How an activity ends in a recording.</summary>
internal sealed record Ending(object? Result, bool Fails = false)
{
    public static readonly Ending Done = new((object?)null);
    public static readonly Ending Failure = new(null, Fails: true);
}

/// <summary>Runs an orchestrator on the engine's replay, event by event, with activities that a script answers.</summary>
/// <param name="answer">The end of an activity that was called so often before; null: it never ends.</param>
internal sealed class HistoryRecorder(string orchestrator, object input, Func<string, int, Ending?> answer)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static readonly string FailureText = Payloads.Failure(
        new TaskFailureDetails("System.TimeoutException", "It took too long.", null, null, null)
    );

    private readonly List<HistoryEvent> history = [];
    private readonly Dictionary<string, int> called = new(StringComparer.Ordinal);
    private DateTimeOffset now = Start;

    public RecordedHistory Record()
    {
        var recording = new RecordedHistory
        {
            Orchestrator = orchestrator,
            Input = Json(Payloads.Serialize(input, "input"))!.Value,
            Started = Start,
            Ended = OrchestrationRuntimeStatus.Running,
            Calls = [],
            Events = [],
        };
        HistoryEvent? happened = null;
        while (true)
        {
            var (result, _) = Replaying.Run(recording, history, happened, Orchestrators.Of(orchestrator));
            Commit(happened, result);
            if (result.IsFinal)
            {
                return recording with { Ended = result.Status, Calls = Calls(result), Events = history };
            }

            happened = Next(result.Open);
        }
    }

    /// <summary>As the engine does: what was asked for is stored with the event that led to it, and nothing with the last.</summary>
    private void Commit(HistoryEvent? happened, ReplayResult result)
    {
        if (happened is null)
        {
            return;
        }

        var asked = result.IsFinal ? [] : result.Actions.Skip(history.Count(e => e.IsAction)).ToList();
        history.Add(happened);
        history.AddRange(
            asked.Select(a => happened with { Kind = a.Kind, TaskId = a.Id, Name = a.Name, Payload = null })
        );
    }

    private HistoryEvent Next(IReadOnlyList<OrchestrationAction> open)
    {
        foreach (var activity in open.Where(a => a.Kind == HistoryKind.ActivityScheduled))
        {
            var before = called.GetValueOrDefault(activity.Name);
            if (answer(activity.Name, before) is { } ending)
            {
                called[activity.Name] = before + 1;
                now += Step;
                return ending.Fails
                    ? Happened(HistoryKind.Failed, activity, FailureText)
                    : Happened(HistoryKind.Completed, activity, Payloads.Serialize(ending.Result, "activity result"));
            }
        }

        var timer = open.Where(a => a.Kind == HistoryKind.TimerCreated).MinBy(a => a.FireAt)!;
        now = timer.FireAt > now ? timer.FireAt : now;
        return Happened(HistoryKind.TimerFired, timer, null);
    }

    private HistoryEvent Happened(HistoryKind kind, OrchestrationAction action, string? payload) =>
        new(kind, action.Id, action.Name, payload)
        {
            Batch = history.Count == 0 ? 1 : history[^1].Batch + 1,
            Time = now,
        };

    private static List<RecordedCall> Calls(ReplayResult result) =>
        [
            .. result
                .Actions.Where(a => a.Kind == HistoryKind.ActivityScheduled)
                .Select(a => new RecordedCall(a.Name, Json(a.Payload))),
        ];

    private static JsonElement? Json(string? text) => text is null ? null : JsonDocument.Parse(text).RootElement;
}

internal static class Replaying
{
    /// <returns>What it came to, and the deviation from history, if there was one.</returns>
    public static (ReplayResult Result, Exception? Deviation) Run(
        RecordedHistory recording,
        IReadOnlyList<HistoryEvent> history,
        HistoryEvent? happened,
        Func<TaskOrchestrationContext, Task<object?>> orchestrator
    )
    {
        var context = new ReplayContext(recording.ToRow(), history, NullLoggerFactory.Instance, () => { });
        var events = happened is null ? history : [.. history, happened];
        var result = Replay.Run(context, events, history.Count, isRepeated: history.Count > 0, orchestrator);
        return (result, context.Fault);
    }

    /// <summary>
    /// Why an instance that was stopped anywhere in this history could not go on with that code. Where the history breaks
    /// off, the code may go another way than it went then.
    /// </summary>
    public static IEnumerable<string> Breaks(
        RecordedHistory recording,
        Func<TaskOrchestrationContext, Task<object?>> orchestrator
    )
    {
        var batches = recording.Events.Select(e => e.Batch).Prepend(0).Distinct().ToList();
        foreach (var batch in batches)
        {
            var known = recording.Events.TakeWhile(e => e.Batch <= batch).ToList();
            var (result, deviation) = Run(recording, known, null, orchestrator);
            var fails = result.Status == OrchestrationRuntimeStatus.Failed;
            if (deviation is not null || (fails && (batch < batches[^1] || recording.Ended != result.Status)))
            {
                yield return $"after batch {batch}: {(deviation?.Message ?? result.Output)}";
            }
        }
    }
}
