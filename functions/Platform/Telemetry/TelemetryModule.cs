using System.Diagnostics;
using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiPromptGen.Platform.Telemetry;

internal static class TelemetryModule
{
    /// <summary>
    /// Requests by method, function and status code, counted by the web server of .NET itself, every one of them: a figure is
    /// never sampled. Alerts read it. It has no path and no query.
    /// </summary>
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    /// <summary>
    /// Traces, figures and log lines leave the worker by itself, so the Functions host sends none of them on its behalf.
    /// Nothing that instruments addresses is added (ASP.NET Core's traces, HttpClient, the storage clients): <c>?q=</c> and a
    /// picture's address are a person's words. Without an exporter's setting nothing is sent anywhere.
    /// </summary>
    public static FunctionsApplicationBuilder AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        // Ids and baggage of a client's trace are for us: by default HttpClient hands them to whoever it asks.
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<AppTelemetry>();
        builder.Services.AddSingleton<HttpPipelinePolicy, StorageMeter>();
        AddLevels(builder.Logging);
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            // The durable client's own spans: names of orchestrators and instance ids.
            .WithTracing(tracing => tracing.AddSource(AppTelemetry.Name, "Microsoft.DurableTask"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(AppTelemetry.Name, RequestMeter)
                    // Of the web server's figures nothing reads this one.
                    .AddView("http.server.active_requests", MetricStreamConfiguration.Drop)
            )
            .WithLogging();
        if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } connection)
        {
            AddAzureMonitor(
                telemetry,
                connection,
                TelemetryIdentity.Parse(builder.Configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"])
            );
        }

        // The exporter reads this setting, and the others that begin so, by itself.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }

    /// <summary>Every line of ours that is worth a line; of libraries and of the worker only that something is broken.</summary>
    private static void AddLevels(ILoggingBuilder logging) =>
        logging
            .AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.Error)
            .AddFilter<OpenTelemetryLoggerProvider>(nameof(AiPromptGen), LogLevel.Information);

    private static void AddAzureMonitor(IOpenTelemetryBuilder telemetry, string connection, TelemetryIdentity? identity)
    {
        var credential = identity?.ToCredential();
        telemetry
            .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Set))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Set))
            .WithLogging(logging => logging.AddAzureMonitorLogExporter(Set));

        void Set(AzureMonitorExporterOptions options)
        {
            (options.ConnectionString, options.Credential) = (connection, credential);
            // The exporter's own default keeps five traces a second, and drops log lines, critical ones too, with the rest.
            options.TracesPerSecond = null;
            options.SamplingRatio = 1;
            options.EnableTraceBasedLogsSampler = false;
        }
    }
}
