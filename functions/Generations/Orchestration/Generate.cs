using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// Asks the routes and stores what they made. It ends at its deadline whatever a provider does, so that no durable timer is needed.
/// A call that is still on its way then goes on, and if it brings a result after all, its owner gets that free.
/// </summary>
internal sealed partial class Generate(
    GenerationStore generations,
    ModelRouter router,
    AnswerKeeper keeper,
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<Generate> logger
)
{
    public sealed record Input
    {
        public required GenerationStart Start { get; init; }

        /// <summary>The deadline of the generation, which all attempts together have to keep.</summary>
        public required DateTimeOffset Until { get; init; }

        /// <param name="now">The orchestration's own time, in UTC.</param>
        public static Input From(GenerationStart start, DateTime now) =>
            new() { Start = start, Until = new DateTimeOffset(now, TimeSpan.Zero).AddSeconds(start.GenerateSeconds) };
    }

    [Function(nameof(Generate))]
    public async Task<GenerateAnswer> RunAsync([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        var left = input.Until - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return TooLate;
        }

        var answering = AnswerAsync(input, cancellationToken);
        try
        {
            // Only the deadline ends this waiting. A cancellation is passed to the attempt, which ends by itself.
            return await answering.WaitAsync(left, time, CancellationToken.None);
        }
        catch (TimeoutException) when (!answering.IsCompleted)
        {
            _ = GoOnAsync(answering, input.Start.GenerationId);
            return TooLate;
        }
    }

    private static GenerateAnswer TooLate =>
        GenerateAnswer.From(GenerationStatus.Failed, GenerationProblems.DeadlineExceeded);

    private async Task<GenerateAnswer> AnswerAsync(Input input, CancellationToken cancellationToken)
    {
        var (start, account) = (input.Start, new AccountId(input.Start.AccountId));
        if (await generations.FindAsync(account, start.GenerationId, cancellationToken) is not { } generation)
        {
            return GenerateAnswer.From(GenerationStatus.Failed, AccountClosing.Problem.Code);
        }

        if (generation.Standing is { } standing)
        {
            return standing;
        }

        using var step = telemetry.StartStep(nameof(Generate), start.TraceParent);
        var result = await router.AnswerAsync(generation, input.Until, cancellationToken);
        return result.IsAnothers
            ? result.Answer
            : await keeper.KeepAsync(start, result.Row ?? generation, result, input.Until, cancellationToken);
    }

    private async Task GoOnAsync(Task<GenerateAnswer> answering, string generationId)
    {
        try
        {
            await answering;
        }
        catch (Exception fault)
        {
            // Only the type is logged, because a message may quote the prompt.
            LogLateFault(generationId, fault.GetType().Name);
        }
    }

    [LoggerMessage(
        2004,
        LogLevel.Warning,
        "Generation {GenerationId}: the attempt that went on past its deadline failed ({Fault})"
    )]
    private partial void LogLateFault(string generationId, string fault);
}

/// <summary>
/// How a generation ended: enough to settle and to audit it, and nothing of its content. It is kept in the orchestration's history
/// and on the generation's row.
/// </summary>
public sealed record GenerateAnswer
{
    public required GenerationStatus Status { get; init; }
    public long PriceCredits { get; init; }
    public string? ProblemCode { get; init; }
    public string? Provider { get; init; }
    public string? Model { get; init; }

    /// <summary>
    /// Every route that was sent the request, whether or not it answered, as "provider/model", separated by commas. Null where nothing
    /// left the program.
    /// </summary>
    public string? SentTo { get; init; }

    /// <summary>Why it is free, as a word of <see cref="FreeRules"/>, when the prompts and the route alone do not say so.</summary>
    public string? FreeReason { get; init; }
    public string? SafetyDecision { get; init; }
    public string? SafetyStage { get; init; }

    /// <summary>Words of <see cref="AiPromptGen.Prompts.ContentCategories"/>, separated by commas.</summary>
    public string? SafetyCategories { get; init; }

    /// <summary>An end without a result.</summary>
    public static GenerateAnswer From(GenerationStatus status, string problemCode) =>
        new() { Status = status, ProblemCode = problemCode };
}
