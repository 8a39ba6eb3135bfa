namespace AiPromptGen.Host.Start.Storage;

/// <summary>A lock between processes: a file held open, so that the system lets go of it when the holder dies.</summary>
internal static class FileLock
{
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
