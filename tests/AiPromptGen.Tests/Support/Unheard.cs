using System.Diagnostics.Metrics;
using AiPromptGen.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Tests.Support;

/// <summary>Telemetry without a listener, so that nothing is recorded.</summary>
internal static class Unheard
{
    public static AppTelemetry Telemetry { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
