using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>What an instance is told.</summary>
internal abstract record Message;

/// <summary>Go on: it was started, loaded, or its start time has come.</summary>
internal sealed record Wake : Message;

/// <summary>An action of that execution ended, or an event was raised.</summary>
internal sealed record Happened(int Execution, HistoryEvent Event) : Message;

/// <summary>The orchestrator left its thread.</summary>
internal sealed record WentAstray(int Execution) : Message;

/// <param name="To">Terminated, Suspended or Running (resume).</param>
internal sealed record Control(OrchestrationRuntimeStatus To, string? Text, bool Recursive) : Message
{
    /// <summary>False: the instance had already finished.</summary>
    public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
