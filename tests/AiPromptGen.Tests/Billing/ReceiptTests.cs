using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Billing;

/// <summary>Receipts of erased accounts are kept by the month of the payment, according to the time that PayPal gives for it.</summary>
[TestFixture]
[Property("Promise", "P16")]
public sealed class ReceiptTests
{
    [Test]
    public async Task A_payment_of_a_months_last_second_has_a_receipt_and_stays_whichever_month_PayPal_says_next()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var plan = await shop.SubscribeAsync("key");
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, new(2026, 3, 31, 23, 59, 59, TimeSpan.Zero));
        await shop.SyncAsync(plan);
        await shop.EraseAsync();

        var old = payPal.Subscriptions[plan.ProviderId!];
        var moved = old.Payments.Select(p => p with { At = p.At.AddSeconds(2) });
        payPal.Subscriptions[plan.ProviderId!] = old with { Payments = [.. moved] };
        await shop.Erased.SettleAllAsync(default);

        Assert.That(payPal.Refunds, Is.Empty, "it was paid and used before the erasure");
        var months = data.Invoices.Rows.Keys.Select(k => k.Item1).Where(month => month != "unsettled");
        Assert.That(months, Is.EqualTo(new[] { "202603" }), "of the payment, not of the booking");
    }
}
