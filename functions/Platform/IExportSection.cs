using System.Text.Json;

namespace AiPromptGen.Platform;

/// <summary>What a slice holds of an account outside its partition, for the export.</summary>
public interface IExportSection
{
    /// <summary>Name of the section.</summary>
    string Name { get; }

    /// <summary>Rows as a person would read them: names in camel case, values as they are stored.</summary>
    IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        CancellationToken cancellationToken
    );
}

/// <summary>Turns a record that <see cref="RowMap"/> stores into a row of the export; members without a value are left out.</summary>
internal static class ExportRow
{
    public static IReadOnlyDictionary<string, object?> From(string id, object record) =>
        RowMap
            .ToRow("", id, record)
            .Where(column => column.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"))
            .Select(column => (Name: JsonNamingPolicy.CamelCase.ConvertName(column.Key), column.Value))
            .Prepend(("rowKey", id))
            .ToDictionary(column => column.Name, column => (object?)column.Value, StringComparer.Ordinal);
}
