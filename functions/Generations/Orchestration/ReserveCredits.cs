namespace AiPromptGen.Generations.Orchestration;

/// <summary>Sets the dearest price aside and says that the generation runs, in one transaction. Repeated, it answers the same.</summary>
internal sealed class ReserveCredits(AccountLedger ledger)
{
    public sealed record Input
    {
        public required string AccountId { get; init; }

        /// <summary>Also the reservation's.</summary>
        public required string GenerationId { get; init; }
        public required long Credits { get; init; }

        /// <summary>From then on the sweep may give them back.</summary>
        public required DateTimeOffset Deadline { get; init; }

        public static Input From(GenerationStart start) =>
            new()
            {
                AccountId = start.AccountId,
                GenerationId = start.GenerationId,
                Credits = start.ReserveCredits,
                Deadline = start.ReservationDeadline,
            };
    }

    public sealed record Output
    {
        /// <summary>Why nothing is reserved; null when it is.</summary>
        public string? ProblemCode { get; init; }
    }

    [Function(nameof(ReserveCredits))]
    public async Task<Output> RunAsync([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        var request = new ReserveRequest
        {
            AccountId = new AccountId(input.AccountId),
            ReservationId = input.GenerationId,
            Amount = new CreditAmount(input.Credits),
            Deadline = input.Deadline,
        };
        try
        {
            var outcome = await ledger.ReserveAsync(
                request,
                _ => [GenerationChanges.Running(request.AccountId, input.GenerationId)],
                cancellationToken
            );
            return outcome switch
            {
                ReserveResult.Insufficient => Not(GenerationProblems.InsufficientCredits),
                ReserveResult.TooManyOpen => Not(GenerationProblems.TooManyReservations),
                // Already resolved: this orchestration ran before. Generate and Settle find what stands.
                _ => new Output(),
            };
        }
        catch (Exception erased) when (IsErased(erased))
        {
            return Not(AccountClosing.Problem.Code);
        }
    }

    /// <summary>The account is on its way out, or gone and its id may be a new account's: this generation is not the new one's.</summary>
    private static bool IsErased(Exception exception) =>
        exception is AccountNotFoundException or OtherRowConflictException { Status: 404 }
        || (exception is ProblemException { Problem: var problem } && ReferenceEquals(problem, AccountClosing.Problem));

    private static Output Not(string problemCode) => new() { ProblemCode = problemCode };
}
