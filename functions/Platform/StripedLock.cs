using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace AiPromptGen.Platform;

/// <summary>
/// Lets one caller at a time, or a few, do something for a key, so that the callers in one process queue instead of racing. Two keys may
/// share a gate, which is rare.
/// </summary>
internal sealed class StripedLock(int stripes, int turns = 1)
{
    private readonly SemaphoreSlim[] _gates =
    [
        .. Enumerable.Range(0, stripes).Select(_ => new SemaphoreSlim(turns, turns)),
    ];

    public async Task<Turn> EnterAsync(string key, CancellationToken cancellationToken)
    {
        // This hash is the same in every process, which a string's own hash is not, so it is not left to chance which keys share a gate.
        var gate = _gates[XxHash32.HashToUInt32(MemoryMarshal.AsBytes(key.AsSpan())) % (uint)_gates.Length];
        cancellationToken.ThrowIfCancellationRequested();
        // gate.WaitAsync(cancellationToken) is not used: when it has to wait, it continues on the thread pool whatever the caller runs on,
        // and then a simulation on one thread could not be repeated.
        var mine = new TaskCompletionSource();
        await using var giveUp = cancellationToken.Register(() => mine.TrySetCanceled(cancellationToken));
        _ = GiveAsync(gate, mine);
        await mine.Task;
        return new Turn(gate);
    }

    /// <summary>Waits for a turn. When the caller has given up by the time it comes, the turn goes to the next one.</summary>
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
        /// <summary>Ends the turn. A default value of this type holds no turn, and ending it does nothing.</summary>
        public void Dispose() => gate?.Release();
    }
}
