using AiPromptGen.Audit;

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

    /// <summary>A question. One about an account says whose rows were read, by the key that stands for it in them.</summary>
    public Task AskedAsync(AccountId support, string act, AccountId? asked, CancellationToken cancellationToken) =>
        BeforeAsync(
            support,
            asked is { } account ? $"{act}:{trail.KeyOf(account, time.GetUtcNow()).Value}" : act,
            cancellationToken
        );

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
