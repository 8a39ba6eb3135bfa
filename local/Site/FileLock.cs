namespace AiPromptGen.Site;

/// <summary>A file held open is a lock between processes: the system lets go of it when the holder dies.</summary>
public static class FileLock
{
    // EWOULDBLOCK of Linux and of macOS, and Windows' ERROR_SHARING_VIOLATION.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <exception cref="IOException">There can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (Taken.Contains(taken.HResult))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
