namespace AiPromptGen.Platform;

/// <summary>A transaction that Table storage would refuse; the message names the limit, never the content.</summary>
public sealed class TableLimitException(string limit) : InvalidOperationException($"Table limit: {limit}.");

/// <summary>
/// The limits of Table storage, checked here because the emulator lets most of them pass.
/// https://learn.microsoft.com/azure/storage/tables/scalability-targets
/// </summary>
public static class TableGuards
{
    public const int MaxActions = 100;
    public const int MaxProperties = 252;
    public const int MaxPropertyChars = 32 * 1024;
    public const int MaxPropertyBytes = 64 * 1024;
    public const int MaxEntityBytes = 1024 * 1024;
    public const int MaxTransactionBytes = 4 * 1024 * 1024;

    /// <summary>Bytes that the headers and boundaries of one action take in the body, rounded up generously.</summary>
    private const int ActionBytes = 1024;

    private static readonly HashSet<string> SystemNames = new(StringComparer.Ordinal)
    {
        nameof(ITableEntity.PartitionKey),
        nameof(ITableEntity.RowKey),
        nameof(ITableEntity.Timestamp),
        "odata.etag",
    };

    /// <summary>Is this the name of a property that storage or the client keeps for itself?</summary>
    public static bool IsSystemName(string name) => SystemNames.Contains(name);

    /// <exception cref="TableLimitException">The actions do not fit into one entity-group transaction.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        Require(actions.Count is > 0 and <= MaxActions, "1 to 100 actions a transaction");
        var partition = actions[0].Entity.PartitionKey;
        var rows = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var action in actions)
        {
            var sameKey = string.Equals(action.Entity.PartitionKey, partition, StringComparison.Ordinal);
            Require(sameKey, "one partition a transaction");
            Require(rows.Add(action.Entity.RowKey), "each entity once a transaction");
            bytes += ActionBytes + CheckEntity(action.Entity);
        }

        Require(bytes <= MaxTransactionBytes, "4 MiB a transaction");
    }

    /// <returns>The most bytes that the entity takes as JSON.</returns>
    private static long CheckEntity(ITableEntity entity)
    {
        if (entity is not TableEntity properties)
        {
            throw new ArgumentException("Rows of a transaction are TableEntity.", nameof(entity));
        }

        var own = properties.Where(property => !IsSystemName(property.Key)).ToList();
        Require(own.Count <= MaxProperties, "252 properties an entity");
        long stored = 4 + (2L * (entity.PartitionKey.Length + entity.RowKey.Length));
        var sent = JsonLength(entity.PartitionKey) + JsonLength(entity.RowKey);
        foreach (var (name, value) in own)
        {
            stored += 8 + (2L * name.Length) + StoredLength(value);
            // The name, its type annotation, and quotation marks.
            sent += (2L * JsonLength(name)) + 48 + SentLength(value);
        }

        Require(stored <= MaxEntityBytes, "1 MiB an entity");
        return sent;
    }

    private static long StoredLength(object? value)
    {
        switch (value)
        {
            case string text:
                Require(text.Length <= MaxPropertyChars, "32,768 characters a property");
                return 4 + (2L * text.Length);
            case byte[] or BinaryData:
                var length = Binary(value);
                Require(length <= MaxPropertyBytes, "64 KiB a binary property");
                return 4 + length;
            default:
                return 16;
        }
    }

    private static long SentLength(object? value) =>
        value switch
        {
            string text => JsonLength(text),
            byte[] or BinaryData => (Binary(value) * 4 / 3) + 4,
            _ => 40,
        };

    private static long Binary(object value) =>
        value is byte[] bytes ? bytes.Length : ((BinaryData)value).ToMemory().Length;

    /// <summary>The length as JSON. The client escapes every character that is not plain ASCII to six bytes.</summary>
    private static long JsonLength(string text)
    {
        long length = 0;
        foreach (var c in text)
        {
            length += c is >= ' ' and <= '~' and not ('"' or '\\' or '&' or '\'' or '<' or '>' or '+' or '`') ? 1 : 6;
        }

        return length;
    }

    private static void Require(bool holds, string limit)
    {
        if (!holds)
        {
            throw new TableLimitException(limit);
        }
    }
}
