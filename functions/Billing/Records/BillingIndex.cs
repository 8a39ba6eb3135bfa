using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Billing.Records;

/// <summary>Whose an order, a subscription or a payment is: ids only, so that events find the account.</summary>
internal sealed class BillingIndex(TableClient table)
{
    public sealed record Place(AccountId Account, BillingSubject Subject);

    /// <param name="Since">When it was made or last changed.</param>
    public sealed record Due(Place Place, DateTimeOffset Since, ETag ETag);

    /// <summary>Before PayPal hears of it, so that no event can come too early; with its first comparison.</summary>
    public Task AddOwnAsync(Place place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = Row(place.Subject.Id, place);
        row["Since"] = now;
        row["CheckAt"] = ReconciliationRules.NextCheck(isOpen: true, now, now)!.Value;
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <returns>False when this id of the provider's belongs to something else already: somebody has to look.</returns>
    public async Task<bool> ClaimAsync(string providerId, Place place, CancellationToken cancellationToken)
    {
        if (await FindAsync(providerId, cancellationToken) is { } known)
        {
            return known == place;
        }

        try
        {
            await table.AddEntityAsync(Row(providerId, place), cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(providerId, cancellationToken) == place;
        }
    }

    /// <param name="id">Ours or the provider's.</param>
    public async Task<Place?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Shards.Of(id), id, null, cancellationToken);
        return found is { HasValue: true, Value: { } row } ? PlaceOf(row) : null;
    }

    public async Task<IReadOnlyList<Due>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"CheckAt le {now}");
        var due = new List<Due>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellationToken))
        {
            due.Add(new(PlaceOf(row), row.GetDateTimeOffset("Since") ?? now, row.ETag));
            if (due.Count == most)
            {
                break;
            }
        }

        return due;
    }

    /// <param name="next">Null: never again, but the row stays to be found.</param>
    public async Task CheckedAsync(Due due, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        var row = Row(due.Place.Subject.Id, due.Place);
        row["Since"] = due.Since;
        if (next is { } at)
        {
            row["CheckAt"] = at;
        }

        try
        {
            await table.UpdateEntityAsync(row, due.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Another run was faster, or the account was erased.
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Shards.Of(id), id, ETag.All, cancellationToken);

    private static TableEntity Row(string id, Place place) =>
        new(Shards.Of(id), KeyPart.Require(id, nameof(id)))
        {
            ["AccountId"] = place.Account.Value,
            ["Subject"] = place.Subject.Key,
        };

    private static Place PlaceOf(TableEntity row) =>
        new(new AccountId(row.GetString("AccountId")), BillingSubject.Parse(row.GetString("Subject")));
}
