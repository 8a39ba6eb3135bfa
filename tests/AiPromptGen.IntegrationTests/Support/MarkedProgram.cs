using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>The program as a process with everything that it starts: they inherit a mark in their environment.</summary>
internal sealed class MarkedProgram : IDisposable
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    // A shell starts what runs in its background with some signals ignored, and ignored signals are inherited. .NET gives a child the
    // default action of each signal that it handles itself, so these are handled here: the program is to be as in a terminal.
    private static readonly PosixSignalRegistration[] Heard =
    [
        .. new[] { PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM }.Select(signal =>
            PosixSignalRegistration.Create(signal, static _ => { })
        ),
    ];

    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource<string?> firstLine = new();

    public MarkedProgram(IReadOnlyDictionary<string, string> environment, params string[] settings)
        : this(HostProgram.Command(environment, settings)) { }

    public MarkedProgram(ProcessStartInfo command)
    {
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        command.Environment["AIPROMPTGEN_START_TEST"] = mark;
        process = new Process { StartInfo = command };
        process.OutputDataReceived += (_, line) => firstLine.TrySetResult(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        GC.KeepAlive(Heard);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The first line of standard output; null when it ends without one.</summary>
    public Task<string?> FirstLine => firstLine.Task;

    /// <summary>The lines that it has written to standard error.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }
        }
    }

    public void Send(int signal) => Send(process.Id, signal);

    public static void Send(int process, int signal) => _ = kill(process, signal);

    /// <summary>As a terminal does it, for Ctrl-C for example: to the program and to all that it has started in its group.</summary>
    public void SendFromTerminal(int signal)
    {
        var group = getpgid(process.Id);
        foreach (var member in Left().Where(left => getpgid(left.Id) == group))
        {
            Send(member.Id, signal);
        }
    }

    /// <summary>Closes its standard input, which has to be redirected.</summary>
    public void CloseInput() => process.StandardInput.Close();

    public async Task<int> EndAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>The processes of the program that still run after the given time.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync(TimeSpan within)
    {
        for (var watch = Stopwatch.StartNew(); Left().Count > 0 && watch.Elapsed < within; )
        {
            await Task.Delay(20);
        }

        return [.. Left().Select(left => left.Command)];
    }

    private IReadOnlyList<(int Id, string Command)> Left() =>
        [
            .. from folder in Directory.GetDirectories("/proc")
            where Path.GetFileName(folder).All(char.IsAsciiDigit) && Read(folder, "environ").Contains(mark)
            select (
                int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture),
                Read(folder, "cmdline").Replace('\0', ' ')
            ),
        ];

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private void Add(string? line)
    {
        lock (errors)
        {
            errors.Append(line).Append('\n');
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getpgid(int pid);
}
