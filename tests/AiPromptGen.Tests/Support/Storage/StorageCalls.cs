using Azure;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>One request to storage in memory.</summary>
/// <param name="Store">Name of the table or container.</param>
/// <param name="Name">A verb and a key, for traces.</param>
internal readonly record struct StorageCall(string Store, string Name)
{
    public override string ToString() => $"{Store} {Name}";
}

/// <summary>
/// Stands between a client and the storage in memory. It decides whether and when each request is made, and whether once or twice.
/// </summary>
internal abstract class StorageCalls
{
    public abstract ValueTask<T> ReadAsync<T>(StorageCall call, Func<T> read);

    public abstract ValueTask<T> WriteAsync<T>(StorageCall call, Func<T> write);

    /// <summary>How many rows a page has at most. The service may return fewer than it was asked for, even none.</summary>
    public virtual int PageOf(int asked) => asked;

    /// <summary>Makes every request at once, without a fault.</summary>
    public static StorageCalls Plain => new WriteFaults();
}

/// <summary>Thrown by every request of a process that has died, so that nothing it does reaches storage.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>Counts the writes of a process, and ends it at one of them: before it is made, or before its answer is seen.</summary>
internal sealed class WriteFaults : StorageCalls
{
    private bool dead;

    public int Writes { get; private set; }

    /// <summary>The number of the write at which the process dies, counted from 1; 0, the default, for never.</summary>
    public int DieAt { get; set; }

    /// <summary>Whether the process dies after the write was made, before it sees the answer; else before it is made.</summary>
    public bool After { get; set; }

    /// <summary>The number of the write, from 1, that is made but whose answer is lost. The process lives on. 0, the default, for none.</summary>
    public int LoseAt { get; set; }

    /// <summary>
    /// Whether the storage client sends the write of <see cref="LoseAt"/> again by itself, as Azure's does after a time-out. The program
    /// sees the answer to the second one only, which conflicts with the first.
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
