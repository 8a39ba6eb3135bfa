using System.Runtime.CompilerServices;
using AiPromptGen.Prompts;
using Azure;

namespace AiPromptGen.Favourites;

/// <summary>The favourites of an account, in its partition and nowhere else.</summary>
internal sealed class FavouriteStore(StorageClients storage, AccountLedger ledger, Ids ids, TimeProvider time)
{
    /// <summary>
    /// The most favourites of an account. They are counted before one is added, so requests at the same moment may go over it by a few.
    /// </summary>
    public const int MaxFavourites = 1000;

    private const int PerRead = 100;

    /// <exception cref="ProblemException">409: the account has as many favourites as it may keep.</exception>
    public async Task<Favourite> AddAsync(
        AccountRef account,
        FavouriteLabels labels,
        StructuredPrompt prompt,
        IReadOnlyList<string>? targets,
        CancellationToken cancellationToken
    )
    {
        var folders = await FoldersAsync(account.Id, cancellationToken);
        if (folders.Sum(folder => folder.Count) >= MaxFavourites)
        {
            throw FavouriteProblems.Full.ToException();
        }

        var cleaned = FavouriteRules.Cleaned(labels, prompt);
        var favourite = new Favourite
        {
            Account = account.Id,
            Id = ids.New(),
            Folder = cleaned.Folder ?? "",
            Title = cleaned.Title!,
            Note = cleaned.Note,
            Targets = targets ?? [],
            Prompt = prompt,
            CreatedAt = time.GetUtcNow(),
        };
        await ledger.AddRowAsync(account, favourite.ToRow(), cancellationToken);
        return favourite;
    }

    /// <returns>Null when this account has no such favourite.</returns>
    public async Task<Favourite?> FindAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        var found = await storage.Users.GetEntityIfExistsAsync<TableEntity>(
            account.Value,
            Favourite.RowPrefix + id,
            cancellationToken: cancellationToken
        );
        return found is { HasValue: true, Value: { } row } ? Favourite.FromRow(row) : null;
    }

    /// <summary>
    /// Lists favourites, newest first. With a null folder it lists all of them, with an empty one those that are in no folder.
    /// </summary>
    public async IAsyncEnumerable<Favourite> ListAsync(
        AccountId account,
        string? folder,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var filter = Within(account, after);
        if (folder is not null)
        {
            filter += " and " + TableClient.CreateQueryFilter($"Folder eq {folder}");
        }

        var rows = storage.Users.QueryAsync<TableEntity>(filter, PerRead, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            yield return Favourite.FromRow(row);
        }
    }

    public async Task<IReadOnlyList<FolderView>> FoldersAsync(AccountId account, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rows = storage.Users.QueryAsync<TableEntity>(
            Within(account, after: null),
            select: ["Folder"],
            cancellationToken: cancellationToken
        );
        await foreach (var row in rows)
        {
            var folder = row.GetString("Folder") ?? "";
            counts[folder] = counts.GetValueOrDefault(folder) + 1;
        }

        return [.. counts.Select(pair => new FolderView(pair.Key, pair.Value))];
    }

    /// <returns>The favourite as it is now; null when it was deleted meanwhile.</returns>
    public async Task<Favourite?> RelabelAsync(
        Favourite favourite,
        FavouriteLabels labels,
        CancellationToken cancellationToken
    )
    {
        var cleaned = FavouriteRules.Cleaned(labels, favourite.Prompt);
        try
        {
            await storage.Users.UpdateEntityAsync(
                Favourite.Labels(favourite.Account, favourite.Id, cleaned),
                ETag.All,
                TableUpdateMode.Merge,
                cancellationToken
            );
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }

        return favourite with
        {
            Title = cleaned.Title!,
            Folder = cleaned.Folder ?? "",
            Note = cleaned.Note is { Length: > 0 } note ? note : null,
        };
    }

    public Task DeleteAsync(Favourite favourite, CancellationToken cancellationToken) =>
        storage.Users.DeleteEntityAsync(
            favourite.Account.Value,
            Favourite.RowPrefix + favourite.Id,
            cancellationToken: cancellationToken
        );

    private static string Within(AccountId account, string? after)
    {
        var (from, end) = (Favourite.RowPrefix + after, Favourite.RowPrefix + "~");
        return TableClient.CreateQueryFilter(
            $"PartitionKey eq {account.Value} and RowKey gt {from} and RowKey lt {end}"
        );
    }
}
