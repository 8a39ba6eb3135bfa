using AiPromptGen.Audit;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations;

public sealed record AuditRequest
{
    public required GenerationStart Start { get; init; }
    public required GenerateAnswer Answer { get; init; }
    public required SettleAnswer Settled { get; init; }
}

internal sealed class AuditActivity(AuditTrail trail, AppTelemetry telemetry)
{
    [Function(nameof(WriteAudit))]
    public async Task WriteAudit([ActivityTrigger] AuditRequest request, CancellationToken cancellationToken)
    {
        var (start, settled) = (request.Start, request.Settled);
        using var step = telemetry.StartStep(nameof(WriteAudit), start.TraceParent);
        var row = RowOf(trail.KeyOf(new AccountId(start.AccountId), start.AcceptedAt), start, request.Answer, settled);
        await trail.WriteAsync(row, cancellationToken);
        telemetry.GenerationCompleted(
            start.Kind is { } kind ? Generation.Word(kind) : "unknown",
            row.RequestStatus,
            RouteNames.Served(request.Answer),
            settled.ChargedCredits,
            settled.CompletedAt - start.AcceptedAt
        );
    }

    public static AuditRow RowOf(AccountKey key, GenerationStart start, GenerateAnswer answer, SettleAnswer settled)
    {
        var status = Generation.Word(settled.Status);
        return new AuditRow
        {
            Id = start.GenerationId,
            AccountKey = key,
            RequestStatus = settled.ProblemCode is { } code ? $"{status}:{code}" : status,
            SafetyDecision = SafetyOf(answer),
            ModelRoute = RouteNames.OfAll(answer) ?? settled.SentTo,
            QuotaEvent = settled.QuotaEvent,
            RequestedAt = start.AcceptedAt,
            CompletedAt = settled.CompletedAt,
        };
    }

    private static string? SafetyOf(GenerateAnswer answer) =>
        (answer.SafetyDecision, answer.SafetyCategories) switch
        {
            (null, _) => null,
            (var decision, null) => $"{decision}:{answer.SafetyStage}",
            (var decision, var categories) => $"{decision}:{answer.SafetyStage}:{categories}",
        };
}
