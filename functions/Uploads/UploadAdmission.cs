namespace AiPromptGen.Uploads;

/// <summary>Counts an upload against the account's rate before its bytes are decoded: decoding is what somebody would attack with.</summary>
internal sealed class UploadAdmission(
    AccountOpening opening,
    AccountLedger ledger,
    UsageLimits limits,
    TimeProvider time
)
{
    public async Task<LedgerAccount> CountAsync(
        HttpRequest request,
        string uploadId,
        CancellationToken cancellationToken
    )
    {
        var caller = request.Caller();
        var account = await opening.OpenAsync(caller, cancellationToken);
        var decision = await ledger.ChangeAsync(account.Id, a => Count(a, caller, uploadId), cancellationToken);
        if (decision is AdmissionDecision.Admitted admitted)
        {
            limits.SetHeaders(request.HttpContext.Response, admitted.Remaining, admitted.Reset);
        }

        return UsageLimits.ProblemOf(decision) is { } problem ? throw problem.ToException() : account;
    }

    private LedgerChange<AdmissionDecision> Count(LedgerAccount account, Caller caller, string uploadId)
    {
        // An upload ends with its request, so it is never one of the generations that are on the way.
        var perUpload = limits.Of(TimeSpan.Zero) with
        {
            Concurrent = AdmissionRules.MostActive,
            Refusals = null,
        };
        var decision = AdmissionRules.Admit(account.Usage, uploadId, perUpload, time.GetUtcNow());
        return decision is AdmissionDecision.Admitted admitted
            ? new LedgerChange<AdmissionDecision>
            {
                Outcome = decision,
                Usage = AdmissionRules.Leave(admitted.State, uploadId),
                Profile = opening.Seen(account, caller),
            }
            : LedgerChange.Nothing<AdmissionDecision>(decision);
    }
}
