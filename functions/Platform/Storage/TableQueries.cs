using System.Runtime.CompilerServices;
using Azure;

namespace AiPromptGen.Platform.Storage;

internal static class TableQueries
{
    /// <summary>The rows that a filter finds; none when the table does not exist.</summary>
    /// <param name="filter">Null is all rows.</param>
    /// <param name="columns">Null is all columns.</param>
    /// <param name="perPage">Rows in one request; null is as many as the service gives, which is 1,000.</param>
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
                // ConfigureAwait(false), because the caller that enumerates decides on which context it goes on.
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
