using AiPromptGen.Generations.Providers;
using AiPromptGen.Tests.Support;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
public sealed class ProvidersModuleTests
{
    private const string Endpoint = "--AzureOpenAI:Endpoint=https://models.example.org";
    private const string Address = "--OpenAICompatible:BaseAddress=http://127.0.0.1:9/v1";
    private const string Key = "--OpenAICompatible:ApiKey=any";

    [Test]
    public void Without_settings_the_embedded_engine_is_alone() =>
        Assert.That(Names(), Is.EqualTo(new[] { "embedded" }));

    [Test]
    public void Empty_settings_are_none() =>
        Assert.That(
            Names("--AzureOpenAI:Endpoint=", "--OpenAICompatible:BaseAddress="),
            Is.EqualTo(new[] { "embedded" })
        );

    [Test]
    public void What_is_configured_can_be_asked_with_a_key_or_an_identity() =>
        Assert.That(
            Names(Endpoint, Address, Key),
            Is.EqualTo(new[] { "embedded", "azure-openai", "openai-compatible" })
        );

    [TestCase("--AzureOpenAI:Endpoint=http://models.example.org")]
    [TestCase("--AzureOpenAI:Endpoint=models")]
    [TestCase(Address)]
    [TestCase("--OpenAICompatible:BaseAddress=ftp://models.example.org", Key)]
    public void A_wrong_setting_is_refused_at_the_start(params string[] settings) =>
        Assert.That(
            () => Services(settings).GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>()
        );

    private static List<string> Names(params string[] settings)
    {
        var services = Services(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetServices<IGenerationProvider>().Select(provider => provider.Name).ToList();
    }

    private static ServiceProvider Services(string[] settings)
    {
        // Neither the emulator nor a simulator is started for it.
        string[] alone =
        [
            .. settings,
            "--AzureWebJobsStorage=UseNoStorage=true",
            "--Simulators:Ai=false",
            "--Simulators:PayPal=false",
        ];
        var builder = FunctionsApplication.CreateBuilder(alone);
        builder.AddProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Unheard.Telemetry);
        return builder.Services.BuildServiceProvider();
    }
}
