using System.Runtime.InteropServices;

namespace AiPromptGen.Host.Start;

/// <summary>
/// Ctrl-C, a request to end, a closed terminal and the end of the launcher, from the first moment on. Nothing else in the
/// process may handle them, or there would be two orders of stopping.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // What shells report for a process that a signal ended: https://tldp.org/LDP/abs/html/exitcodes.html
    private const int Interrupted = 130;
    private const int Terminated = 143;

    private readonly CancellationTokenSource requested = new();
    private readonly TaskCompletionSource whenRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> registrations;

    public StopSignals()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    public CancellationToken Requested => requested.Token;

    public Task WhenRequested => whenRequested.Task;

    public int ExitCode { get; private set; } = Interrupted;

    public async Task StopAfterAsync(Task end)
    {
        await end;
        Stop(Terminated);
    }

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        requested.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (requested.IsCancellationRequested)
        {
            // Asked a second time: at once. The storage emulator still saves, since it ends by itself.
            Environment.Exit(ExitCode);
        }

        Stop(context.Signal is PosixSignal.SIGINT ? Interrupted : Terminated);
    }

    private void Stop(int exitCode)
    {
        ExitCode = exitCode;
        // Not in this thread, which has to return: what is canceled may take its time.
        _ = requested.CancelAsync();
        whenRequested.TrySetResult();
    }
}
