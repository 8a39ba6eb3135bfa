using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AiPromptGen.Host;

/// <summary>Decides which log lines of the app and of the durable engine are written.</summary>
internal static class HostLogging
{
    /// <summary>The level that host.json gives to the Functions host itself.</summary>
    public const string Level = "AzureFunctionsJobHost:logging:logLevel:default";

    /// <summary>To standard error, warnings and worse: standard output carries the one line with the address.</summary>
    /// <param name="settings">Its section <c>Logging</c> asks for more: <c>Logging__LogLevel__Default=Information</c>.</param>
    public static void AddConsole(ILoggingBuilder logging, IConfiguration settings) =>
        logging
            .AddConsoleFormatter<PlainFormatter, ConsoleFormatterOptions>()
            .AddConsole(console =>
            {
                console.FormatterName = PlainFormatter.Plain;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .SetMinimumLevel(LogLevel.Warning)
            // It would log start-up failures with messages and stack traces; they are thrown as well.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // The host itself logs which function has failed. A function that is stopped with the host has not failed.
            .AddFilter("Microsoft.Azure.Functions.Worker.FunctionsApplication", LogLevel.None)
            .AddConfiguration(settings.GetSection("Logging"));

    /// <summary>"12:00:01 Warning AiPromptGen.Billing.Inbox: the text (TimeoutException: its message)", in one line.</summary>
    private sealed class PlainFormatter() : ConsoleFormatter(Plain)
    {
        public const string Plain = "plain";

        public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
        {
            var text = entry.Formatter(entry.State, entry.Exception);
            var fault = entry.Exception is { } e ? $" ({e.GetType().Name}: {e.Message})" : "";
            var line = $"{DateTime.Now:HH:mm:ss} {entry.LogLevel} {entry.Category}: {text}{fault}";
            output.WriteLine(line.ReplaceLineEndings(" "));
        }
    }
}
