using AiPromptGen.Host.Start;
using AiPromptGen.Simulators.PayPal;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>When the local host simulates PayPal, and which addresses the configuration then has.</summary>
[TestFixture]
internal sealed class SimulatedPayPalTests
{
    [Test]
    public async Task Without_keys_the_configuration_leads_to_a_simulator_with_something_on_sale()
    {
        var configuration = new ConfigurationManager();

        await using var simulator = await EnsureAsync(configuration);

        Assert.That(configuration["PayPal:BaseAddress"], Is.EqualTo(simulator!.Address.AbsoluteUri));
        Assert.That(configuration["PayPal:WebhookId"], Is.EqualTo(simulator.WebhookId));
        Assert.That(configuration["PayPal:ClientId"], Is.Not.Empty);
        Assert.That(configuration["PayPal:ClientSecret"], Is.Not.Empty);
        Assert.That(configuration["Billing:PaidPlans"], Is.EqualTo("true"));
        Assert.That(configuration["Simulators:PayPal"], Is.EqualTo("true"));
        Assert.That(configuration.GetSection("Billing:Packs").Exists(), Is.True);
        Assert.That(simulator.Webhooks.Url, Is.Null, "until the host listens");
    }

    [Test]
    public async Task Plans_on_sale_are_known_at_PayPal()
    {
        var configuration = new ConfigurationManager
        {
            ["Billing:Plans:pro:PayPalPlanId"] = "P-PRO",
            ["Billing:Plans:pro:Price"] = "99.00",
            ["Billing:Plans:pro:Currency"] = "EUR",
            ["Billing:Plans:pro:Period"] = "year",
            ["Billing:Plans:broken:PayPalPlanId"] = "P-BROKEN",
            ["Billing:Plans:broken:Price"] = "free",
        };

        await using var simulator = await EnsureAsync(configuration);

        var plan = simulator!.FindPlan("P-PRO")!;
        Assert.That((plan.Price, plan.Unit, plan.Every), Is.EqualTo((new Amount(99, "EUR"), "YEAR", 1)));
        Assert.That(simulator.FindPlan("P-BROKEN"), Is.Null);
        Assert.That(configuration.GetSection("Billing:Packs").Exists(), Is.False);
    }

    [TestCase("http://127.0.0.1:7071/api", "http://127.0.0.1:7071/api/webhooks/paypal")]
    [TestCase("http://localhost:8080/", "http://localhost:8080/webhooks/paypal")]
    [TestCase("http://0.0.0.0:7071/api", "http://127.0.0.1:7071/api/webhooks/paypal")]
    [TestCase("http://[::]:7071/api", "http://127.0.0.1:7071/api/webhooks/paypal")]
    [TestCase("http://192.0.2.1:7071/api", null)]
    public void Webhooks_go_where_the_host_listens_on_this_machine(string host, string? webhooks) =>
        Assert.That(SimulatedPayPal.WebhookUrl(new(host))?.AbsoluteUri, Is.EqualTo(webhooks));

    [TestCase("PayPal:ClientId", "key")]
    [TestCase("Simulators:PayPal", "false")]
    [TestCase("Billing:PaidPlans", "false")]
    [TestCase("WEBSITE_SITE_NAME", "site")]
    [TestCase("WEBSITE_INSTANCE_ID", "instance")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Staging")]
    [TestCase("DOTNET_ENVIRONMENT", "Production")]
    public async Task With_keys_or_outside_development_nothing_is_simulated(string name, string value)
    {
        var configuration = new ConfigurationManager { [name] = value };
        var before = configuration.AsEnumerable().ToList();

        await using var simulator = await EnsureAsync(configuration);

        Assert.That(simulator, Is.Null);
        Assert.That(configuration.AsEnumerable(), Is.EqualTo(before));
    }

    [Test]
    public async Task Asked_for_by_name_it_turns_paid_plans_on()
    {
        var configuration = new ConfigurationManager
        {
            ["Billing:PaidPlans"] = "false",
            ["Simulators:PayPal"] = "true",
        };

        await using var simulator = await EnsureAsync(configuration);

        Assert.That((simulator is null, configuration["Billing:PaidPlans"]), Is.EqualTo((false, "true")));
    }

    /// <summary>The host starts no simulator there; the app itself refuses the setting (SettingsSampleTests).</summary>
    [TestCase("WEBSITE_SITE_NAME", "site")]
    [TestCase("WEBSITE_INSTANCE_ID", "instance")]
    [TestCase("AZURE_FUNCTIONS_ENVIRONMENT", "Production")]
    [TestCase("DOTNET_ENVIRONMENT", "Staging")]
    public async Task Asked_for_outside_development_it_is_not_there(string name, string value)
    {
        var configuration = new ConfigurationManager { [name] = value, ["Simulators:PayPal"] = "true" };

        Assert.That(await EnsureAsync(configuration), Is.Null);
        Assert.That(configuration["Simulators:PayPal"], Is.EqualTo("true"));
    }

    private static Task<PayPalSimulator?> EnsureAsync(ConfigurationManager configuration) =>
        SimulatedPayPal.EnsureAsync(
            configuration,
            LocalConfiguration.IsStandInWanted(configuration, SimulatedPayPal.Switch),
            LocalConfiguration.Flag(configuration, SimulatedPayPal.PaidPlans),
            TimeProvider.System,
            CancellationToken.None
        );
}
