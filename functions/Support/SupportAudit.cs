using AiPromptGen.Audit;

namespace AiPromptGen.Support;

/// <summary>
/// Writes audit rows about what support does, into the same tables: who it was, as a keyed hash, which kind of act, and when.
/// </summary>
internal sealed class SupportAudit(AuditTrail trail, Ids ids, TimeProvider time)
{
    private const string None = "none";

    /// <summary>Writes the row before the act, so that nothing is done or answered without a record.</summary>
    public Task BeforeAsync(AccountId support, string act, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return trail.WriteAsync(Row(ids.New(), support, act, None, now), cancellationToken);
    }

    /// <summary>
    /// Writes the row about a question before it is answered. For a question about an account the row has that account's key, so that it
    /// shows whose rows were read.
    /// </summary>
    public Task AskedAsync(AccountId support, string act, AccountId? asked, CancellationToken cancellationToken) =>
        BeforeAsync(
            support,
            asked is { } account ? $"{act}:{trail.KeyOf(account, time.GetUtcNow()).Value}" : act,
            cancellationToken
        );

    /// <summary>
    /// Writes the row about what the act did to an account. A repeated act with the same id and time writes the same row.
    /// </summary>
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
