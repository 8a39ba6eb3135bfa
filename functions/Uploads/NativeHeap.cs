using System.Runtime.InteropServices;

namespace AiPromptGen.Uploads;

/// <summary>
/// The memory that libvips takes from the C library. glibc keeps what was freed for the thread that took it, and each picture is
/// decoded on a thread of its own: after a dozen large pictures that was 300 MB which nothing used.
/// </summary>
internal static class NativeHeap
{
    /// <summary>
    /// Gives what is free back to the system: malloc_trim(3), which only glibc has; 3 to 60 ms after a large picture. Does
    /// nothing where the C library is another.
    /// </summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = malloc_trim(0);
        }
        catch (Exception absent) when (absent is EntryPointNotFoundException or DllNotFoundException)
        {
            // Such as musl, which keeps nothing back.
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int malloc_trim(nuint pad);
}
