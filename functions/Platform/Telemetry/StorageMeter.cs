using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.Platform.Telemetry;

/// <summary>Counts what storage charges for. Addresses are left out: they hold account ids and blob names.</summary>
internal sealed class StorageMeter(AppTelemetry telemetry) : HttpPipelineSynchronousPolicy
{
    public override void OnReceivedResponse(HttpMessage message) =>
        telemetry.StorageCalled(ServiceOf(message.Request.Uri.Host, message.Request.Uri.Port), message.Response.Status);

    /// <summary>{account}.table.core.windows.net; the emulator tells its services apart by port.</summary>
    private static string ServiceOf(string? host, int port) =>
        host?.Split('.') is [_, var service, "core", ..] ? service : $"port-{port}";
}
