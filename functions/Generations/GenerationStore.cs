using AiPromptGen.Generations.Orchestration;
using Azure;

namespace AiPromptGen.Generations;

/// <summary>Reads and writes generation rows; changes of their status are the ledger's transactions instead.</summary>
internal sealed class GenerationStore(StorageClients storage)
{
    /// <summary>Rows that one page of a search looks at, whether or not they match.</summary>
    public const int MaxScanned = 200;

    /// <summary>Rows in one read of storage. A row may have a megabyte, so this bounds the memory of a read.</summary>
    private const int MaxPerRead = 100;

    /// <returns>Null when this account has no such generation, even if another account has it.</returns>
    public async Task<Generation?> FindAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        var found = await storage.Users.GetEntityIfExistsAsync<TableEntity>(
            account.Value,
            Generation.RowPrefix + id,
            cancellationToken: cancellationToken
        );
        return found is { HasValue: true, Value: { } row } ? Generation.FromRow(row) : null;
    }

    /// <summary>The answer that another attempt has stored, which an attempt that may have been overtaken has to take. Null while there is none.</summary>
    public async Task<GenerateAnswer?> StandingAsync(Generation generation, CancellationToken cancellationToken)
    {
        return StandingOf(await FindAsync(generation.Account, generation.Id, cancellationToken));
    }

    /// <param name="now">The generation as it is now; null when its owner deleted it, which is possible only after its end.</param>
    public static GenerateAnswer? StandingOf(Generation? now) =>
        now is null
            ? new GenerateAnswer { Status = GenerationStatus.Failed, ProblemCode = GenerationProblems.Unavailable }
            : now.Standing;

    /// <summary>Writes on the row who is about to be asked, if the row has not changed.</summary>
    /// <returns>The generation as it is now.</returns>
    /// <exception cref="RequestFailedException">412 when it has changed, 404 when it is gone.</exception>
    public async Task<Generation> AskedAsync(Generation generation, string? names, CancellationToken cancellationToken)
    {
        var written = await storage.Users.UpdateEntityAsync(
            GenerationChanges.Asked(generation, names),
            generation.ETag,
            TableUpdateMode.Merge,
            cancellationToken
        );
        return generation with { Asked = names, ETag = written.Headers.ETag ?? generation.ETag };
    }

    /// <summary>
    /// The fence: stores what Generate found, unless something is stored already, and returns what is stored. A second attempt, be it a
    /// repeated or a slow one, gets the first one's answer.
    /// </summary>
    /// <returns>
    /// The answer that stands, whether it was delivered after the credits had gone back, and whether the row is gone.
    /// </returns>
    public async Task<(GenerateAnswer Answer, bool Late, bool Gone)> KeepAsync(
        Generation generation,
        GenerationResult result,
        CancellationToken cancellationToken
    )
    {
        var answer = result.Answer;
        for (var current = generation; ; )
        {
            try
            {
                await storage.Users.UpdateEntityAsync(
                    GenerationChanges.Answered(current, result),
                    current.ETag,
                    TableUpdateMode.Merge,
                    cancellationToken
                );
                return (answer, current.IsFinal && answer.Status == GenerationStatus.Succeeded, false);
            }
            catch (RequestFailedException changed) when (changed.Status is 412 or 404)
            {
                var reread = await FindAsync(generation.Account, generation.Id, cancellationToken);
                if (reread is null || reread.Answer is not null)
                {
                    return (reread?.Answer ?? answer, false, reread is null);
                }

                current = reread;
            }
        }
    }

    /// <summary>
    /// Delivers a result that was stored before the credits went back, when the orchestration did not hear of it. It is free, as a
    /// result is that was stored after they went back.
    /// </summary>
    /// <returns>Whether there was one, and it is free; one that was charged is delivered already, and stays charged.</returns>
    public async Task<bool> DeliverStoredAsync(GenerationStart start, CancellationToken cancellationToken)
    {
        var account = new AccountId(start.AccountId);
        var generation = await FindAsync(account, start.GenerationId, cancellationToken);
        if (
            generation?.Answer is not { Status: GenerationStatus.Succeeded }
            || generation is { Status: GenerationStatus.Succeeded, IsLate: false }
        )
        {
            return false;
        }

        await DeliverFreeAsync(start, cancellationToken);
        return true;
    }

    /// <summary>Delivers a result free, because its credits went back before it came.</summary>
    public async Task DeliverFreeAsync(GenerationStart start, CancellationToken cancellationToken)
    {
        try
        {
            var change = GenerationChanges.DeliveredFree(start);
            await storage.Users.UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The owner has deleted the generation meanwhile.
        }
    }

    /// <summary>
    /// One page of the account's history, newest first, which is the order of the ids. With <paramref name="wanted"/> at most
    /// <see cref="MaxScanned"/> rows are looked at, so a page may be short or empty and still have a cursor.
    /// </summary>
    public async Task<(IReadOnlyList<Generation> Page, string? Cursor)> ListAsync(
        AccountId account,
        GenerationKind? kind,
        Func<Generation, bool>? wanted,
        string? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var from = Generation.RowPrefix + (after ?? "");
        var end = Generation.RowPrefix + "~";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {account.Value} and RowKey gt {from} and RowKey lt {end}"
        );
        if (kind is { } only)
        {
            filter += " and " + TableClient.CreateQueryFilter($"Kind eq {Generation.Word(only)}");
        }

        var (page, scanned, last) = (new List<Generation>(limit), 0, after);
        var most = wanted is null ? limit : MaxScanned;
        var perRead = Math.Min(most, MaxPerRead) + 1;
        await foreach (
            var row in storage.Users.QueryAsync<TableEntity>(filter, perRead, cancellationToken: cancellationToken)
        )
        {
            if (page.Count == limit || scanned == most)
            {
                return (page, last);
            }

            var generation = Generation.FromRow(row);
            (scanned, last) = (scanned + 1, generation.Id);
            if (wanted is null || wanted(generation))
            {
                page.Add(generation);
            }
        }

        return (page, null);
    }

    /// <summary>The account's generations that are queued or running.</summary>
    public IAsyncEnumerable<Generation> ListOpenAsync(AccountId account, CancellationToken cancellationToken)
    {
        var (from, end) = (Generation.RowPrefix, Generation.RowPrefix + "~");
        var (queued, running) = (Generation.Word(GenerationStatus.Queued), Generation.Word(GenerationStatus.Running));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {account.Value} and RowKey gt {from} and RowKey lt {end} and (Status eq {queued} or Status eq {running})"
        );
        return storage
            .Users.QueryAsync<TableEntity>(filter, MaxPerRead, cancellationToken: cancellationToken)
            .Select(Generation.FromRow);
    }

    /// <summary>
    /// Deletes the row of the idempotency key first, because only the generation's row knows which that is; then the generation's row.
    /// </summary>
    /// <param name="keyRow">Null where the generation has no key.</param>
    public async Task DeleteAsync(AccountId account, string id, string? keyRow, CancellationToken cancellationToken)
    {
        foreach (var row in new[] { keyRow, Generation.RowPrefix + id }.OfType<string>())
        {
            await storage.Users.DeleteEntityAsync(account.Value, row, cancellationToken: cancellationToken);
        }
    }
}
