using Azure;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Billing.Records;

/// <summary>Whose an order or a subscription is, by our id of it: PayPal repeats that id wherever it tells of it.</summary>
internal sealed class BillingIndex(TableClient table)
{
    /// <summary>The most due rows that one run reads. So many are due only when no run has succeeded for months.</summary>
    private const int MaxRead = 50_000;

    public sealed record Place([property: StoredAs("AccountId")] AccountId Account, BillingSubject Subject);

    /// <param name="Since">When it was made or last changed.</param>
    public sealed record Due(Place Place, DateTimeOffset Since, ETag ETag);

    /// <param name="Since">Null on rows that were written before this time was stored.</param>
    /// <param name="CheckAt">Null: never again.</param>
    private sealed record Entry([property: StoredAs("")] Place Place, DateTimeOffset? Since, DateTimeOffset? CheckAt);

    /// <summary>Before PayPal hears of it, so that no event can come too early; with its first comparison.</summary>
    public Task AddOwnAsync(Place place, DateTimeOffset now, CancellationToken cancel)
    {
        var row = Row(new(place, now, ReconciliationRules.NextCheck(isOpen: true, now, now)));
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    /// <param name="id">Ours; the provider's of what was bought before those were left out.</param>
    public async Task<Place?> FindAsync(string id, CancellationToken cancel) =>
        await table.FindOneAsync(Shards.ForId(id), id, cancel) is { } row ? RowMap.Read<Entry>(row).Place : null;

    /// <summary>
    /// What is due, taken from all accounts by turns: an account with very many orders keeps nobody else waiting. Within an
    /// account the one that has waited longest comes first.
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

    /// <param name="next">Null: never again, but the row stays to be found.</param>
    public async Task CheckedAsync(Due due, DateTimeOffset? next, CancellationToken cancel)
    {
        try
        {
            var row = Row(new(due.Place, due.Since, next));
            await table.UpdateEntityAsync(row, due.ETag, TableUpdateMode.Replace, cancel);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Another run was faster, or the account was erased.
        }
    }

    public async Task<bool> AnyAsync(CancellationToken cancel) =>
        await table.FindAsync(null, ["RowKey"], cancel, perPage: 1).AnyAsync(cancel);

    /// <summary>
    /// Of an account that takes nothing new, whatever its own rows know of: a purchase whose request died has a row here alone.
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

    private static TableEntity Row(Entry entry)
    {
        var id = KeyPart.Require(entry.Place.Subject.Id, nameof(entry));
        return RowMap.ToRow(Shards.ForId(id), id, entry);
    }
}

/// <summary>The tables of billing beside the accounts' partitions. With paid plans off they are not even made.</summary>
internal sealed class BillingTables(StorageClients storage, ShopCatalog catalog) : IHostedService
{
    /// <summary>Ids of orders, subscriptions and payments, and whose they are.</summary>
    public TableClient Index { get; } = storage.Tables.GetTableClient("billingindex");

    /// <summary>What the law wants kept of erased accounts: no account, no person.</summary>
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
