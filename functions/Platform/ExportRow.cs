using System.Text.Json;

namespace AiPromptGen.Platform;

/// <summary>A record that is stored by <see cref="RowMap"/>, as a row of the export: what has no value is left out.</summary>
internal static class ExportRow
{
    public static IReadOnlyDictionary<string, object?> Of(string id, object record) =>
        RowMap
            .ToRow("", id, record)
            .Where(column => column.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"))
            .Select(column => (Name: JsonNamingPolicy.CamelCase.ConvertName(column.Key), column.Value))
            .Prepend(("rowKey", id))
            .ToDictionary(column => column.Name, column => (object?)column.Value, StringComparer.Ordinal);
}
