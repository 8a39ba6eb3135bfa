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
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    public readonly struct Turn(SemaphoreSlim? gate) : IDisposable
    {
        /// <summary>That of nobody gives nothing back.</summary>
        public void Dispose() => gate?.Release();
    }
}
