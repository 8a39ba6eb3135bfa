using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>What an orchestrator came to with the history it was given.</summary>
/// <param name="Status">Running, Completed, Failed or ContinuedAsNew.</param>
/// <param name="Output">Result, "Type: message", or the next execution's input.</param>
/// <param name="Open">Actions that have not ended and were not cancelled.</param>
/// <param name="Unprocessed">Raised events nobody waited for, when continuing as new.</param>
internal sealed record ReplayResult(
    OrchestrationRuntimeStatus Status,
    string? Output,
    TaskFailureDetails? Failure,
    IReadOnlyList<OrchestrationAction> Actions,
    IReadOnlyList<OrchestrationAction> Open,
    IReadOnlyList<HistoryEvent> Unprocessed,
    string? CustomStatus
)
{
    public bool IsFinal => Status != OrchestrationRuntimeStatus.Running;
}

/// <summary>Runs an orchestrator from its beginning, feeding it its history event by event.</summary>
internal static class Replay
{
    public const string IllegalAwait =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks "
        + "in an orchestrator function's implementation or by middleware that invokes asynchronous code.";

    /// <param name="events">Committed history and new events, in order.</param>
    /// <param name="committed">How many of them are history: during those the orchestrator is replaying.</param>
    /// <param name="isRepeated">Whether the part before the first event has run before.</param>
    /// <param name="illegal">Called, on any thread and at any time later, when the orchestrator leaves its thread.</param>
    public static ReplayResult Run(
        ReplayContext context,
        IReadOnlyList<HistoryEvent> events,
        int committed,
        bool isRepeated,
        Func<TaskOrchestrationContext, Task<object?>> orchestrator
    )
    {
        Task<object?> run = null!;
        var next = 0;
        context.Thread.Run(() =>
        {
            context.IsReplayingNow = isRepeated;
            run = orchestrator(context);
            context.Thread.Drain();
            for (; next < events.Count && !run.IsCompleted && context.Fault is null; next++)
            {
                var e = events[next];
                if (e.Batch > context.Batch)
                {
                    context.BeginBatch(e);
                    context.IsReplayingNow = next < committed;
                }

                context.Deliver(e);
                context.Thread.Drain();
            }

            if (!run.IsFaulted)
            {
                context.CheckAllAskedFor(run.IsCompleted);
            }
        });
        var (status, output, failure) = Conclude(context, run);
        return new(
            status,
            output,
            failure,
            context.Actions,
            context.OpenActions,
            context.Continuation is { Preserve: true }
                ? [.. context.Unprocessed, .. events.Skip(next).Where(e => e.Kind == HistoryKind.EventRaised)]
                : [],
            context.CustomStatus
        );
    }

    private static (OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure) Conclude(
        ReplayContext context,
        Task<object?> run
    )
    {
        try
        {
            if (context.Fault is { } fault)
            {
                throw fault;
            }

            if (!run.IsCompleted)
            {
                return context.IsWaiting
                    ? (OrchestrationRuntimeStatus.Running, null, null)
                    : throw new InvalidOperationException(IllegalAwait);
            }

            var result = run.GetAwaiter().GetResult();
            return context.Continuation is { } continuation
                ? (OrchestrationRuntimeStatus.ContinuedAsNew, continuation.Input, null)
                : (OrchestrationRuntimeStatus.Completed, Payloads.Serialize(result, "output"), null);
        }
        catch (Exception e)
        {
            var failure = TaskFailureDetails.FromException(e);
            return (OrchestrationRuntimeStatus.Failed, failure.ToString(), failure);
        }
    }
}
