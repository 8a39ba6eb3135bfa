using System.Runtime.InteropServices;

namespace AiPromptGen.Uploads;

/// <summary>
/// The memory that libvips takes from the C library. glibc keeps freed memory for the thread that took it, and each picture is decoded on a
/// thread of its own: after a dozen large pictures that was 300 MB that nothing used.
/// </summary>
internal static class NativeHeap
{
    /// <summary>
    /// Returns free memory to the system by malloc_trim(3), which only glibc has; it takes 3 to 60 ms after a large picture. With another C
    /// library it does nothing.
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
            // Another C library, such as musl, which does not keep freed memory.
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int malloc_trim(nuint pad);
}
