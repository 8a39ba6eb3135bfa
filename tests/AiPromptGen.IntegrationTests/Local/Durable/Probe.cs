using System.Collections.Concurrent;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>What the fixture's activities do and have done; one per test, shared by its hubs.</summary>
internal sealed class Probe
{
    private readonly ConcurrentDictionary<string, Func<string, CancellationToken, Task<string>>> handlers = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentQueue<string> calls = new();

    public IReadOnlyList<string> Calls => [.. calls];

    /// <summary>What a redeployment would change.</summary>
    public int Version { get; set; } = 1;

    public Probe On(string name, Func<string, CancellationToken, Task<string>> handler)
    {
        handlers[name] = handler;
        return this;
    }

    public Probe On(string name, Func<string, string> handler) => On(name, (i, _) => Task.FromResult(handler(i)));

    public void Note(string call) => calls.Enqueue(call);

    public Task<string> CallAsync(string name, string input, CancellationToken cancellationToken)
    {
        Note($"{name}({input})");
        return handlers.TryGetValue(name, out var handler)
            ? handler(input, cancellationToken)
            : Task.FromResult($"{input}>{name}");
    }
}
