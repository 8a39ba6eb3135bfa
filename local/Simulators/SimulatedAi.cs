using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Simulators;

/// <summary>Stands in for an AI provider where none is configured, or where the switch asks for it.</summary>
internal static class SimulatedAi
{
    public const string Switch = "Simulators:Ai";
    private const string Endpoint = "AzureOpenAI:Endpoint";
    private const string Routes = "Generations:Routes";

    /// <param name="wanted">What the switch says, and false wherever nothing may stand in; null where it says nothing.</param>
    /// <returns>The simulator, if one was needed; the configuration then leads to it.</returns>
    public static async Task<AiSimulator?> EnsureAsync(
        ConfigurationManager configuration,
        bool? wanted,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var configured =
            configuration[Endpoint] is { Length: > 0 }
            || configuration["OpenAICompatible:BaseAddress"] is { Length: > 0 }
            || configuration.GetSection(Routes).Exists();
        if (!(wanted ?? !configured))
        {
            return null;
        }

        var simulator = await AiSimulator.StartAsync(port: 0, time, cancellationToken);
        configuration[Switch] = "true";
        configuration[Endpoint] = simulator.Address.AbsoluteUri;
        configuration["AzureOpenAI:ApiKey"] = "simulated";
        // A classifier that somebody has configured is asked all the same.
        if (configuration["Moderation:Provider"] is not { Length: > 0 })
        {
            configuration["Moderation:Provider"] = "openai-compatible";
            configuration["Moderation:Endpoint"] = new Uri(simulator.Address, "v1").AbsoluteUri;
            configuration["Moderation:ApiKey"] = "simulated";
        }

        AddRoute(configuration, "text-to-prompt", "simulated-chat", ("PriceCredits", "1"), ("TimeoutSeconds", "60"));
        AddRoute(configuration, "image-to-prompt", "simulated-chat", ("PriceCredits", "1"), ("TimeoutSeconds", "60"));
        AddRoute(
            configuration,
            "text-to-image",
            "simulated-image",
            ("PriceCredits", "4"),
            ("TimeoutSeconds", "120"),
            ("Target", "gpt-image"),
            ("Retries", "1")
        );
        return simulator;
    }

    /// <summary>Somebody's own routes stay, and those of Azure OpenAI lead to the simulator.</summary>
    private static void AddRoute(
        ConfigurationManager configuration,
        string kind,
        string model,
        params (string Name, string Value)[] more
    )
    {
        if (configuration.GetSection($"{Routes}:{kind}").Exists())
        {
            return;
        }

        foreach (var (name, value) in more.Append(("Provider", "azure-openai")).Append(("Model", model)))
        {
            configuration[$"{Routes}:{kind}:0:{name}"] = value;
        }
    }
}
