namespace AiPromptGen.Uploads;

internal static class BoundedBytes
{
    private const int FirstBytes = 256 * 1024;
    private const int Growth = 4;

    /// <summary>
    /// Reads no further than the limit, whatever length was announced. The array grows in few and large steps and is handed out
    /// as it is: with many uploads on their way at once a copy of each is what fills the memory.
    /// </summary>
    /// <returns>Null when there is more.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream,
        int most,
        CancellationToken cancellationToken
    )
    {
        var (bytes, length) = (new byte[Math.Min(FirstBytes, most + 1)], 0);
        int read;
        while ((read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > most)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min((long)bytes.Length * Growth, most + 1));
            }
        }

        return bytes.AsMemory(0, length);
    }
}
