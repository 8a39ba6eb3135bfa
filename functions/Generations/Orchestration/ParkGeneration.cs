namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// Called when every attempt of Settle has failed: marks the row as parked, so that a person looks at it, and cleans up. When the credits
/// were settled and only cleaning up had failed, it only cleans up.
/// </summary>
internal sealed class ParkGeneration(
    AccountLedger ledger,
    GenerationStore generations,
    CleanUp cleanUp,
    TimeProvider time
)
{
    [Function(nameof(ParkGeneration))]
    public async Task<Settlement> RunAsync([ActivityTrigger] Settle.Input input, CancellationToken cancellationToken)
    {
        var settled = await ParkAsync(input.Start, cancellationToken);
        await cleanUp.RunAsync(input, settled, cancellationToken);
        return settled;
    }

    private async Task<Settlement> ParkAsync(GenerationStart start, CancellationToken cancellationToken)
    {
        var (account, now) = (new AccountId(start.AccountId), time.GetUtcNow());
        var generation = await generations.FindAsync(account, start.GenerationId, cancellationToken);
        if (generation is null)
        {
            return Settlement.Erased(now);
        }

        if (!generation.IsFinal)
        {
            var parked = GenerationChanges.Final(start, GenerationStatus.Parked, 0, GenerationProblems.Parked, now);
            // An attempt of Settle that was believed dead may end the generation meanwhile. What it charged must not be marked as parked, so
            // the row is written only as it was read; otherwise this activity fails and its next attempt finds the end.
            var asRead = new TableTransactionAction(parked.ActionType, parked.Entity, generation.ETag);
            await ledger.LeaveAsync(account, start.GenerationId, asRead, cancellationToken);
            generation = generation with
            {
                Status = GenerationStatus.Parked,
                ProblemCode = GenerationProblems.Parked,
                CompletedAt = now,
            };
        }

        var quota = QuotaEventOf(generation);
        return Settlement.From(generation.Status, quota, generation.ProblemCode, generation.CompletedAt ?? now) with
        {
            ChargedCredits = generation.ChargedCredits,
            SentTo = generation.SentTo,
        };
    }

    /// <summary>What the ledger recorded, in case an attempt did settle the generation and its answer was lost.</summary>
    public static string QuotaEventOf(Generation generation) =>
        generation switch
        {
            { Status: GenerationStatus.Parked } => "parked",
            { Status: GenerationStatus.Succeeded, IsLate: true } => Settle.DeliveredFree,
            { Status: GenerationStatus.Succeeded } => $"committed:{generation.ChargedCredits}",
            { ProblemCode: GenerationProblems.Expired } => Generation.Word(ReservationStatus.Expired),
            _ => Generation.Word(ReservationStatus.Released),
        };
}
