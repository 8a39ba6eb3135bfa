using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Telemetry;

/// <summary>
/// The worker hands an event to the Functions host as <see cref="EventId.ToString"/>: its name where it has one, and the number
/// is lost. Every event of ours has a name, its method's; alerts and the runbook know the numbers. So names are left off; the
/// events of others stay as they are.
/// </summary>
internal sealed class NumberedEvents(ILoggerFactory inner) : ILoggerFactory
{
    public static void AddTo(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton<ILoggerFactory>(provider => new NumberedEvents(
                new LoggerFactory(
                    provider.GetServices<ILoggerProvider>(),
                    provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                    provider.GetRequiredService<IOptions<LoggerFactoryOptions>>()
                )
            ))
        );

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(nameof(AiPromptGen), StringComparison.Ordinal)
            ? new Logger(inner.CreateLogger(categoryName))
            : inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => inner.Log(logLevel, eventId.Id == 0 ? eventId : new EventId(eventId.Id), state, exception, formatter);
    }
}
