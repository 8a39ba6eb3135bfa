using AiPromptGen.Tests.Support.Storage;
using Azure;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Every request of one process to storage: it waits for its turn in the loop, and may fail.</summary>
internal sealed class SimCalls(SimLoop loop, SimFaults faults, SimProcess process) : StorageCalls
{
    public override int PageOf(int asked) => faults.PageOf(asked);

    public override async ValueTask<T> ReadAsync<T>(StorageCall call, Func<T> read)
    {
        await TurnAsync(call).ConfigureAwait(false);
        ThrowIf(faults.IsDown(loop.Now) ? CallFault.Busy : faults.OfRead());
        return read();
    }

    public override async ValueTask<T> WriteAsync<T>(StorageCall call, Func<T> write)
    {
        await TurnAsync(call).ConfigureAwait(false);
        var fault = faults.IsDown(loop.Now) ? CallFault.Busy : faults.OfWrite();
        ThrowIf(fault);
        if (fault == CallFault.Unheard)
        {
            loop.Trace?.Invoke($"{process} is not heard");
            Try(write);
            throw new RequestFailedException(500, "The answer was lost.");
        }

        if (fault == CallFault.SentAgain)
        {
            loop.Trace?.Invoke($"{process} sends it again");
            Try(write);
        }

        return write();
    }

    private async Task TurnAsync(StorageCall call)
    {
        await loop.PauseAsync(process, call.ToString()).ConfigureAwait(false);
        if (faults.OfTime() is var slow && slow > TimeSpan.Zero)
        {
            loop.Trace?.Invoke($"{process} waits {slow.TotalSeconds} s for {call}");
            var over = new TaskCompletionSource();
            loop.Add(new SimTimer(loop.Now + slow, process, over.SetResult));
            await over.Task.ConfigureAwait(false);
        }

        if (SimRun.Current?.EndsAt <= loop.Now)
        {
            loop.Trace?.Invoke($"{process} is ended, because a request takes too long");
            process.Die();
            await new TaskCompletionSource().Task.ConfigureAwait(false);
        }
    }

    private static void Try<T>(Func<T> write)
    {
        try
        {
            write();
        }
        catch (RequestFailedException)
        {
            // The client never sees the result of this write.
        }
    }

    private void ThrowIf(CallFault fault)
    {
        if (fault is CallFault.Lost or CallFault.Busy)
        {
            loop.Trace?.Invoke($"{process} fails: {fault}");
        }

        if (fault == CallFault.Lost)
        {
            throw new IOException("The connection was cut.");
        }

        if (fault == CallFault.Busy)
        {
            throw new RequestFailedException(503, "ServerBusy");
        }
    }
}
