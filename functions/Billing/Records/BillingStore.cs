using System.Security.Cryptography;
using System.Text;
using Azure;

namespace AiPromptGen.Billing.Records;

/// <param name="ETag">The ETag of the row that the record was read from; default when there is no row yet.</param>
internal sealed record Stored<T>(T Record, ETag ETag);

/// <summary>The billing rows in an account's partition. Every change is written only if the row is as it was read.</summary>
internal sealed class BillingStore(TableClient users)
{
    /// <summary>The most rows of one kind that are read of one account.</summary>
    private const int MaxListed = 5000;

    public Task<Stored<PurchaseRecord>?> FindAsync(
        AccountId account,
        BillingSubject subject,
        CancellationToken cancel
    ) => FindAsync(account, subject.Key, BillingRows.Purchase, cancel);

    public Task<Stored<PaymentRecord>?> FindPaymentAsync(AccountId account, string id, CancellationToken cancel) =>
        FindAsync(account, BillingRows.PaymentPrefix + id, BillingRows.Payment, cancel);

    public Task<Stored<RefundRecord>?> FindRefundAsync(AccountId account, string id, CancellationToken cancel) =>
        FindAsync(account, BillingRows.RefundPrefix + id, BillingRows.Refund, cancel);

    /// <returns>False when a row was no longer as it had been read, so that nothing was written.</returns>
    public async Task<bool> TrySubmitAsync(List<TableTransactionAction> rows, CancellationToken cancel)
    {
        TableGuards.Check(rows);
        try
        {
            await users.SubmitTransactionAsync(rows, cancel);
            return true;
        }
        catch (TableTransactionFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <param name="made">The id of the pack or plan that the key is used for; for a change of plan, a text that names it.</param>
    /// <returns>What the caller's key made; null when it is new.</returns>
    /// <exception cref="ProblemException">409: the key was used for something else.</exception>
    public async Task<BillingSubject?> FindKeyAsync(
        AccountId account,
        string key,
        string made,
        bool isOrder,
        CancellationToken cancel
    ) =>
        await users.FindOneAsync(account.Value, KeyRow(key), cancel) is not { } row ? null
        : BillingSubject.FromKey(row.GetString("Subject")) is var subject
        && subject.IsOrder == isOrder
        && row.GetString("Plan").Equals(made, StringComparison.Ordinal)
            ? subject
        : throw IdempotencyHeader.Reused.ToException();

    /// <summary>The row of a caller's key, to be added with what the key makes.</summary>
    public static TableTransactionAction Key(AccountId account, string key, string made, BillingSubject subject) =>
        new(
            TableTransactionActionType.Add,
            new TableEntity(account.Value, KeyRow(key)) { ["Plan"] = made, ["Subject"] = subject.Key }
        );

    /// <returns>False when another call changed the row meanwhile, so that the caller has to read and decide again.</returns>
    public Task<bool> TryWriteAsync(TableEntity row, ETag read, CancellationToken cancel) =>
        TrySubmitAsync([ToAction(row, read)], cancel);

    /// <summary>The same change as a row that is written in a transaction of the ledger.</summary>
    public static TableTransactionAction ToAction(TableEntity row, ETag read) =>
        read == default
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, read);

    public async Task<IReadOnlyList<SubscriptionRecord>> SubscriptionsAsync(
        AccountId account,
        CancellationToken cancel
    ) =>
        [
            .. (await ListAsync(account, "subscription-", cancel))
                .Select(BillingRows.Purchase)
                .OfType<SubscriptionRecord>(),
        ];

    public async Task<IReadOnlyList<PurchaseRecord>> PurchasesAsync(AccountId account, CancellationToken cancel) =>
        [
            .. (await ListAsync(account, "order-", cancel)).Select(BillingRows.Purchase),
            .. await SubscriptionsAsync(account, cancel),
        ];

    public async Task<IReadOnlyList<PaymentRecord>> PaymentsAsync(AccountId account, CancellationToken cancel) =>
        [.. (await ListAsync(account, BillingRows.PaymentPrefix, cancel)).Select(BillingRows.Payment)];

    /// <summary>The payments of one order or subscription, with the ETags of their rows.</summary>
    public async Task<IReadOnlyList<Stored<PaymentRecord>>> PaymentsAsync(
        AccountId account,
        BillingSubject subject,
        CancellationToken cancel
    ) =>
        [
            .. (await ListAsync(account, BillingRows.PaymentPrefix, cancel))
                .Select(row => new Stored<PaymentRecord>(BillingRows.Payment(row), row.ETag))
                .Where(payment => payment.Record.Subject == subject),
        ];

    public async Task<IReadOnlyList<RefundRecord>> RefundsAsync(AccountId account, CancellationToken cancel) =>
        [.. (await ListAsync(account, BillingRows.RefundPrefix, cancel)).Select(BillingRows.Refund)];

    private async Task<List<TableEntity>> ListAsync(AccountId account, string prefix, CancellationToken cancel)
    {
        // In ASCII '.' follows '-', so the range holds every row key that begins with the prefix.
        var (first, end) = (prefix, prefix[..^1] + ".");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {account.Value} and RowKey ge {first} and RowKey lt {end}"
        );
        return await users.FindAsync(filter, null, cancel).Take(MaxListed).ToListAsync(cancel);
    }

    private async Task<Stored<T>?> FindAsync<T>(
        AccountId account,
        string rowKey,
        Func<TableEntity, T> read,
        CancellationToken cancel
    ) => await users.FindOneAsync(account.Value, rowKey, cancel) is { } row ? new(read(row), row.ETag) : null;

    /// <summary>The key is hashed because it may have characters that a row key may not have.</summary>
    private static string KeyRow(string key) =>
        "billingkey-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>Billing records as rows of the account's partition, by <see cref="RowMap"/>.</summary>
internal static class BillingRows
{
    public const string PaymentPrefix = "payment-";
    public const string RefundPrefix = "refund-";

    public static TableEntity ToRow(AccountId account, PurchaseRecord purchase) =>
        RowMap.ToRow(account.Value, purchase.Subject.Key, purchase);

    public static TableEntity ToRow(AccountId account, PaymentRecord payment) =>
        RowMap.ToRow(account.Value, PaymentPrefix + payment.Id, payment);

    public static TableEntity ToRow(AccountId account, RefundRecord refund) =>
        RowMap.ToRow(account.Value, RefundPrefix + refund.Id, refund);

    public static PurchaseRecord Purchase(TableEntity row)
    {
        var subject = BillingSubject.FromKey(row.RowKey);
        return subject.IsOrder
            ? RowMap.Read<OrderRecord>(row) with
            {
                Id = subject.Id,
            }
            : RowMap.Read<SubscriptionRecord>(row) with
            {
                Id = subject.Id,
            };
    }

    public static PaymentRecord Payment(TableEntity row) =>
        RowMap.Read<PaymentRecord>(row) with
        {
            Id = row.RowKey[PaymentPrefix.Length..],
        };

    public static RefundRecord Refund(TableEntity row) =>
        RowMap.Read<RefundRecord>(row) with
        {
            Id = row.RowKey[RefundPrefix.Length..],
        };
}
