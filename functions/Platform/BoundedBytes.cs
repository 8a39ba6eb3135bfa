namespace AiPromptGen.Platform;

/// <summary>Reads what others send whole into memory, and no more of it than is allowed.</summary>
internal static class BoundedBytes
{
    private const int FirstBytes = 256 * 1024;
    private const int Growth = 4;

    /// <summary>
    /// Reads no further than the limit, whatever length was announced. The array grows in few and large steps and is handed out
    /// as it is: with many uploads on their way at once a copy of each is what fills the memory.
    /// </summary>
    /// <param name="expected">Bytes that were announced; null when nothing was.</param>
    /// <returns>Null when there is more.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream,
        int max,
        long? expected,
        CancellationToken cancellationToken
    )
    {
        // One byte more than the limit tells that there is more, and one more than was announced finds the end.
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
