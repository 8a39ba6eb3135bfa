namespace AiPromptGen.Platform;

/// <summary>Reads the whole of a stream that somebody else sends into memory, but no more than a limit.</summary>
internal static class BoundedBytes
{
    private const int FirstBytes = 256 * 1024;
    private const int Growth = 4;

    /// <summary>
    /// Reads no further than the limit, whatever length was announced. The array grows in few, large steps and is returned without being
    /// copied, because with many uploads at the same time a second copy of each would fill the memory.
    /// </summary>
    /// <param name="expected">Bytes that were announced; null when nothing was.</param>
    /// <returns>Null when the stream has more bytes than the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream,
        int max,
        long? expected,
        CancellationToken cancellationToken
    )
    {
        // The array has room for one byte more than the limit, which shows that there is more, or than was announced, which shows the end.
        var (bytes, length) = (new byte[(int)Math.Min((expected ?? FirstBytes) + 1, max + 1L)], 0);
        int read;
        while ((read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > max)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min((long)bytes.Length * Growth, max + 1L));
            }
        }

        return bytes.AsMemory(0, length);
    }
}
