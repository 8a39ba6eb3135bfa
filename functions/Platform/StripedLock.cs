using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AiPromptGen.Platform;

/// <summary>
/// One turn at a time per key (and rarely per two keys), or a few, so that callers of one process queue instead of racing.
/// </summary>
internal sealed class StripedLock(int stripes, int turns = 1)
{
    private readonly SemaphoreSlim[] _gates =
    [
        .. Enumerable.Range(0, stripes).Select(_ => new SemaphoreSlim(turns, turns)),
    ];

    public async Task<Turn> EnterAsync(string key, CancellationToken cancellationToken)
    {
        // The same in every process, which a string's own hash is not: who shares a gate is then no matter of chance.
        var gate = _gates[XxHash32.HashToUInt32(MemoryMarshal.AsBytes(key.AsSpan())) % (uint)_gates.Length];
        cancellationToken.ThrowIfCancellationRequested();
        // Not gate.WaitAsync(cancellationToken): where it must wait, that goes on by way of the thread pool whatever the caller
        // runs on, and a simulated run on one thread would not be the same twice.
        var mine = new TaskCompletionSource();
        await using var giveUp = cancellationToken.Register(() => mine.TrySetCanceled(cancellationToken));
        _ = GiveAsync(gate, mine);
        await mine.Task;
        return new Turn(gate);
    }

    /// <summary>A turn that comes when nobody wants it any more goes to the next.</summary>
    private static async Task GiveAsync(SemaphoreSlim gate, TaskCompletionSource mine)
    {
        await gate.WaitAsync(CancellationToken.None);
        if (!mine.TrySetResult())
        {
            gate.Release();
        }
    }

    public readonly struct Turn(SemaphoreSlim? gate) : IDisposable
    {
        /// <summary>That of nobody gives nothing back.</summary>
        public void Dispose() => gate?.Release();
    }
}
