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

/// <summary>Counts what storage charges for. Addresses are left out: they hold account ids and blob names.</summary>
internal sealed class StorageMeter(AppTelemetry telemetry) : HttpPipelineSynchronousPolicy
{
    public override void OnReceivedResponse(HttpMessage message) =>
        telemetry.StorageCalled(ServiceOf(message.Request.Uri.Host, message.Request.Uri.Port), message.Response.Status);

    /// <summary>{account}.table.core.windows.net; the emulator tells its services apart by port.</summary>
    private static string ServiceOf(string? host, int port) =>
        host?.Split('.') is [_, var service, "core", ..] ? service : $"port-{port}";
}

/// <summary>
/// Who sends telemetry where keys are off: <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c>, which the Functions host reads
/// too. The exporters do not read it themselves.
/// </summary>
/// <param name="ClientId">Of a user-assigned identity; null is the app's own.</param>
internal sealed record TelemetryIdentity(string? ClientId)
{
    /// <param name="setting">"ClientId=…;Authorization=AAD"</param>
    /// <returns>Null where no identity is asked for.</returns>
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
