using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// Asks the routes and stores what they made. It ends at its deadline whatever a provider does, so that no durable timer is needed:
/// what is on its way then goes on unheard, and a result that it still brings is its owner's, free.
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

        /// <summary>The deadline of all attempts together.</summary>
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
            // Only the deadline ends the waiting: whoever obeys a cancellation ends by itself.
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
            // Only the type: a message may quote the prompt.
            LogLateFault(generationId, fault.GetType().Name);
        }
    }

    [LoggerMessage(
        2004,
        LogLevel.Warning,
        "Generation {GenerationId}: what went on past its deadline failed ({Fault})"
    )]
    private partial void LogLateFault(string generationId, string fault);
}

/// <summary>How a generation ended: enough to settle and to audit, nothing of the content. Its row keeps it, too.</summary>
public sealed record GenerateAnswer
{
    public required GenerationStatus Status { get; init; }
    public long PriceCredits { get; init; }
    public string? ProblemCode { get; init; }
    public string? Provider { get; init; }
    public string? Model { get; init; }

    /// <summary>
    /// Every route that was sent the request, whether it answered or not: "provider/model", parted by commas. Null where nothing
    /// left the program.
    /// </summary>
    public string? SentTo { get; init; }

    /// <summary>Why it costs nothing, where prompts and route alone do not say it: of <see cref="FreeRules"/>.</summary>
    public string? FreeReason { get; init; }
    public string? SafetyDecision { get; init; }
    public string? SafetyStage { get; init; }

    /// <summary>Of <see cref="AiPromptGen.Prompts.ContentCategories"/>, parted by commas.</summary>
    public string? SafetyCategories { get; init; }

    /// <summary>Without a result.</summary>
    public static GenerateAnswer From(GenerationStatus status, string problemCode) =>
        new() { Status = status, ProblemCode = problemCode };
}
