using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiPromptGen.Platform.Telemetry;

internal static class TelemetryModule
{
    /// <summary>The worker's and the durable client's own spans: function names and instance ids.</summary>
    private static readonly string[] Sources =
    [
        AppTelemetry.Name,
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.DurableTask",
    ];

    /// <summary>
    /// Nothing that instruments addresses is added (ASP.NET Core, HttpClient, the storage clients): <c>?q=</c> and a
    /// picture's address are a person's words. Without an exporter's setting nothing is sent anywhere.
    /// </summary>
    public static FunctionsApplicationBuilder AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        NumberedEvents.AddTo(builder.Services);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<AppTelemetry>();
        builder.Services.AddSingleton<HttpPipelinePolicy, StorageMeter>();
        var (azure, otlp) = (
            builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"],
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]
        );
        var credential = TelemetryIdentity
            .Parse(builder.Configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"])
            ?.ToCredential();
        builder
            .Services.AddOpenTelemetry()
            .WithTracing(tracing =>
            {
                tracing.AddSource(Sources);
                if (!string.IsNullOrEmpty(azure))
                {
                    tracing.AddAzureMonitorTraceExporter(options =>
                        (options.ConnectionString, options.Credential) = (azure, credential)
                    );
                }

                if (!string.IsNullOrEmpty(otlp))
                {
                    tracing.AddOtlpExporter(options => options.Endpoint = new Uri(otlp));
                }
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(AppTelemetry.Name);
                if (!string.IsNullOrEmpty(azure))
                {
                    metrics.AddAzureMonitorMetricExporter(options =>
                        (options.ConnectionString, options.Credential) = (azure, credential)
                    );
                }

                if (!string.IsNullOrEmpty(otlp))
                {
                    metrics.AddOtlpExporter(options => options.Endpoint = new Uri(otlp));
                }
            });
        return builder;
    }
}
