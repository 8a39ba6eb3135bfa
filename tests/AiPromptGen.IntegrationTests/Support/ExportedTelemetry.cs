using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Keeps what an app would send to its telemetry back end.</summary>
internal sealed class ExportedTelemetry
{
    private const int ExportMilliseconds = 100;

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<string> Points { get; } = [];

    public void AddTo(IServiceCollection services)
    {
        services.ConfigureOpenTelemetryTracerProvider(tracing =>
            tracing.AddProcessor(new SimpleActivityExportProcessor(new SpanExporter(Spans)))
        );
        services.ConfigureOpenTelemetryMeterProvider(metrics =>
            metrics.AddReader(new PeriodicExportingMetricReader(new PointExporter(Points), ExportMilliseconds))
        );
    }

    /// <summary>Everything that would leave, as text.</summary>
    public IEnumerable<string> Texts() => Spans.Select(Describe).Concat(Points);

    private static string Describe(Activity span) =>
        $"{span.Source.Name} {span.DisplayName} {span.StatusDescription} "
        + string.Join(' ', span.TagObjects.Select(t => $"{t.Key}={t.Value}"))
        + string.Join(' ', span.Events.SelectMany(e => e.Tags.Select(t => $"{e.Name} {t.Key}={t.Value}")))
        + string.Join(' ', span.Baggage.Select(b => $"{b.Key}={b.Value}"));

    private sealed class SpanExporter(ConcurrentQueue<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                spans.Enqueue(span);
            }

            return ExportResult.Success;
        }
    }

    private sealed class PointExporter(ConcurrentQueue<string> points) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var tags = new List<string>();
                    foreach (var tag in point.Tags)
                    {
                        tags.Add($"{tag.Key}={tag.Value}");
                    }

                    var count =
                        metric.MetricType == MetricType.LongSum ? point.GetSumLong() : point.GetHistogramCount();
                    points.Enqueue($"{metric.Name} {string.Join(' ', tags.Order(StringComparer.Ordinal))} {count}");
                }
            }

            return ExportResult.Success;
        }
    }
}
