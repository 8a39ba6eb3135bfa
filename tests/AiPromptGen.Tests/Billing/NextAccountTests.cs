using AiPromptGen.Billing;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Tests.Billing;

/// <summary>
/// While one process waits for PayPal's answer about a paid order, the buyer erases the account and opens another one. The payment belongs
/// to the old account, so the first process must not book it on the new one.
/// </summary>
[TestFixture]
[Property("Promise", "P16")]
public sealed class NextAccountTests
{
    private readonly ShopData data = new();
    private readonly FakePayPal payPal = new();

    [SetUp]
    public void SetUp()
    {
        data.Users.Rows.Clear();
        data.Index.Rows.Clear();
        data.Invoices.Rows.Clear();
        payPal.Orders.Clear();
    }

    [Test]
    public async Task It_gets_no_payment_of_the_erased_one_by_a_late_comparison()
    {
        var (slow, order) = await PaidAsync();

        Assert.That(() => slow.SyncAsync(order), Throws.TypeOf<ProblemException>());

        await AssertNothingBookedAsync(slow);
    }

    /// <summary>The buyer has approved the order, and comes back to the site: the money is taken by a request that is late.</summary>
    [Test]
    public async Task An_approved_order_of_the_erased_one_is_not_captured()
    {
        var (slow, order) = await OrderedAsync();
        payPal.Approve(order.ProviderId!);

        Assert.That(() => slow.SyncAsync(order), Throws.TypeOf<ProblemException>());

        Assert.That(payPal.Captures, Is.Zero);
        await AssertNothingBookedAsync(slow);
    }

    /// <summary>The process has found the account in the index, and goes on when that account is erased.</summary>
    [Test]
    public async Task It_gets_no_payment_of_the_erased_one_by_a_late_event()
    {
        var (slow, order) = await PaidAsync();
        await payPal.Meanwhile!();
        payPal.Meanwhile = null;
        var booking = new PaymentBooking(payPal, slow.Ledger, slow.Store, data.Time);

        await booking.NoteAsync(
            Shop.PlaceOf(order.Subject),
            found: null,
            "C-" + order.ProviderId,
            refundId: null,
            disputeId: null,
            CancellationToken.None
        );

        await AssertNothingBookedAsync(slow);
    }

    private async Task<(Shop Slow, OrderRecord Order)> PaidAsync()
    {
        var (slow, order) = await OrderedAsync();
        payPal.Capture(order.ProviderId!);
        return (slow, order);
    }

    private async Task<(Shop Slow, OrderRecord Order)> OrderedAsync()
    {
        var (slow, quick) = (new Shop(data, payPal), new Shop(data, payPal));
        var order = await slow.OrderAsync("key");
        payPal.Meanwhile = async () =>
        {
            await quick.EraseAsync();
            data.Time.Advance(TimeSpan.FromMinutes(1));
            await quick.OrderAsync("another");
        };
        return (slow, order);
    }

    private async Task AssertNothingBookedAsync(Shop shop)
    {
        Assert.That(payPal.Meanwhile is null, "the account was erased while PayPal was asked");
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.Zero);
        Assert.That(data.Users.Rows.Values.Select(row => row.RowKey), Has.None.StartsWith("payment-"));
    }
}
