using AiPromptGen.Host.Start.Storage;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>Sees to it that <c>AzureWebJobsStorage</c> leads somewhere.</summary>
internal static class LocalStorage
{
    private const string Setting = "AzureWebJobsStorage";
    private const string Development = "UseDevelopmentStorage=true";

    /// <returns>The emulator that was started or found for it, if one was needed.</returns>
    public static async Task<SharedAzurite?> EnsureAsync(
        ConfigurationManager configuration,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // Identity-based storage has no value of its own, only settings below it.
        var configured = configuration.GetSection(Setting).Exists() && configuration[Setting] is not "";
        var development = string.Equals(
            configuration[Setting]?.TrimEnd(';'),
            Development,
            StringComparison.OrdinalIgnoreCase
        );
        if (configured && !development)
        {
            return null;
        }

        if (LocalConfiguration.InAzure(configuration))
        {
            throw new LocalHostException($"{Setting} must name a storage account when running in Azure.");
        }

        if (development && await AzuritePorts.WellKnown.AnswerAsync(cancellationToken))
        {
            return null;
        }

        var folder = Path.Combine(LocalConfiguration.DataFolder(configuration), "azurite");
        var azurite = await SharedAzurite.JoinAsync(folder, time, cancellationToken);
        configuration[Setting] = azurite.ConnectionString;
        return azurite;
    }
}
