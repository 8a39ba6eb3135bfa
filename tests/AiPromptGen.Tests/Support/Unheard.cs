using System.Diagnostics.Metrics;
using AiPromptGen.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Tests.Support;

/// <summary>Telemetry that nobody listens to.</summary>
internal static class Unheard
{
    public static AppTelemetry Telemetry { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
