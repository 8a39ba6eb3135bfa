using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiPromptGen.Accounts.Export;

/// <summary>
/// Everything held of an account as one JSON document, written row by row while the partition is read page by page. It knows
/// no slice's rows: each property appears as it is stored, so that nothing new can be forgotten. What is held outside the
/// partition, by a keyed hash or by PayPal's ids, follows in sections of the slices that hold it.
/// </summary>
internal sealed class ExportDocument(
    StorageClients storage,
    AccountPictures pictures,
    IEnumerable<IExportSection> sections,
    TimeProvider time
)
{
    /// <summary>A row may have a megabyte.</summary>
    private const int RowsARead = 50;

    /// <summary>As it is read by people: letters stay letters. Never part of a page.</summary>
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    public async Task WriteAsync(AccountId account, Stream target, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(target, Readable);
        writer.WriteStartObject();
        writer.WriteString("exportedAt", time.GetUtcNow());
        writer.WriteString("accountId", account.Value);
        var rows = storage.Users.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {account.Value}"),
            RowsARead,
            cancellationToken: cancellationToken
        );
        var section = "";
        await foreach (var row in rows)
        {
            section = Section(writer, section, ExportRules.SectionOf(row.RowKey));
            WriteRow(writer, row);
            await writer.FlushAsync(cancellationToken);
        }

        Section(writer, section, "pictures");
        await foreach (var picture in pictures.ListAsync(account, cancellationToken))
        {
            WriteElement(writer, JsonSerializer.SerializeToElement(picture, AppJson.Options));
        }

        foreach (var other in sections)
        {
            Section(writer, "pictures", other.Name);
            await foreach (var row in other.RowsAsync(account, cancellationToken))
            {
                WriteElement(writer, JsonSerializer.SerializeToElement(row, AppJson.Options));
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    /// <returns>The section that is open now.</returns>
    private static string Section(Utf8JsonWriter writer, string open, string next)
    {
        if (!string.Equals(open, next, StringComparison.Ordinal))
        {
            if (open.Length > 0)
            {
                writer.WriteEndArray();
            }

            writer.WriteStartArray(next);
        }

        return next;
    }

    private static void WriteRow(Utf8JsonWriter writer, TableEntity row)
    {
        writer.WriteStartObject();
        writer.WriteString("rowKey", row.RowKey);
        foreach (var (name, value) in ExportRules.Properties([.. row.Where(p => !TableGuards.IsSystemName(p.Key))]))
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object value)
    {
        if (value is string text && Json(text) is { } document)
        {
            using (document)
            {
                document.WriteTo(writer);
            }
        }
        else
        {
            // Strings, numbers, times, yes and no, bytes: whatever a table can hold.
            WriteElement(writer, JsonSerializer.SerializeToElement(value, value.GetType()));
        }
    }

    /// <summary>Serializing into the writer would flush it at once, which an answer's body refuses.</summary>
    private static void WriteElement(Utf8JsonWriter writer, JsonElement element) => element.WriteTo(writer);

    /// <returns>Null when it is a text like any other. Only lists and objects are stored as JSON.</returns>
    private static JsonDocument? Json(string text)
    {
        if (text is not (['{', .., '}'] or ['[', .., ']']))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
