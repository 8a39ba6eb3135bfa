using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Tests.Support.Storage;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>A mistake between the program and one of its tables: in what is written, or in what is read.</summary>
internal sealed class SimTablePlant(string name, string table) : SimPlant
{
    public override string Name => name;

    /// <summary>What becomes of each action of a transaction; null: it is left out.</summary>
    public Func<TableTransactionAction, TableTransactionAction?> Write { get; init; } = action => action;

    public Func<TableEntity, TableEntity?> Read { get; init; } = row => row;

    /// <summary>One row after the other, and those before one that fails stay.</summary>
    public bool IsInPieces { get; init; }

    public override TableClient Table(SimProcess process, string tableName) =>
        tableName == table
            ? new PlantedTable(this, process.World.Storage.Table(tableName), process.Calls, tableName)
            : base.Table(process, tableName);

    /// <summary>A storage account of the process in which only this table is another.</summary>
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
            // Whoever wrote counts its answers, and finds no version where nothing was written.
            return [.. answers, .. Enumerable.Repeat(new Answer(204), actions.Count - answers.Count)];
        }

        protected override TableEntity? FindOrNull(string partitionKey, string rowKey) =>
            base.FindOrNull(partitionKey, rowKey) is { } row ? plant.Read(row) : null;
    }
}
