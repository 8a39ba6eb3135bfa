namespace AiPromptGen.Uploads;

internal static class BoundedBytes
{
    private const int BlockSize = 81_920;

    /// <summary>Reads no further than the limit, whatever length was announced.</summary>
    /// <returns>Null when there is more.</returns>
    public static async Task<byte[]?> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var collected = new MemoryStream();
        var buffer = new byte[BlockSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (collected.Length + read > most)
            {
                return null;
            }

            collected.Write(buffer, 0, read);
        }

        return collected.ToArray();
    }
}
