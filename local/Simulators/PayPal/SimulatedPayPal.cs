using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Stands in for PayPal where no keys are set.</summary>
internal static class SimulatedPayPal
{
    public const string Switch = "Simulators:PayPal";
    public const string PaidPlans = "Billing:PaidPlans";
    private const string Packs = "Billing:Packs";
    private const string Plans = "Billing:Plans";

    /// <param name="wanted">The setting that asks for the simulator; false where no simulator is allowed, null when it is not set.</param>
    /// <param name="sells">The setting that turns paid plans on; null when it is not set.</param>
    /// <returns>The simulator, if one was needed; the configuration then leads to it and turns paid plans on.</returns>
    public static async Task<PayPalSimulator?> EnsureAsync(
        ConfigurationManager configuration,
        bool? wanted,
        bool? sells,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // With paid plans turned off no simulator is needed, unless the setting asks for it.
        var needed = wanted ?? sells is not false;
        if (!needed || configuration["PayPal:ClientId"] is { Length: > 0 })
        {
            return null;
        }

        var simulator = await PayPalSimulator.StartAsync(port: 0, time, cancellationToken);
        configuration[Switch] = "true";
        configuration[PaidPlans] = "true";
        configuration["PayPal:BaseAddress"] = simulator.Address.AbsoluteUri;
        configuration["PayPal:ClientId"] = "simulated";
        configuration["PayPal:ClientSecret"] = "simulated";
        configuration["PayPal:WebhookId"] = simulator.WebhookId;
        OfferSomething(configuration);
        AddPlans(simulator, configuration.GetSection(Plans));
        return simulator;
    }

    /// <param name="host">Where it really listens, with the route prefix.</param>
    /// <returns>Null when the host does not listen on loopback, because webhooks are not sent to other machines.</returns>
    public static Uri? WebhookUrl(Uri host)
    {
        // A host that listens on all addresses is reached on loopback.
        var name = host.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : host.Host;
        var path = $"{host.AbsolutePath.TrimEnd('/')}/webhooks/paypal";
        var url = new UriBuilder(host) { Host = name, Path = path }.Uri;
        return url.IsLoopback ? url : null;
    }

    /// <summary>Adds something to sell when nothing is configured, because the app does not start with an empty shop.</summary>
    private static void OfferSomething(ConfigurationManager configuration)
    {
        if (configuration.GetSection(Packs).Exists() || configuration.GetSection(Plans).Exists())
        {
            return;
        }

        configuration[$"{Packs}:small:Credits"] = "100";
        configuration[$"{Packs}:small:Price"] = "5.00";
        configuration[$"{Packs}:small:Currency"] = "EUR";
        configuration[$"{Plans}:monthly:Credits"] = "300";
        configuration[$"{Plans}:monthly:Price"] = "9.00";
        configuration[$"{Plans}:monthly:Currency"] = "EUR";
        configuration[$"{Plans}:monthly:Period"] = "month";
        configuration[$"{Plans}:monthly:PayPalPlanId"] = "P-SIMULATED-MONTHLY";
        configuration[$"{Plans}:large:Credits"] = "1000";
        configuration[$"{Plans}:large:Price"] = "24.00";
        configuration[$"{Plans}:large:Currency"] = "EUR";
        configuration[$"{Plans}:large:Period"] = "month";
        configuration[$"{Plans}:large:PayPalPlanId"] = "P-SIMULATED-LARGE";
    }

    // A price that is not valid is left out here; the app reports it.
    private static void AddPlans(PayPalSimulator simulator, IConfigurationSection plans)
    {
        foreach (var plan in plans.GetChildren())
        {
            if (
                plan["PayPalPlanId"] is { Length: > 0 } id
                && Amount.Parse(plan["Price"], plan["Currency"]) is { } price
            )
            {
                simulator.AddPlan(id, price, (plan["Period"] ?? "month").ToUpperInvariant());
            }
        }
    }
}
