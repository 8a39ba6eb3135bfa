using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Uploads;

namespace AiPromptGen.Generations;

/// <summary>A generation on the way: new, or the one that this idempotency key made before.</summary>
internal sealed record Acceptance
{
    public required Generation Generation { get; init; }
    public required GenerationStart Start { get; init; }

    /// <summary>The account's balance when the request came, in credits, so that the answer needs no further read.</summary>
    public required long Balance { get; init; }

    /// <summary>When the account was opened, so that the next part of a batch is for the same account.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What is left of the account's limits; null for a repeated request, which is not counted again.</summary>
    public AdmissionResult.Admitted? Usage { get; init; }

    public bool IsReplay => Usage is null;
}

/// <summary>
/// Accepts a request: writes the generation, its idempotency key, the claim on its upload and the account's usage in one transaction.
/// A request that is refused leaves nothing behind.
/// </summary>
internal sealed class GenerationAcceptance(
    AccountOpening opening,
    AccountLedger ledger,
    UsageLimits limits,
    UploadStore uploads,
    GenerationStore generations,
    IdempotencyKeys keys,
    PendingGenerations pending,
    GenerationStarts starts,
    ModelRoutes routes,
    Ids ids,
    TimeProvider time
)
{
    public async Task<Acceptance> AcceptAsync(
        Caller caller,
        GenerationRequest request,
        string key,
        CancellationToken cancellationToken
    )
    {
        var account = await opening.OpenAsync(caller, cancellationToken);
        var own = keys.Of(key, request);
        try
        {
            return await AcceptNewAsync(caller, account, request, own, cancellationToken);
        }
        catch (ProblemException)
        {
            // A repeated request gets its first answer, whatever may keep a new generation from being accepted now. The key is
            // looked up only here, so that a new request does not pay for it.
            if (await keys.FindAsync(account.Id, own, cancellationToken) is { } earlier)
            {
                return Accepted(account, earlier, usage: null);
            }

            throw;
        }
    }

    private async Task<Acceptance> AcceptNewAsync(
        Caller caller,
        LedgerAccount account,
        GenerationRequest request,
        IdempotencyKey key,
        CancellationToken cancellationToken
    )
    {
        if (!routes.Offers(request))
        {
            throw GenerationProblems.KindUnavailable.ToException();
        }

        var upload = await FindUploadAsync(account.Id, request, cancellationToken);
        var parent = await FindParentAsync(account.Id, request, cancellationToken);
        var price = Pricing.ToReserve(
            routes.For(request).Select(caller => caller.Route),
            request,
            parent?.Controls ?? parent?.Request.Controls
        );
        var now = time.GetUtcNow();
        if (account.Credits.Available(now) < new CreditAmount(price))
        {
            throw GenerationProblems.Insufficient(price, account.Credits.Available(now).Value).ToException();
        }

        // The limits are looked at before anything is written, so that a request over them leaves nothing behind. The
        // transaction below decides again.
        Refuse(AdmissionRules.Admit(account.Usage, "new", limits.For(GenerationLadder.ReservationLifetime), now));
        var generation = new Generation
        {
            Account = account.Id,
            Id = ids.New(),
            Request = request,
            Status = GenerationStatus.Queued,
            Sequence = GenerationChanges.QueuedSequence,
            AcceptedAt = now,
            ReservedCredits = price,
            KeyRow = key.RowKey,
        };
        var waiting = new PendingGenerations.Entry(account.Id, generation.Id, now);
        await pending.AddAsync(waiting, cancellationToken);
        try
        {
            var admission = await ledger.ChangeAsync(
                account.Ref,
                a => Admit(a, caller, generation, key, upload),
                cancellationToken
            );
            Refuse(admission);
            return Accepted(account, generation, admission as AdmissionResult.Admitted);
        }
        catch (ProblemException refused) when (ReferenceEquals(refused.Problem, AccountClosing.Problem))
        {
            // The erasure deletes the account's rows of that table, perhaps before this one was there, and it names the account too.
            await pending.RemoveAsync(waiting, CancellationToken.None);
            throw;
        }
        catch (OtherRowConflictException)
        {
            // The key or the upload was taken meanwhile. If it was the key, AcceptAsync finds the generation that has it.
            throw UploadProblems.InUse.ToException();
        }
    }

    private Acceptance Accepted(LedgerAccount account, Generation generation, AdmissionResult.Admitted? usage) =>
        new()
        {
            Generation = generation,
            Start = starts.Of(generation),
            Balance = account.Credits.Balance.Value,
            OpenedAt = account.OpenedAt,
            Usage = usage,
        };

    private static void Refuse(AdmissionResult decision)
    {
        if (UsageLimits.ProblemOf(decision) is { } problem)
        {
            throw problem.ToException();
        }
    }

    /// <returns>The generation to remix; null where the request is no remix.</returns>
    private async Task<Generation?> FindParentAsync(
        AccountId account,
        GenerationRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.ParentId is not { } id)
        {
            return null;
        }

        var parent = await generations.FindAsync(account, id, cancellationToken);
        return parent is { Status: GenerationStatus.Succeeded, Prompt: not null }
            ? parent
            : throw GenerationProblems.ParentNotFound.ToException();
    }

    private async Task<Upload?> FindUploadAsync(
        AccountId account,
        GenerationRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Source?.UploadId is not { } id)
        {
            return null;
        }

        var upload =
            await uploads.FindAsync(account, id, cancellationToken) ?? throw UploadProblems.NotFound.ToException();
        return upload.ClaimedBy is null ? upload : throw UploadProblems.InUse.ToException();
    }

    private LedgerChange<AdmissionResult> Admit(
        LedgerAccount account,
        Caller caller,
        Generation generation,
        IdempotencyKey key,
        Upload? upload
    )
    {
        var (now, activeFor) = (time.GetUtcNow(), GenerationLadder.ReservationLifetime);
        var decision = AdmissionRules.Admit(account.Usage, generation.Id, limits.For(activeFor), now);
        var isOurs = account.Usage.Active.Any(a => a.Id.Equals(generation.Id, StringComparison.Ordinal));
        if (decision is not AdmissionResult.Admitted admitted || isOurs)
        {
            return LedgerChange.Nothing<AdmissionResult>(decision);
        }

        List<TableTransactionAction> rows =
        [
            new(TableTransactionActionType.Add, generation.ToRow()),
            new(TableTransactionActionType.Add, IdempotencyKeys.Row(account.Id, key, generation.Id)),
        ];
        if (upload is not null)
        {
            rows.Add(UploadStore.Claim(account.Id, upload, generation.Id));
        }

        return new LedgerChange<AdmissionResult>
        {
            Outcome = admitted,
            Usage = admitted.State,
            Profile = opening.Seen(account, caller),
            OtherRows = rows,
        };
    }
}
