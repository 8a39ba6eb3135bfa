using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Collects traces and metrics. Experimental sources send only to collectors that name them.</summary>
internal static class Telemetry
{
    public static ActivityListener ListenToActivities(Action<string> hear)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => !source.Name.StartsWith("Experimental.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => hear($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    public static MeterListener ListenToMetrics(Action<string> hear)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name.StartsWith("System.Net", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => hear(Words(tags)));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => hear(Words(tags)));
        listener.Start();
        return listener;
    }

    private static string Words(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray());
}
