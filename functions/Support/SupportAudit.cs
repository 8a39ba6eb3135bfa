using AiPromptGen.Audit;
using AiPromptGen.Platform;

namespace AiPromptGen.Support;

/// <summary>What support does leaves audit rows too, in the same tables: who by keyed hash, what kind of act, when.</summary>
internal sealed class SupportAudit(AuditTrail trail, Ids ids, TimeProvider time)
{
    private const string None = "none";

    /// <summary>Written before the act: nothing is done, or answered, that is not on record.</summary>
    public Task BeforeAsync(AccountId support, string act, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return trail.WriteAsync(Row(ids.New(), support, act, None, now), cancellationToken);
    }

    /// <summary>
    /// A question about one account leaves a row of that account as well, with the same id but for its end: whose rows were
    /// read is on record, and the person's own export shows it.
    /// </summary>
    public async Task AskedAsync(AccountId support, string act, AccountId? asked, CancellationToken cancellationToken)
    {
        var (id, now) = (ids.New(), time.GetUtcNow());
        await trail.WriteAsync(Row(id, support, act, None, now), cancellationToken);
        if (asked is { } account)
        {
            await trail.WriteAsync(Row($"{id}-asked", account, "support-asked", None, now), cancellationToken);
        }
    }

    /// <summary>What the act did to somebody's account; the same row when it is told again.</summary>
    public Task AfterAsync(
        string id,
        AccountId account,
        string act,
        string quotaEvent,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) => trail.WriteAsync(Row(id, account, act, quotaEvent, at), cancellationToken);

    private AuditRow Row(string id, AccountId account, string act, string quotaEvent, DateTimeOffset at) =>
        new()
        {
            Id = id,
            AccountKey = trail.KeyOf(account, at),
            RequestStatus = act,
            QuotaEvent = quotaEvent,
            RequestedAt = at,
            CompletedAt = at,
        };
}
