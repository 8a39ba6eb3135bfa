using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host;

/// <summary>What is heard of the app and of the durable engine.</summary>
internal static class HostLogging
{
    /// <summary>To standard error: standard output carries the one line with the address.</summary>
    public static void AddConsole(ILoggingBuilder logging) =>
        logging
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Azure", LogLevel.Warning)
            // It would log start-up failures with messages and stack traces; they are thrown as well.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

    /// <summary>The engine logs from the level that host.json gives to the Functions host itself.</summary>
    public static void AddLevels(ILoggingBuilder logging, IConfiguration settings) =>
        logging.SetMinimumLevel(
            settings.GetValue("AzureFunctionsJobHost:logging:logLevel:default", LogLevel.Information)
        );
}
