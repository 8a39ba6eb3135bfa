namespace AiPromptGen.Generations.Orchestration;

/// <summary>What the ledger recorded; the audit row says this and not what was intended.</summary>
public sealed record Settlement
{
    public required GenerationStatus Status { get; init; }
    public required string QuotaEvent { get; init; }
    public long ChargedCredits { get; init; }
    public string? ProblemCode { get; init; }

    /// <summary>
    /// Who may have been sent the request, where the answer cannot say it: as <see cref="GenerateAnswer.SentTo"/>.
    /// </summary>
    public string? SentTo { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The account is on its way out, or gone.</summary>
    public static Settlement Erased(DateTimeOffset at) =>
        Of(GenerationStatus.Failed, "erased", AccountClosing.Problem.Code, at);

    public static Settlement Of(GenerationStatus status, string quota, string? problem, DateTimeOffset at) =>
        new()
        {
            Status = status,
            QuotaEvent = quota,
            ProblemCode = problem,
            CompletedAt = at,
        };
}
