using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Billing;

/// <summary>
/// Checks once after the start whether PayPal's plans are as the catalog says, and whether our keys may read disputes. Nothing waits for
/// the check, and an alert reports what is wrong. docs/deploy.md says how a plan is made and which permissions the keys need.
/// </summary>
internal sealed partial class ShopCheck(ShopCatalog catalog, IPaymentGateway gateway, ILogger<ShopCheck> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!catalog.IsOpen)
        {
            return;
        }

        try
        {
            await CheckAsync(stoppingToken);
        }
        catch (Exception fault) when (fault is PaymentProviderException or OperationCanceledException)
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                LogUnchecked(fault.GetType().Name);
            }
        }
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var plan in catalog.Plans)
        {
            var pricing = await gateway.FindPlanAsync(catalog.PayPalPlanId(plan.ItemId), cancellationToken);
            foreach (var difference in ShopCheckRules.Differences(plan, pricing))
            {
                LogDifference(plan.ItemId, difference);
            }
        }

        // No payment has this id, so the answer is an empty list, or null when the keys may not read disputes.
        if (await gateway.DisputesOfAsync("NONE", cancellationToken) is null)
        {
            LogNoDisputes();
        }
    }

    [LoggerMessage(3040, LogLevel.Error, "Plan {Plan} is not at PayPal as in the catalog: {Difference}")]
    private partial void LogDifference(string plan, string difference);

    [LoggerMessage(3041, LogLevel.Error, "The keys may not read disputes")]
    private partial void LogNoDisputes();

    [LoggerMessage(3042, LogLevel.Warning, "PayPal's plans and permissions could not be checked ({Fault})")]
    private partial void LogUnchecked(string fault);
}

internal static class ShopCheckRules
{
    /// <summary>
    /// How PayPal's plan differs from what we sell. With each of these differences payments of the plan can still be booked.
    /// </summary>
    public static IEnumerable<string> Differences(Terms plan, PlanPricing? pricing) =>
        pricing is null
            ? ["there is no such plan"]
            : new (bool IsSo, string What)[]
            {
                (!pricing.IsActive, "nobody can subscribe to it"),
                (
                    pricing.Price != plan.Price,
                    $"it bills {pricing.Price?.ToString() ?? "no fixed price"}, not {plan.Price}"
                ),
                (pricing.Months != plan.Months, "it has another period"),
                (pricing.HasTrial, "it has a trial period"),
                (pricing.SetupFee is not null, "it has a set-up fee"),
                (pricing.TaxPercent > 0, "it adds tax to its price"),
            }
                .Where(difference => difference.IsSo)
                .Select(difference => difference.What);
}
