namespace AiPromptGen.Platform.Storage;

/// <summary>
/// Long texts over several properties: a table property holds 32 K characters (64 KiB of UTF-16), an entity 1 MiB
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
/// </summary>
internal static class ChunkedText
{
    private const int ChunkCharacters = 30_000;

    /// <summary>Characters. The limit leaves room for the other properties of a row.</summary>
    public const int MaxCharacters = 12 * ChunkCharacters;

    public static void Set(TableEntity row, string name, string text)
    {
        if (text.Length > MaxCharacters)
        {
            throw new InvalidOperationException($"{name} holds more than {MaxCharacters} characters.");
        }

        for (var (start, part) = (0, 0); start < text.Length; part++)
        {
            var length = Math.Min(ChunkCharacters, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                // A chunk must not end within a surrogate pair: half of one cannot be written as UTF-8.
                length--;
            }

            row[$"{name}{part}"] = text.Substring(start, length);
            start += length;
        }
    }

    public static string? Get(TableEntity row, string name)
    {
        var parts = new List<string>();
        while (row.GetString($"{name}{parts.Count}") is { } part)
        {
            parts.Add(part);
        }

        return parts.Count == 0 ? null : string.Concat(parts);
    }
}
