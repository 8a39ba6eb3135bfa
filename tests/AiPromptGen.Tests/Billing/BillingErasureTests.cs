using AiPromptGen.Billing;
using AiPromptGen.Billing.Records;
using AiPromptGen.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Billing;

[TestFixture]
public sealed class BillingErasureTests
{
    [Test, Property("Promise", "P16")]
    public async Task What_is_left_of_an_erased_account_names_nobody()
    {
        var (data, payPal, invoices) = (new ShopData(), new FakePayPal(), new TableData());
        var shop = new Shop(data, payPal);
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        var plan = await shop.SubscribeAsync("key2");

        for (var times = 0; times < 2; times++)
        {
            Assert.That(await Erasure(shop, payPal, invoices).EndAsync(Shop.Person.AccountId, null!, default), Is.True);
        }

        var kept = invoices.Rows.Values.Single();
        Assert.That(payPal.Cancelled, Has.Some.EqualTo(plan.ProviderId), "nothing is billed any more");
        Assert.That((kept.PartitionKey, kept.RowKey), Is.EqualTo(("202603", order.Id)));
        Assert.That(
            kept.Keys.Except(["PartitionKey", "RowKey", "odata.etag"]),
            Is.EquivalentTo(new[] { "AmountMinor", "Currency", "RefundedMinor", "PaidAt" })
        );
        Assert.That(data.Index.Rows, Is.Empty, "no id of PayPal's leads to the account");
    }

    [Test, Property("Promise", "P17")]
    public async Task With_paid_plans_off_nothing_is_on_sale_and_no_route_does_anything()
    {
        var options = new BillingOptions
        {
            Packs =
            {
                ["p"] = new()
                {
                    Credits = 1,
                    Price = "1",
                    Currency = "EUR",
                },
            },
        };
        var catalogue = new Catalogue(Options.Create(options));
        var asked = false;
        var answer = await new AiPromptGen.Billing.Http.BillingGate(catalogue).AnswerAsync(() =>
        {
            asked = true;
            return Task.FromResult(Results.Ok());
        });

        Assert.That(catalogue.Packs, Is.Empty);
        Assert.That(asked, Is.False);
        Assert.That(answer, Is.TypeOf<AiPromptGen.Platform.Http.ProblemResult>());
    }

    private static BillingErasure Erasure(Shop shop, FakePayPal payPal, TableData invoices) =>
        new(
            shop.PacksAndPlans,
            payPal,
            shop.Store,
            new InvoiceArchive(new InMemoryTable(invoices, new WriteFaults())),
            shop.Index
        );
}
