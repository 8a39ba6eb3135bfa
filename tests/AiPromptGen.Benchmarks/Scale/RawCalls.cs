using System.Globalization;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Benchmarks.Scale;

/// <summary>The table calls of a generation with nothing around them: as many, of as many rows of their size.</summary>
internal sealed class RawCalls(StorageClients storage)
{
    /// <summary>What a row takes on the wire besides its text: keys, and in a transaction its headers.</summary>
    private const int RowBytes = 500;

    private readonly TableClient table = storage.Tables.GetTableClient("raw");

    public Task MakeAsync() => table.CreateIfNotExistsAsync();

    public async Task LikeAsync(KindCost cost, int number)
    {
        // Those of one generation: the counts are of several runs.
        foreach (var call in cost.Generating.Take((int)cost.PerGeneration))
        {
            var text = new string('x', (int)Math.Clamp((call.SentBytes / call.Rows) - RowBytes, 1, 30_000));
            var partition = $"{number.ToString(CultureInfo.InvariantCulture)}-{call.Place}";
            switch (call.Verb)
            {
                case "read" or "query":
                    await table.GetEntityIfExistsAsync<TableEntity>(partition, "r0");
                    break;
                case "transaction":
                    var rows = Enumerable.Range(0, call.Rows).Select(i => Row(partition, i, text));
                    await table.SubmitTransactionAsync(
                        rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))
                    );
                    break;
                default:
                    await table.UpsertEntityAsync(Row(partition, 0, text), TableUpdateMode.Replace);
                    break;
            }
        }
    }

    private static TableEntity Row(string partition, int number, string text) =>
        new(partition, $"r{number.ToString(CultureInfo.InvariantCulture)}") { ["Text"] = text };
}
