using AiPromptGen.Audit;
using AiPromptGen.Platform;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Generations;

public sealed record AuditRequest
{
    public required GenerationStart Start { get; init; }
    public required GenerateAnswer Answer { get; init; }
    public required SettleAnswer Settled { get; init; }
}

internal sealed class AuditActivity(AuditTrail trail)
{
    [Function(nameof(WriteAudit))]
    public Task WriteAudit([ActivityTrigger] AuditRequest request, CancellationToken cancellationToken)
    {
        var key = trail.KeyOf(new AccountId(request.Start.AccountId), request.Start.AcceptedAt);
        return trail.WriteAsync(RowOf(key, request.Start, request.Answer, request.Settled), cancellationToken);
    }

    public static AuditRow RowOf(AccountKey key, GenerationStart start, GenerateAnswer answer, SettleAnswer settled)
    {
        var status = Generation.Word(settled.Status);
        return new AuditRow
        {
            Id = start.GenerationId,
            AccountKey = key,
            RequestStatus = settled.ProblemCode is { } code ? $"{status}:{code}" : status,
            SafetyDecision = answer.SafetyDecision is { } decision ? $"{decision}:{answer.SafetyStage}" : null,
            ModelRoute = answer.Provider is { } provider ? $"{provider}/{answer.Model}" : null,
            QuotaEvent = settled.QuotaEvent,
            RequestedAt = start.AcceptedAt,
            CompletedAt = settled.CompletedAt,
        };
    }
}
