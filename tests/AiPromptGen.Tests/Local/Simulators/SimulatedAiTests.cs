using AiPromptGen.Host.Start;
using AiPromptGen.Simulators;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Local.Simulators;

/// <summary>When the local host starts a simulator of AI services, and which addresses the configuration then has.</summary>
[TestFixture]
internal sealed class SimulatedAiTests
{
    [Test]
    public async Task Without_any_provider_the_routes_lead_to_a_simulator()
    {
        var configuration = new ConfigurationManager { ["AzureOpenAI:ApiKey"] = "left over" };

        await using var simulator = await EnsureAsync(configuration);

        Assert.That(configuration["AzureOpenAI:Endpoint"], Is.EqualTo(simulator!.Address.AbsoluteUri));
        Assert.That(configuration["AzureOpenAI:ApiKey"], Is.EqualTo("simulated"));
        Assert.That(configuration["Simulators:Ai"], Is.EqualTo("true"));
        Assert.That(
            Routes(configuration),
            Is.EqualTo(
                new[]
                {
                    "image-to-prompt: azure-openai simulated-chat 1 60 ",
                    "text-to-image: azure-openai simulated-image 4 120 gpt-image",
                    "text-to-prompt: azure-openai simulated-chat 1 60 ",
                }
            )
        );
    }

    [TestCase("AzureOpenAI:Endpoint", "https://example.openai.azure.com")]
    [TestCase("Generations:Routes:text-to-prompt:0:Provider", "embedded")]
    [TestCase("Simulators:Ai", "false")]
    [TestCase("WEBSITE_SITE_NAME", "site")]
    [TestCase("WEBSITE_INSTANCE_ID", "instance")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Staging")]
    [TestCase("DOTNET_ENVIRONMENT", "Production")]
    public async Task With_a_provider_or_outside_development_nothing_is_simulated(string name, string value)
    {
        var configuration = new ConfigurationManager { [name] = value };
        var before = configuration.AsEnumerable().ToList();

        await using var simulator = await EnsureAsync(configuration);

        Assert.That(simulator, Is.Null);
        Assert.That(configuration.AsEnumerable(), Is.EqualTo(before));
    }

    [Test]
    public async Task Asked_for_it_is_there_beside_routes_of_ones_own()
    {
        var configuration = new ConfigurationManager
        {
            ["Simulators:Ai"] = "true",
            ["AzureOpenAI:Endpoint"] = "https://example.openai.azure.com",
            ["Generations:Routes:text-to-prompt:0:Provider"] = "azure-openai",
            ["Generations:Routes:text-to-prompt:0:Model"] = "mine",
        };

        await using var simulator = await EnsureAsync(configuration);

        Assert.That(configuration["AzureOpenAI:Endpoint"], Is.EqualTo(simulator!.Address.AbsoluteUri));
        Assert.That(
            Routes(configuration),
            Is.EqualTo(
                new[]
                {
                    "image-to-prompt: azure-openai simulated-chat 1 60 ",
                    "text-to-image: azure-openai simulated-image 4 120 gpt-image",
                    "text-to-prompt: azure-openai mine   ",
                }
            )
        );
    }

    /// <summary>The host starts no simulator there; the app itself refuses the setting (SettingsSampleTests).</summary>
    [TestCase("WEBSITE_SITE_NAME", "site")]
    [TestCase("WEBSITE_INSTANCE_ID", "instance")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Production")]
    [TestCase("DOTNET_ENVIRONMENT", "Staging")]
    public async Task Asked_for_outside_development_it_is_not_there(string name, string value)
    {
        var configuration = new ConfigurationManager { [name] = value, ["Simulators:Ai"] = "true" };

        Assert.That(await EnsureAsync(configuration), Is.Null);
        Assert.That(configuration["Simulators:Ai"], Is.EqualTo("true"));
    }

    private static Task<AiSimulator?> EnsureAsync(ConfigurationManager configuration) =>
        SimulatedAi.EnsureAsync(
            configuration,
            LocalConfiguration.IsStandInWanted(configuration, SimulatedAi.Switch),
            TimeProvider.System,
            CancellationToken.None
        );

    private static IEnumerable<string> Routes(ConfigurationManager configuration) =>
        from kind in configuration.GetSection("Generations:Routes").GetChildren()
        from route in kind.GetChildren()
        select $"{kind.Key}: {route["Provider"]} {route["Model"]} {route["PriceCredits"]} {route["TimeoutSeconds"]} {route["Target"]}";
}
