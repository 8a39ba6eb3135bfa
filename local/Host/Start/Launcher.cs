using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>
/// The process of <c>dotnet run</c>. It passes signals on, but none that comes in the moment in which it starts this process,
/// and none when it is killed: this process would be left behind.
/// </summary>
internal static class Launcher
{
    /// <summary>Its process id; functions/Directory.Build.targets hands it over.</summary>
    public const string Setting = "Host:Launcher";

    /// <returns>
    /// Once it is no longer above this process. Never where it was not at first: then another process has started this one with
    /// the command that the launcher has made, and ends it when it likes.
    /// </returns>
    public static async Task EndedAsync(IConfiguration configuration)
    {
        var isKnown = int.TryParse(configuration[Setting], CultureInfo.InvariantCulture, out var launcher);
        if (!isKnown || OperatingSystem.IsWindows() || !(IsAbove(launcher) || IsOrphan()))
        {
            await Task.Delay(Timeout.Infinite);
        }

        while (IsAbove(launcher))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    /// <summary>There may be others between them, such as a script in place of <c>dotnet</c>.</summary>
    private static bool IsAbove(int launcher)
    {
        var at = getppid();
        while (at > 0 && at != launcher)
        {
            at = ParentOf(at);
        }

        return at == launcher;
    }

    /// <summary>Whoever has lost its parent belongs to the first process, or to another one outside of its session.</summary>
    private static bool IsOrphan()
    {
        var session = getsid(0);
        return session != Environment.ProcessId && (getppid() == 1 || getsid(getppid()) != session);
    }

    /// <returns>0 where there is none, or none is told: only Linux has these files.</returns>
    private static int ParentOf(int process)
    {
        try
        {
            // "12 (name) S 7 …", and the name may have spaces and parentheses of its own.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[stat.LastIndexOf(')')..].Split(' ')[2], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getppid();

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getsid(int process);
}
