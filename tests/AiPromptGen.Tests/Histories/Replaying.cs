using Microsoft.DurableTask;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;

namespace AiPromptGen.Tests.Histories;

/// <summary>Runs recorded requests on Microsoft's own runner, as the worker does.</summary>
internal static class Replaying
{
    /// <summary>
    /// Why an instance that was stopped after any turn of this recording could not go on with that code. In the turn at which the
    /// recording is cut, the code may go another way than it went then; only it must not fail.
    /// </summary>
    public static IEnumerable<string> Breaks(RecordedHistory recording, ITaskOrchestrator orchestrator)
    {
        var turns = recording.Turns();
        for (var turn = 0; turn < turns.Count; turn++)
        {
            var response = Run(turns[turn], orchestrator);
            var end = response.Actions.Select(a => a.CompleteOrchestration).SingleOrDefault(c => c is not null);
            var failed = end?.OrchestrationStatus == OrchestrationStatus.Failed;
            var mayFail = turn == turns.Count - 1 && recording.Ended == nameof(OrchestrationStatus.Failed);
            if (failed && (!mayFail || IsDeviation(end!)))
            {
                yield return $"turn {turn + 1}: {end!.FailureDetails.ErrorType}: {end.FailureDetails.ErrorMessage}";
            }
        }
    }

    public static OrchestratorResponse Run(string request, ITaskOrchestrator orchestrator) =>
        OrchestratorResponse.Parser.ParseFrom(
            Convert.FromBase64String(GrpcOrchestrationRunner.LoadAndRun(request, orchestrator))
        );

    private static bool IsDeviation(CompleteOrchestrationAction end) =>
        end.FailureDetails.ErrorType.EndsWith("NonDeterministicOrchestrationException", StringComparison.Ordinal);
}
