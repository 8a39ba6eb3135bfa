using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Microsoft.Azure.Functions.Worker.Local.Storage;

/// <summary>Starts, watches and stops the emulator's process.</summary>
internal static class AzuriteProcess
{
    // Node starts it in a session of its own on every system: it outlives us and gets no Ctrl-C of our terminal.
    private const string Detach = """
        const log = require('fs').openSync(process.argv[1], 'a');
        const child = require('child_process').spawn(process.execPath, process.argv.slice(2),
          { detached: true, stdio: ['ignore', log, log], windowsHide: true });
        child.unref();
        console.log(String(child.pid)); // a number would be coloured where FORCE_COLOR is set
        """;

    private const int SigTerm = 15;

    /// <returns>Its process id.</returns>
    public static async Task<int> StartDetachedAsync(
        string script,
        AzuritePorts ports,
        string data,
        CancellationToken cancellationToken
    )
    {
        var log = Path.Combine(data, "azurite.log");
        using var launcher = AzuritePackage.Start(Node(Detach, [log, script, .. ports.Arguments, "--location", data]));
        var pid = await launcher.StandardOutput.ReadToEndAsync(cancellationToken);
        await launcher.WaitForExitAsync(cancellationToken);
        return int.Parse(pid, CultureInfo.InvariantCulture);
    }

    public static async Task WaitUntilReadyAsync(
        AzuritePorts ports,
        int pid,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (!await ports.AnswerAsync(cancellationToken))
        {
            if (!IsAlive(pid) || time.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
            {
                throw new LocalHostException("The local storage emulator did not start; its log is azurite.log.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
    }

    public static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && !IsZombie(pid);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Asks it to save and end, and waits for that; Windows has no such request, so there it runs on.</summary>
    public static async Task StopAsync(int pid, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Terminate(pid))
        {
            return;
        }

        var started = time.GetTimestamp();
        while (IsAlive(pid) && time.GetElapsedTime(started) < TimeSpan.FromSeconds(15))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        }
    }

    /// <returns>False where there is no such process, or no such request (Windows).</returns>
    internal static bool Terminate(int pid) => !OperatingSystem.IsWindows() && kill(pid, SigTerm) == 0;

    public static ProcessStartInfo Node(string program, string[] arguments) =>
        new("node", ["-e", program, "--", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };

    // In a container whose first process reaps nobody, an ended orphan keeps its id.
    private static bool IsZombie(int pid)
    {
        var status = $"/proc/{pid}/stat";
        return File.Exists(status) && File.ReadAllText(status).Split(") ")[^1].StartsWith('Z');
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
