using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
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
    /// The meter of .NET's own web server, which counts every request by method, function and status code and is never sampled. Alerts read
    /// it. It records no path and no query.
    /// </summary>
    private const string RequestMeter = "Microsoft.AspNetCore.Hosting";

    /// <summary>
    /// The worker sends its traces, metrics and log lines itself, so the Functions host sends none of them for it. No instrumentation that
    /// records addresses is added (ASP.NET Core's traces, HttpClient, the storage clients), because <c>?q=</c> and a picture's address are
    /// a person's words. Without the setting of an exporter nothing is sent anywhere.
    /// </summary>
    public static FunctionsApplicationBuilder AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        // By default HttpClient passes the ids and baggage of a client's trace on to every service it calls; they are meant for this app
        // only.
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<AppTelemetry>();
        builder.Services.AddSingleton<HttpPipelinePolicy, StorageMeter>();
        AddLevels(builder.Logging);
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            // The durable client's own traces hold names of orchestrators and instance ids.
            .WithTracing(tracing => tracing.AddSource(AppTelemetry.Name, "Microsoft.DurableTask"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(AppTelemetry.Name, RequestMeter)
                    // Nothing reads this metric of the web server.
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

        // The exporter reads this setting, and the others with the same beginning, by itself.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }

        return builder;
    }

    /// <summary>
    /// Log levels: Information and above from this app; from libraries and the worker only what says that something is broken.
    /// </summary>
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
            // By default the exporter keeps five traces a second, and with the others it drops their log lines, even critical ones.
            options.TracesPerSecond = null;
            options.SamplingRatio = 1;
            options.EnableTraceBasedLogsSampler = false;
        }
    }
}

/// <summary>Counts the operations that storage charges for. It records no addresses, because they contain account ids and blob names.</summary>
internal sealed class StorageMeter(AppTelemetry telemetry) : HttpPipelineSynchronousPolicy
{
    public override void OnReceivedResponse(HttpMessage message) =>
        telemetry.StorageCalled(ServiceOf(message.Request.Uri.Host, message.Request.Uri.Port), message.Response.Status);

    /// <summary>The name of the service in {account}.table.core.windows.net. The emulator's services differ by port instead.</summary>
    private static string ServiceOf(string? host, int port) =>
        host?.Split('.') is [_, var service, "core", ..] ? service : $"port-{port}";
}

/// <summary>
/// The identity that sends telemetry when keys are disabled: <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>, which the Functions host
/// reads too. The exporters do not read it themselves.
/// </summary>
/// <param name="ClientId">The client id of a user-assigned identity; null is the app's own identity.</param>
internal sealed record TelemetryIdentity(string? ClientId)
{
    /// <param name="setting">"ClientId=…;Authorization=AAD"</param>
    /// <returns>Null when the setting asks for no identity.</returns>
    public static TelemetryIdentity? Parse(string? setting)
    {
        var parts = (setting ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToLookup(part => part[0], part => part[^1], StringComparer.OrdinalIgnoreCase);
        return parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase)
            ? new TelemetryIdentity(parts["ClientId"].FirstOrDefault(id => id.Length > 0))
            : null;
    }

    public TokenCredential ToCredential() =>
        new ManagedIdentityCredential(
            ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned
        );
}
