namespace AiPromptGen.Generations.Orchestration;

/// <summary>Reserves the highest price of the generation and marks it as running, in one transaction. A repeat gets the same answer.</summary>
internal sealed class ReserveCredits(AccountLedger ledger)
{
    public sealed record Input
    {
        public required string AccountId { get; init; }

        /// <summary>Also the id of the reservation.</summary>
        public required string GenerationId { get; init; }
        public required long Credits { get; init; }

        /// <summary>From this time on the sweep may give the credits back.</summary>
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
        /// <summary>Why no credits were reserved; null when they were.</summary>
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
                // The reservation is resolved already, because this orchestration ran before. Generate and Settle find what was decided.
                _ => new Output(),
            };
        }
        catch (Exception erased) when (IsErased(erased))
        {
            return Not(AccountClosing.Problem.Code);
        }
    }

    /// <summary>
    /// Whether the account is being erased, or was. Its id may belong to a new account by now, which does not have this generation.
    /// </summary>
    private static bool IsErased(Exception exception) =>
        exception is AccountNotFoundException or OtherRowConflictException { Status: 404 }
        || (exception is ProblemException { Problem: var problem } && ReferenceEquals(problem, AccountClosing.Problem));

    private static Output Not(string problemCode) => new() { ProblemCode = problemCode };
}
