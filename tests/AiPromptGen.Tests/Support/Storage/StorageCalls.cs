using Azure;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>One request to storage in memory.</summary>
/// <param name="Store">Name of the table or container.</param>
/// <param name="Name">What is asked for, to be told: a verb and a key.</param>
internal readonly record struct StorageCall(string Store, string Name)
{
    public override string ToString() => $"{Store} {Name}";
}

/// <summary>Between who asks and what storage holds: makes each request, or does not, now or later, once or twice.</summary>
internal abstract class StorageCalls
{
    public abstract ValueTask<T> ReadAsync<T>(StorageCall call, Func<T> read);

    public abstract ValueTask<T> WriteAsync<T>(StorageCall call, Func<T> write);

    /// <summary>How many rows the service looks at for one page: it may give fewer than it was asked for, even none.</summary>
    public virtual int PageOf(int asked) => asked;

    /// <summary>Makes them all, at once.</summary>
    public static StorageCalls Plain => new WriteFaults();
}

/// <summary>The process died: nothing it does reaches storage any more.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>Counts the writes of a process, and ends it at one of them: before it is made, or before its answer is seen.</summary>
internal sealed class WriteFaults : StorageCalls
{
    private bool dead;

    public int Writes { get; private set; }

    /// <summary>From 1; 0 never.</summary>
    public int DieAt { get; set; }

    public bool After { get; set; }

    /// <summary>From 1; the process lives, and only the answer to this write is lost.</summary>
    public int LoseAt { get; set; }

    /// <summary>
    /// The storage client sends that write once more by itself, as Azure's does after a time-out: who asked hears of the second
    /// one only, which conflicts with the first.
    /// </summary>
    public bool IsSentAgain { get; set; }

    public override ValueTask<T> ReadAsync<T>(StorageCall call, Func<T> read)
    {
        ThrowIfDead();
        return ValueTask.FromResult(read());
    }

    public override ValueTask<T> WriteAsync<T>(StorageCall call, Func<T> write)
    {
        ThrowIfDead();
        dead = ++Writes == DieAt;
        if (dead && !After)
        {
            throw new ProcessDiedException();
        }

        var answer = write();
        ThrowIfDead();
        return ValueTask.FromResult(
            Writes != LoseAt ? answer
            : IsSentAgain ? write()
            : throw new RequestFailedException(503, "The answer was lost.")
        );
    }

    private void ThrowIfDead()
    {
        if (dead)
        {
            throw new ProcessDiedException();
        }
    }
}
