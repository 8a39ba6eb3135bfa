using AiPromptGen.Audit;
using Azure;

namespace AiPromptGen.Support;

/// <summary>A grant that one person has asked for and a second one has to approve: a row of the account that it is for.</summary>
internal sealed record AskedGrant
{
    /// <summary>How long a second person may approve it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public required long Credits { get; init; }
    public required GrantReason Reason { get; init; }

    /// <summary>
    /// Who asked, as a keyed hash made for this one grant. The row belongs to the account that gets the credits and is in its export, so
    /// it holds neither the account id nor the audit key of the person of support.
    /// </summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null while it waits.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    public DateTimeOffset ExpiresAt => AskedAt + Lifetime;
}

internal sealed class AskedGrants(StorageClients storage, AccountLedger ledger, AuditKeys keys, TimeProvider time)
{
    private const string RowPrefix = "grantask-";

    /// <summary>Stores what is asked for. A repeat with the same id changes nothing and returns what is stored.</summary>
    /// <param name="id">The id of the grant.</param>
    public async Task<AskedGrant> AskAsync(
        AccountId account,
        string id,
        AccountId support,
        SupportGrantRequest request,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(account, id, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var now = time.GetUtcNow();
        var asked = new AskedGrant
        {
            Credits = request.Credits,
            Reason = request.Reason,
            AskedBy = SealOf(account, id, support, now),
            AskedAt = now,
        };
        var row = RowMap.ToRow(account.Value, RowPrefix + id, asked);
        await ledger.AddRowAsync(AccountRef.Current(account), row, cancellationToken);
        // When two requests come at once, the stored row may be the other one's.
        return await FindAsync(account, id, cancellationToken) ?? asked;
    }

    public async Task<AskedGrant?> FindAsync(AccountId account, string id, CancellationToken cancellationToken) =>
        await storage.Users.FindOneAsync(account.Value, RowPrefix + id, cancellationToken) is { } row
            ? RowMap.Read<AskedGrant>(row)
            : null;

    /// <summary>Whether this person is the one who asked for the grant.</summary>
    public bool IsBy(AskedGrant asked, AccountId account, string id, AccountId support) =>
        string.Equals(asked.AskedBy, SealOf(account, id, support, asked.AskedAt), StringComparison.Ordinal);

    private string SealOf(AccountId account, string id, AccountId support, DateTimeOffset at) =>
        keys.SealOf($"{support.Value}\n{account.Value}\n{id}", at);

    /// <summary>Marks the grant as approved. The action belongs in the transaction that grants the credits.</summary>
    public TableTransactionAction Approved(AccountId account, string id) =>
        new(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(account.Value, RowPrefix + id) { [nameof(AskedGrant.ApprovedAt)] = time.GetUtcNow() },
            ETag.All
        );
}
