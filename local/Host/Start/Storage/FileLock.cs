namespace AiPromptGen.Host.Start.Storage;

/// <summary>A lock between processes: a file held open, so that the system lets go of it when the holder dies.</summary>
internal static class FileLock
{
    public static async Task<FileStream> TakeAsync(
        string path,
        FileOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (TryTake(path, options) is { } taken)
            {
                return taken;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
    }

    public static FileStream? TryTake(string path, FileOptions options)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
