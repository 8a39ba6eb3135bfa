using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiPromptGen.Accounts.Export;

/// <summary>
/// Everything held of an account as one JSON document. It is written row by row while the account's partition is read, so that
/// an export of any size needs little memory. It has no list of the properties that the slices store: it writes each property as
/// it is stored, so that a new one cannot be forgotten. What is held outside the partition, under a keyed hash or PayPal's ids, follows
/// in sections that the slices write (<see cref="IExportSection"/>).
/// </summary>
internal sealed class ExportDocument(
    StorageClients storage,
    AccountPictures pictures,
    IEnumerable<IExportSection> sections,
    TimeProvider time
)
{
    /// <summary>Rows in one read of storage. A row may have a megabyte, so this bounds the memory of an export.</summary>
    private const int RowsARead = 50;

    /// <summary>
    /// For people to read: indented, and letters of every language as they are. The encoder does not escape HTML, which is safe
    /// because the document is a download and never part of a page.
    /// </summary>
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

    /// <summary>Ends the open section and begins the next one, unless they are the same.</summary>
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
            // Any type that a table can hold: text, numbers, times, booleans, bytes.
            WriteElement(writer, JsonSerializer.SerializeToElement(value, value.GetType()));
        }
    }

    /// <summary>
    /// Callers serialize to an element first: <c>JsonSerializer.Serialize</c> straight into the writer would flush it synchronously, which
    /// the body of an ASP.NET Core response refuses.
    /// </summary>
    private static void WriteElement(Utf8JsonWriter writer, JsonElement element) => element.WriteTo(writer);

    /// <returns>The list or object that is stored as JSON in the text; null when the text is not JSON.</returns>
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
