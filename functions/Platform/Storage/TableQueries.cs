using System.Runtime.CompilerServices;
using Azure;

namespace AiPromptGen.Platform.Storage;

internal static class TableQueries
{
    /// <summary>The rows that a filter finds; none where the table was never made, or is gone.</summary>
    /// <param name="filter">Null: all rows.</param>
    /// <param name="columns">Null: all columns.</param>
    /// <param name="perPage">Rows that are asked for at once; null: as many as the service gives, 1,000.</param>
    public static async IAsyncEnumerable<TableEntity> FindAsync(
        this TableClient table,
        string? filter,
        IEnumerable<string>? columns,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        int? perPage = null
    )
    {
        await using var rows = table
            .QueryAsync<TableEntity>(filter, perPage, columns, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                // Whoever enumerates decides where it goes on.
                if (!await rows.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (RequestFailedException none) when (none.Status == 404)
            {
                yield break;
            }

            yield return rows.Current;
        }
    }

    /// <returns>Null where there is no such row.</returns>
    public static async Task<TableEntity?> FindOneAsync(
        this TableClient table,
        string partitionKey,
        string rowKey,
        CancellationToken cancellationToken
    )
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
