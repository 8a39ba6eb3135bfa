using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Billing.Records;

/// <summary>Whose an order or a subscription is, by our id of it: PayPal repeats that id wherever it tells of it.</summary>
internal sealed class BillingIndex(TableClient table)
{
    /// <summary>Of the due rows of one run; so many at once are months of neglect.</summary>
    private const int MostRead = 50_000;

    public sealed record Place(AccountId Account, BillingSubject Subject);

    /// <param name="Since">When it was made or last changed.</param>
    public sealed record Due(Place Place, DateTimeOffset Since, ETag ETag);

    /// <summary>Before PayPal hears of it, so that no event can come too early; with its first comparison.</summary>
    public Task AddOwnAsync(Place place, DateTimeOffset now, CancellationToken cancel)
    {
        var row = Row(place.Subject.Id, place);
        row["Since"] = now;
        row["CheckAt"] = ReconciliationRules.NextCheck(isOpen: true, now, now)!.Value;
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    /// <param name="id">Ours; the provider's of what was bought before those were left out.</param>
    public async Task<Place?> FindAsync(string id, CancellationToken cancel)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Shards.Of(id), id, null, cancel);
        return found is { HasValue: true, Value: { } row } ? PlaceOf(row) : null;
    }

    /// <summary>
    /// What is due, taken from all accounts by turns: an account with very many orders keeps nobody else waiting. Within an
    /// account the one that has waited longest comes first.
    /// </summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateTimeOffset now, int most, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"CheckAt le {now}");
        var due = new List<(Due Due, DateTimeOffset CheckAt)>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancel))
        {
            var one = new Due(PlaceOf(row), row.GetDateTimeOffset("Since") ?? now, row.ETag);
            due.Add((one, row.GetDateTimeOffset("CheckAt") ?? now));
            if (due.Count == MostRead)
            {
                break;
            }
        }

        return
        [
            .. due.GroupBy(d => d.Due.Place.Account)
                .SelectMany(own => own.OrderBy(d => d.CheckAt).Select((d, turn) => (d, turn)))
                .OrderBy(d => d.turn)
                .ThenBy(d => d.d.CheckAt)
                .Select(d => d.d.Due)
                .Take(most),
        ];
    }

    /// <param name="next">Null: never again, but the row stays to be found.</param>
    public async Task CheckedAsync(Due due, DateTimeOffset? next, CancellationToken cancel)
    {
        var row = Row(due.Place.Subject.Id, due.Place);
        row["Since"] = due.Since;
        if (next is { } at)
        {
            row["CheckAt"] = at;
        }

        try
        {
            await table.UpdateEntityAsync(row, due.ETag, TableUpdateMode.Replace, cancel);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Another run was faster, or the account was erased.
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancel) =>
        table.DeleteEntityAsync(Shards.Of(id), id, ETag.All, cancel);

    private static TableEntity Row(string id, Place place) =>
        new(Shards.Of(id), KeyPart.Require(id, nameof(id)))
        {
            ["AccountId"] = place.Account.Value,
            ["Subject"] = place.Subject.Key,
        };

    private static Place PlaceOf(TableEntity row) =>
        new(new AccountId(row.GetString("AccountId")), BillingSubject.Parse(row.GetString("Subject")));
}

/// <summary>The tables of billing beside the accounts' partitions. With paid plans off they are not even made.</summary>
internal sealed class BillingTables(StorageClients storage, Catalogue catalogue) : IHostedService
{
    /// <summary>Ids of orders, subscriptions and payments, and whose they are.</summary>
    public TableClient Index { get; } = storage.Tables.GetTableClient("billingindex");

    /// <summary>What the law wants kept of erased accounts: no account, no person.</summary>
    public TableClient Invoices { get; } = storage.Tables.GetTableClient("invoices");

    public Task StartAsync(CancellationToken cancellationToken) =>
        catalogue.IsOpen
            ? Task.WhenAll(
                Index.CreateIfNotExistsAsync(cancellationToken),
                Invoices.CreateIfNotExistsAsync(cancellationToken)
            )
            : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
