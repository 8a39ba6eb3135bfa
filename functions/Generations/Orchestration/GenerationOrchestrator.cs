using Microsoft.DurableTask;
using static AiPromptGen.Generations.Orchestration.GenerationLadder;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// The main flow, read first: reserve credits, generate, then settle: commit or release, delete the upload, write the audit row.
/// Every activity may run twice; every step may be the last one before the process dies.
/// </summary>
internal static partial class GenerationOrchestrator
{
    [Function(nameof(GenerationOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GenerationStart start)
    {
        var logger = context.CreateReplaySafeLogger(nameof(GenerationOrchestrator));
        GenerateAnswer answer;
        try
        {
            var reserve = ReserveCredits.Input.Of(start);
            var reserved = await context.CallActivityAsync<ReserveCredits.Output>(
                nameof(ReserveCredits),
                reserve,
                Transient
            );
            var generate = Generate.Input.Of(start, context.CurrentUtcDateTime);
            answer = reserved.ProblemCode is { } problem
                ? GenerateAnswer.Of(GenerationStatus.Rejected, problem)
                : await context.CallActivityAsync<GenerateAnswer>(nameof(Generate), generate, Transient);
        }
        catch (TaskFailedException)
        {
            // A step that failed may still have happened, a reservation included: settling finds out and releases it.
            answer = GenerateAnswer.Of(GenerationStatus.Failed, GenerationProblems.Unavailable);
        }

        var settle = new Settle.Input { Start = start, Answer = answer };
        try
        {
            await context.CallActivityAsync<Settlement>(nameof(Settle), settle, Settling);
        }
        catch (TaskFailedException)
        {
            // Never called completed: a person has to look. The sweep still gives the credits back at the reservation's deadline.
            LogParked(logger, start.GenerationId);
            await context.CallActivityAsync<Settlement>(nameof(ParkGeneration), settle, Settling);
        }
    }

    [LoggerMessage(2001, LogLevel.Critical, "Generation {GenerationId} is parked: it could not be settled")]
    private static partial void LogParked(ILogger logger, string generationId);
}
