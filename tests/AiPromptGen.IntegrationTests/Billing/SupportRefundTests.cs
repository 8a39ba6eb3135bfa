using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary><c>POST /support/refunds</c>, at a PayPal that is simulated.</summary>
[TestFixture]
[Property("Promise", "P16")]
internal sealed class SupportRefundTests
{
    private const int Free = 50;

    [Test, Property("Promise", "P21"), Property("Promise", "P23")]
    public async Task A_payment_goes_back_once_a_key_with_its_credits_and_is_audited()
    {
        await using var shop = await TestShop.OpenAsync("ShopSupport");
        using var support = await ApiClient.SupportAsync(shop.App.Address);
        using var other = await ApiClient.NewAsync(shop.App.Address);
        await shop.BuyAsync();
        var (account, capture) = ((await shop.Person.GetAsync("account")).Id, await shop.PaymentIdAsync());
        var part = Body(account, capture, ""","amount":{"value":"3.33","currency":"EUR"}""");

        shop.PayPal.Down = true;
        var down = await RefundAsync(support, "k-1", part);
        Assert.That(
            (down.Status, down.Code),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "payment-provider-unavailable"))
        );
        shop.PayPal.Down = false;
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 100));

        var first = await RefundAsync(support, "k-1", part);
        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.Text);
        Assert.That((await RefundAsync(support, "k-1", part)).Text, Is.EqualTo(first.Text));
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 67), "before any event");
        Assert.That(
            (await RefundAsync(support, "k-1", Body(account, capture))).Code,
            Is.EqualTo("idempotency-key-reused")
        );
        Assert.That(
            (await RefundAsync(support, "k-2", part.Replace("3.33", "6.67", StringComparison.Ordinal))).Code,
            Is.EqualTo("refund-exceeds-payment")
        );
        Assert.That(
            (await RefundAsync(support, "k-3", part.Replace("EUR", "USD", StringComparison.Ordinal))).Code,
            Is.EqualTo("request-invalid")
        );
        Assert.That(
            (await RefundAsync(support, "k-4", part.Replace("3.33", "0", StringComparison.Ordinal))).Code,
            Is.EqualTo("request-invalid")
        );
        Assert.That(
            (await RefundAsync(support, "k-5", Body((await other.GetAsync("account")).Id, capture))).Code,
            Is.EqualTo("payment-not-found")
        );
        Assert.That((await RefundAsync(shop.Person, "k-6", part)).Code, Is.EqualTo("role-missing"));

        var rest = await RefundAsync(support, "k-7", Body(account, capture));
        Assert.That(rest.At("amount", "value").GetString(), Is.EqualTo("6.66"), rest.Text);
        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        await shop.ControlAsync("webhooks/repeat");
        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free));
        var told = (await AccountRemains.ReadAsync(shop.App, new AccountId(account))).Audit.Select(r =>
            (r.GetString("RequestStatus"), r.GetString("QuotaEvent"))
        );
        Assert.That(told, Is.EqualTo(Enumerable.Repeat(("support-refund:customer-request", "refunded"), 2)));
    }

    [Test]
    public async Task Part_of_a_sale_goes_back_and_its_event_may_stay_away()
    {
        await using var shop = await TestShop.OpenAsync("ShopSupportSale");
        using var support = await ApiClient.SupportAsync(shop.App.Address);
        await shop.ApproveAsync(await shop.SubscribeAsync());
        await shop.BalanceIsAsync(Free + 40);
        await shop.ControlAsync("webhooks/hold");
        var (account, sale) = ((await shop.Person.GetAsync("account")).Id, await shop.PaymentIdAsync());

        var part = Body(account, sale, ""","amount":{"value":"2.50","currency":"EUR"}""");
        var answer = await RefundAsync(support, "k-1", part);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Text);
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 20));
        shop.PayPal.Down = true;
        Assert.That((await RefundAsync(support, "k-1", part)).Text, Is.EqualTo(answer.Text), "known here");
        Assert.That((await RefundAsync(support, "k-2", part)).Code, Is.EqualTo("payment-provider-unavailable"));
        shop.PayPal.Down = false;
        Assert.That(
            (await RefundAsync(support, "k-2", Body(account, sale))).Status,
            Is.EqualTo(HttpStatusCode.Created)
        );
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free));
    }

    private static string Body(string account, string payment, string more = "") =>
        $$"""{"accountId":"{{account}}","paymentId":"{{payment}}","reason":"customer-request"{{more}}}""";

    private static Task<Answer> RefundAsync(ApiClient caller, string key, string body) =>
        caller.SendAsync(HttpMethod.Post, "support/refunds", body, ("Idempotency-Key", key));
}
