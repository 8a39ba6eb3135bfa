using Azure;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Billing.Records;

/// <summary>
/// Finds the account of an order or a subscription by our id of it, which PayPal repeats in events and answers. It also holds when each is
/// to be compared with PayPal next.
/// </summary>
internal sealed class BillingIndex(TableClient table)
{
    /// <summary>The most due rows that one run reads. So many are due only when no run has succeeded for months.</summary>
    private const int MaxRead = 50_000;

    public sealed record Place([property: StoredAs("AccountId")] AccountId Account, BillingSubject Subject);

    /// <param name="Since">When it was made or last changed.</param>
    public sealed record Due(Place Place, DateTimeOffset Since, ETag ETag);

    /// <param name="Since">Null on rows that were written before this time was stored.</param>
    /// <param name="CheckAt">When to compare it with PayPal next; null when it is never compared again.</param>
    private sealed record Entry([property: StoredAs("")] Place Place, DateTimeOffset? Since, DateTimeOffset? CheckAt);

    /// <summary>Adds the row before PayPal is asked, so that no event can come too early, with the time of the first comparison.</summary>
    public Task AddOwnAsync(Place place, DateTimeOffset now, CancellationToken cancel)
    {
        var row = Row(new(place, now, ReconciliationRules.NextCheck(isOpen: true, now, now)));
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    /// <param name="id">Our id. Old rows also have the provider's ids, which are no longer written.</param>
    public async Task<Place?> FindAsync(string id, CancellationToken cancel) =>
        await table.FindOneAsync(Shards.ForId(id), id, cancel) is { } row ? RowMap.Read<Entry>(row).Place : null;

    /// <summary>
    /// The rows that are due, from all accounts by turns, so that an account with very many orders does not keep others waiting. Within an
    /// account the row that has waited longest comes first.
    /// </summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateTimeOffset now, int max, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"CheckAt le {now}");
        var rows = await table.FindAsync(filter, null, cancel).Take(MaxRead).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => (Entry: RowMap.Read<Entry>(row), row.ETag))
                .GroupBy(d => d.Entry.Place.Account)
                .SelectMany(own => own.OrderBy(d => d.Entry.CheckAt).Select((d, turn) => (d.Entry, d.ETag, turn)))
                .OrderBy(d => d.turn)
                .ThenBy(d => d.Entry.CheckAt)
                .Select(d => new Due(d.Entry.Place, d.Entry.Since ?? now, d.ETag))
                .Take(max),
        ];
    }

    /// <param name="next">
    /// When to compare it next. With null it is never compared again, but the row stays, so that events still find the account.
    /// </param>
    public async Task CheckedAsync(Due due, DateTimeOffset? next, CancellationToken cancel)
    {
        try
        {
            var row = Row(new(due.Place, due.Since, next));
            await table.UpdateEntityAsync(row, due.ETag, TableUpdateMode.Replace, cancel);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Another run has written the row meanwhile, or the account was erased.
        }
    }

    public async Task<bool> AnyAsync(CancellationToken cancel) =>
        await table.FindAsync(null, ["RowKey"], cancel, perPage: 1).AnyAsync(cancel);

    /// <summary>
    /// Deletes all rows of a closing account, found by the account and not by its own rows, because a purchase whose request died has a row
    /// here only.
    /// </summary>
    public async Task RemoveAllAsync(AccountId account, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"AccountId eq {account.Value}");
        await foreach (var row in table.FindAsync(filter, ["PartitionKey", "RowKey"], cancel))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancel) =>
        table.DeleteEntityAsync(Shards.ForId(id), id, ETag.All, cancel);

    /// <summary>Deletes a row unless it was written since it was read: its purchase may have been stored meanwhile.</summary>
    public async Task RemoveAsync(Due due, CancellationToken cancel)
    {
        try
        {
            var id = due.Place.Subject.Id;
            await table.DeleteEntityAsync(Shards.ForId(id), id, due.ETag, cancel);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // The next run looks at it again.
        }
    }

    private static TableEntity Row(Entry entry)
    {
        var id = KeyPart.Require(entry.Place.Subject.Id, nameof(entry));
        return RowMap.ToRow(Shards.ForId(id), id, entry);
    }
}

/// <summary>The tables that billing has beside the accounts' partitions. They are not created while paid plans are off.</summary>
internal sealed class BillingTables(StorageClients storage, ShopCatalog catalog) : IHostedService
{
    /// <summary>The account of each order and subscription; old rows also have ids of payments.</summary>
    public TableClient Index { get; } = storage.Tables.GetTableClient("billingindex");

    /// <summary>
    /// Receipts of erased accounts, which the law requires, and their purchases that may still bring money. They name no account and no
    /// person.
    /// </summary>
    public TableClient Invoices { get; } = storage.Tables.GetTableClient("invoices");

    public Task StartAsync(CancellationToken cancellationToken) =>
        catalog.IsOpen
            ? Task.WhenAll(
                Index.CreateIfNotExistsAsync(cancellationToken),
                Invoices.CreateIfNotExistsAsync(cancellationToken)
            )
            : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
