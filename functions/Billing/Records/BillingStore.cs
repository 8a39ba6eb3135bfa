using System.Security.Cryptography;
using System.Text;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Billing.Records;

/// <param name="ETag">Of the row it was read from; default when there is none yet.</param>
internal sealed record Stored<T>(T Record, ETag ETag);

/// <summary>Billing rows of an account's partition. Every change is on condition of what was read.</summary>
internal sealed class BillingStore(TableClient users)
{
    /// <summary>Rows of one kind that are read of one person.</summary>
    private const int MostListed = 5000;

    public async Task<Stored<PurchaseRecord>?> FindAsync(
        AccountId account,
        BillingSubject subject,
        CancellationToken cancellation
    ) =>
        await FindAsync(account, subject.Key, cancellation) is { } row
            ? new(BillingRows.Purchase(row), row.ETag)
            : null;

    public async Task<Stored<PaymentRecord>?> FindPaymentAsync(
        AccountId account,
        string id,
        CancellationToken cancellation
    ) =>
        await FindAsync(account, BillingRows.PaymentPrefix + id, cancellation) is { } row
            ? new(BillingRows.Payment(row), row.ETag)
            : null;

    public async Task<Stored<RefundRecord>?> FindRefundAsync(
        AccountId account,
        string id,
        CancellationToken cancellation
    ) =>
        await FindAsync(account, BillingRows.RefundPrefix + id, cancellation) is { } row
            ? new(BillingRows.Refund(row), row.ETag)
            : null;

    /// <summary>Only while its payment is as it was read: nothing is written for an account that was erased meanwhile.</summary>
    /// <returns>False when the payment has changed, or the refund is there already.</returns>
    public async Task<bool> AddRefundAsync(
        AccountId account,
        RefundRecord refund,
        Stored<PaymentRecord> payment,
        CancellationToken cancellation
    )
    {
        List<TableTransactionAction> rows =
        [
            new(TableTransactionActionType.Add, BillingRows.ToRow(account, refund)),
            Passenger(BillingRows.ToRow(account, payment.Record), payment.ETag),
        ];
        return await TrySubmitAsync(rows, cancellation);
    }

    /// <returns>False when a row was not as it had been read.</returns>
    public async Task<bool> TrySubmitAsync(List<TableTransactionAction> rows, CancellationToken cancellation)
    {
        TableGuards.Check(rows);
        try
        {
            await users.SubmitTransactionAsync(rows, cancellation);
            return true;
        }
        catch (TableTransactionFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <param name="made">Id of the pack or plan, or what else the key asked for.</param>
    /// <returns>What the caller's key made; null when it is new.</returns>
    /// <exception cref="ProblemException">It made something else.</exception>
    public async Task<BillingSubject?> FindKeyAsync(
        AccountId account,
        string key,
        string made,
        bool isOrder,
        CancellationToken cancellation
    ) =>
        await FindAsync(account, KeyRow(key), cancellation) is not { } row ? null
        : BillingSubject.Parse(row.GetString("Subject")) is var subject
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

    /// <returns>False when somebody else changed the row meanwhile: read and decide again.</returns>
    public async Task<bool> TryWriteAsync(TableEntity row, ETag read, CancellationToken cancellation)
    {
        try
        {
            await (
                read == default
                    ? users.AddEntityAsync(row, cancellation)
                    : users.UpdateEntityAsync(row, read, TableUpdateMode.Replace, cancellation)
            );
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The same change as a row that rides in a transaction of the ledger.</summary>
    public static TableTransactionAction Passenger(TableEntity row, ETag read) =>
        read == default
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, read);

    public async Task<IReadOnlyList<SubscriptionRecord>> SubscriptionsAsync(
        AccountId account,
        CancellationToken cancellation
    ) =>
        [
            .. (await ListAsync(account, "subscription-", cancellation))
                .Select(BillingRows.Purchase)
                .OfType<SubscriptionRecord>(),
        ];

    public async Task<IReadOnlyList<PurchaseRecord>> PurchasesAsync(
        AccountId account,
        CancellationToken cancellation
    ) =>
        [
            .. (await ListAsync(account, "order-", cancellation)).Select(BillingRows.Purchase),
            .. await SubscriptionsAsync(account, cancellation),
        ];

    public async Task<IReadOnlyList<PaymentRecord>> PaymentsAsync(AccountId account, CancellationToken cancellation) =>
        [.. (await ListAsync(account, BillingRows.PaymentPrefix, cancellation)).Select(BillingRows.Payment)];

    /// <summary>Those of one order or subscription, as they are stored.</summary>
    public async Task<IReadOnlyList<Stored<PaymentRecord>>> PaymentsAsync(
        AccountId account,
        BillingSubject subject,
        CancellationToken cancellation
    ) =>
        [
            .. (await ListAsync(account, BillingRows.PaymentPrefix, cancellation))
                .Select(row => new Stored<PaymentRecord>(BillingRows.Payment(row), row.ETag))
                .Where(payment => payment.Record.Subject == subject),
        ];

    public async Task<IReadOnlyList<RefundRecord>> RefundsAsync(AccountId account, CancellationToken cancellation) =>
        [.. (await ListAsync(account, BillingRows.RefundPrefix, cancellation)).Select(BillingRows.Refund)];

    private async Task<List<TableEntity>> ListAsync(AccountId account, string prefix, CancellationToken cancellation)
    {
        // '.' is the character after '-': the range holds what begins with the prefix.
        var (first, end) = (prefix, prefix[..^1] + ".");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {account.Value} and RowKey ge {first} and RowKey lt {end}"
        );
        var rows = new List<TableEntity>();
        await foreach (var row in users.QueryAsync<TableEntity>(filter, null, null, cancellation))
        {
            rows.Add(row);
            if (rows.Count == MostListed)
            {
                break;
            }
        }

        return rows;
    }

    private async Task<TableEntity?> FindAsync(AccountId account, string rowKey, CancellationToken cancellation)
    {
        var found = await users.GetEntityIfExistsAsync<TableEntity>(account.Value, rowKey, null, cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Hashed: a key may hold characters that a row key may not.</summary>
    private static string KeyRow(string key) =>
        "billingkey-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
