using Azure.Core;
using Azure.Identity;

namespace AiPromptGen.Platform.Telemetry;

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
