using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AiPromptGen.Host.Start;

/// <summary>What the platform does in Azure and a local run has to do for the app: logs, keys of its own, CORS.</summary>
internal static class LocalServices
{
    public static void AddTo(IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        // ASP.NET would keep them in the home folder.
        services.AddDataProtection().PersistKeysToFileSystem(new(Path.Combine(dataFolder, "keys")));
        CrossOrigin.AddTo(services);
        services.AddLogging(logging =>
            logging
                .SetMinimumLevel(LogLevel.Warning)
                // Start-up failures are told as lines, so their log would say them twice, with stack traces.
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
                // It warns that the keys lie there unencrypted; they protect nothing that leaves this machine.
                .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
                .AddConfiguration(configuration.GetSection("Logging"))
                .AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>()
                .AddConsole(console =>
                {
                    console.FormatterName = PlainFormatter.Plain;
                    // Standard output carries the one line with the address.
                    console.LogToStandardErrorThreshold = LogLevel.Trace;
                })
        );
    }

    /// <summary>"12:00:01 Warning AiPromptGen.Billing.Sweep: the text (TimeoutException: its message)", in one line.</summary>
    private sealed class PlainFormatter(TimeProvider time) : ConsoleFormatter(Plain)
    {
        public const string Plain = "plain";

        public override void Write<TState>(
            in LogEntry<TState> entry,
            IExternalScopeProvider? scopes,
            TextWriter output
        )
        {
            var text = entry.Formatter(entry.State, entry.Exception);
            var fault = entry.Exception is { } e ? $" ({e.GetType().Name}: {e.Message})" : "";
            output.WriteLine(
                $"{time.GetLocalNow():HH:mm:ss} {entry.LogLevel} {entry.Category}: {text}{fault}".ReplaceLineEndings(" ")
            );
        }
    }
}
