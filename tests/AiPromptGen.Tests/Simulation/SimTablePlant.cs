using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Tests.Support.Storage;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>A mistake in what the program writes to one of its tables, or in what it reads from it.</summary>
internal sealed class SimTablePlant(string name, string table) : SimPlant
{
    public override string Name => name;

    /// <summary>Changes each action of a transaction; null leaves the action out.</summary>
    public Func<TableTransactionAction, TableTransactionAction?> Write { get; init; } = action => action;

    /// <summary>Changes each row that is read by its key; null hides the row.</summary>
    public Func<TableEntity, TableEntity?> Read { get; init; } = row => row;

    /// <summary>Whether a transaction writes its rows one after the other, so that those before a failing one stay written.</summary>
    public bool IsInPieces { get; init; }

    /// <summary>Whether a query returns its first page only.</summary>
    public bool IsOnePage { get; init; }

    public override TableClient Table(SimProcess process, string tableName) =>
        tableName == table
            ? new PlantedTable(this, process.World.Storage.Table(tableName), process.Calls, tableName)
            : base.Table(process, tableName);

    /// <summary>The process's storage with the mistake in this one table; all other tables and blobs are as usual.</summary>
    public StorageClients Account(SimProcess process) =>
        new(
            (
                new InMemoryTables(process.World.Storage, process.Calls, one => Table(process, one)),
                new InMemoryBlobs(process.World.Storage, process.Calls)
            )
        );

    private sealed class PlantedTable(SimTablePlant plant, TableData data, StorageCalls calls, string name)
        : InMemoryTable(data, calls, name)
    {
        protected override IReadOnlyList<Response> ApplyAll(IReadOnlyList<TableTransactionAction> actions)
        {
            List<TableTransactionAction> changed = [.. actions.Select(plant.Write).OfType<TableTransactionAction>()];
            var answers =
                changed.Count == 0 ? []
                : plant.IsInPieces ? [.. changed.Select(action => base.ApplyAll([action])[0])]
                : base.ApplyAll(changed);
            // The caller expects one answer for each action, so an action that was left out gets an answer without a version (ETag).
            return [.. answers, .. Enumerable.Repeat(new Answer(204), actions.Count - answers.Count)];
        }

        public override AsyncPageable<T> QueryAsync<T>(
            string? filter = null,
            int? maxPerPage = null,
            IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default
        )
        {
            var all = base.QueryAsync<T>(filter, maxPerPage, select, cancellationToken);
            return plant.IsOnePage ? new FirstPage<T>(all) : all;
        }

        protected override TableEntity? FindOrNull(string partitionKey, string rowKey) =>
            base.FindOrNull(partitionKey, rowKey) is { } row ? plant.Read(row) : null;
    }

    private sealed class FirstPage<T>(AsyncPageable<T> all) : AsyncPageable<T>
        where T : notnull
    {
        public override async IAsyncEnumerable<Page<T>> AsPages(
            string? continuationToken = null,
            int? pageSizeHint = null
        )
        {
            await foreach (var page in all.AsPages(continuationToken, pageSizeHint).ConfigureAwait(false))
            {
                yield return page;
                yield break;
            }
        }
    }
}
