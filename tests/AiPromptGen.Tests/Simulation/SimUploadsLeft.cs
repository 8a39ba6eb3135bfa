using AiPromptGen.Generations.Orchestration;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Tests.Simulation;

/// <summary>The generations whose uploads could not be deleted when they ended, read from what the program logs.</summary>
internal sealed class SimUploadsLeft : ILogger<CleanUp>
{
    private readonly HashSet<string> generations = new(StringComparer.Ordinal);

    public bool Contains(string generation) => generations.Contains(generation);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            generations.UnionWith(values.Where(v => v.Key == "GenerationId").Select(v => $"{v.Value}"));
        }
    }
}
