using System.Globalization;
using AiPromptGen.Simulators;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>Stands in for an AI provider where none is configured or the switch asks for it; on a developer's machine only.</summary>
internal static class LocalSimulators
{
    private const string Switch = "Simulators:Ai";
    private const string Endpoint = "AzureOpenAI:Endpoint";
    private const string Routes = "Generations:Routes";

    /// <returns>The simulator, if one was needed; the configuration then leads to it.</returns>
    public static async Task<AiSimulator?> EnsureAsync(
        ConfigurationManager configuration,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var wanted = LocalConfiguration.IsStandInWanted(configuration, Switch);

        var configured =
            configuration[Endpoint] is { Length: > 0 }
            || configuration["OpenAICompatible:BaseAddress"] is { Length: > 0 }
            || configuration.GetSection(Routes).Exists();
        if (wanted is false || (wanted is null && configured))
        {
            return null;
        }

        var simulator = await AiSimulator.StartAsync(port: 0, time, cancellationToken);
        configuration[Switch] = "true";
        configuration[Endpoint] = simulator.Address.AbsoluteUri;
        configuration["AzureOpenAI:ApiKey"] = "simulated";
        AddModeration(configuration, simulator.Address);
        AddRoute(configuration, "text-to-prompt", "simulated-chat", priceCredits: 1, timeoutSeconds: 60);
        AddRoute(configuration, "image-to-prompt", "simulated-chat", priceCredits: 1, timeoutSeconds: 60);
        AddPainter(configuration);
        return simulator;
    }

    /// <summary>A classifier that somebody has configured is asked all the same.</summary>
    private static void AddModeration(ConfigurationManager configuration, Uri simulator)
    {
        const string Provider = "Moderation:Provider";
        if (configuration[Provider] is not { Length: > 0 })
        {
            configuration[Provider] = "openai-compatible";
            configuration["Moderation:Endpoint"] = new Uri(simulator, "v1").AbsoluteUri;
            configuration["Moderation:ApiKey"] = "simulated";
        }
    }

    private static void AddPainter(ConfigurationManager configuration)
    {
        const string Kind = "text-to-image";
        if (!configuration.GetSection($"{Routes}:{Kind}").Exists())
        {
            AddRoute(configuration, Kind, "simulated-image", priceCredits: 4, timeoutSeconds: 120);
            configuration[$"{Routes}:{Kind}:0:Target"] = "gpt-image";
            configuration[$"{Routes}:{Kind}:0:Retries"] = "1";
        }
    }

    private static void AddRoute(
        ConfigurationManager configuration,
        string kind,
        string model,
        int priceCredits,
        int timeoutSeconds
    )
    {
        // Somebody's own routes stay, and those of Azure OpenAI lead to the simulator.
        if (configuration.GetSection($"{Routes}:{kind}").Exists())
        {
            return;
        }

        var route = $"{Routes}:{kind}:0";
        configuration[$"{route}:Provider"] = "azure-openai";
        configuration[$"{route}:Model"] = model;
        configuration[$"{route}:PriceCredits"] = priceCredits.ToString(CultureInfo.InvariantCulture);
        configuration[$"{route}:TimeoutSeconds"] = timeoutSeconds.ToString(CultureInfo.InvariantCulture);
    }
}
