using System.Runtime.CompilerServices;

namespace AiPromptGen.Generations;

/// <summary>
/// Follows a generation to its end by reading its row, faster at first. Any instance can watch what any other one runs;
/// nothing is held in memory.
/// </summary>
internal sealed class GenerationWatch(GenerationStore generations, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Yields each new state of the generation after <paramref name="sequence"/>, until the final one or until the time is up.
    /// </summary>
    public async IAsyncEnumerable<Generation> ChangesAsync(
        AccountId account,
        string id,
        int sequence,
        TimeSpan atMost,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (end, pause) = (time.GetUtcNow() + atMost, FirstPause);
        while (await generations.FindAsync(account, id, cancellationToken) is { } current)
        {
            if (current.Sequence > sequence)
            {
                sequence = current.Sequence;
                yield return current;
            }

            var left = end - time.GetUtcNow();
            if (current.IsFinal || left <= TimeSpan.Zero)
            {
                yield break;
            }

            await Task.Delay(pause < left ? pause : left, time, cancellationToken);
            pause = pause * 1.5 < MaxPause ? pause * 1.5 : MaxPause;
        }
    }

    /// <returns>The generation in its last state seen; null when it is gone.</returns>
    public async Task<Generation?> WaitAsync(
        AccountId account,
        string id,
        TimeSpan atMost,
        CancellationToken cancellationToken
    )
    {
        Generation? last = null;
        await foreach (var seen in ChangesAsync(account, id, 0, atMost, cancellationToken))
        {
            last = seen;
        }

        return last;
    }
}
