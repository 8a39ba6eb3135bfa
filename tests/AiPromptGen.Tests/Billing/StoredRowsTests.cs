using System.Globalization;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Billing;

/// <summary>
/// Rows of billing, column for column as they were written before <see cref="RowMap"/> wrote them: no stored name changes, and
/// an old row is read as it was.
/// </summary>
internal sealed class StoredRowsTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.Parse(
        "2026-11-02T10:20:30Z",
        CultureInfo.InvariantCulture
    );

    private static readonly TableEntity Order = new("acc", "order-o1")
    {
        ["CreatedAt"] = At,
        ["Plan"] = "small",
        ["Credits"] = 100L,
        ["PriceMinor"] = 999L,
        ["Currency"] = "EUR",
        ["ProviderId"] = "5O190127TN364715T",
        ["ApproveUrl"] = "https://www.paypal.com/checkoutnow?token=5O1",
        ["Parked"] = "not-our-order",
        ["Status"] = "Approved",
        ["Declines"] = 2,
    };

    private static readonly TableEntity Subscription = new("acc", "subscription-s1")
    {
        ["CreatedAt"] = At,
        ["Plan"] = "monthly",
        ["Credits"] = 50L,
        ["PriceMinor"] = 500L,
        ["Currency"] = "EUR",
        ["Months"] = 1,
        ["ProviderId"] = "I-BW452GLLEP1G",
        ["CustomerId"] = "QYR5Z8XDVJNXQ",
        ["Status"] = "Active",
        ["CurrentPlan"] = "yearly",
        ["IsPastDue"] = true,
        ["IsGivenUp"] = false,
        ["ActivatedAt"] = At.AddHours(1),
        ["ChangePlan"] = "yearly",
        ["ChangeCredits"] = 700L,
        ["ChangePriceMinor"] = 5000L,
        ["ChangeCurrency"] = "EUR",
        ["ChangeMonths"] = 12,
        ["ChangeAskedAt"] = At.AddDays(2),
    };

    private static readonly TableEntity Payment = new("acc", "payment-2GG279541U471931P")
    {
        ["Subject"] = "subscription-s1",
        ["Plan"] = "monthly",
        ["PriceMinor"] = 500L,
        ["Currency"] = "EUR",
        ["Status"] = "PartiallyRefunded",
        ["PaidAt"] = At,
        ["Credits"] = 50L,
        ["Clawed"] = 10L,
        ["ClawedAt"] = At.AddDays(1),
        ["Moves"] = 1,
        ["RefundedMinor"] = 100L,
        ["Dispute"] = "Won",
        ["RefundIds"] = "1JU08902781691411",
        ["DisputeIds"] = "",
        ["Expires"] = At.AddMonths(1),
    };

    private static readonly TableEntity Refund = new("acc", "refund-r1")
    {
        ["PaymentId"] = "2GG279541U471931P",
        ["AmountMinor"] = 100L,
        ["Currency"] = "EUR",
        ["Reason"] = "courtesy",
        ["CreatedAt"] = At,
        ["IsRefused"] = false,
        ["AskedMinor"] = 100L,
        ["ProviderId"] = "1JU08902781691411",
    };

    [Test]
    public void An_order_is_read_and_written_as_before()
    {
        var order = (OrderRecord)BillingRows.Purchase(Order);

        Assert.Multiple(() =>
        {
            Assert.That(order.Subject, Is.EqualTo(BillingSubject.Order("o1")));
            Assert.That(order.Terms, Is.EqualTo(new Terms("small", 100, new(999, "EUR"), null)));
            Assert.That(order.Status, Is.EqualTo(OrderStatus.Approved));
            Assert.That(order.CustomerId, Is.Null);
            Assert.That(order.Declines, Is.EqualTo(2));
            Assert.That(BillingRows.ToRow(new("acc"), order), Is.EquivalentTo(Order));
        });
    }

    [Test]
    public void A_subscription_is_read_and_written_as_before()
    {
        var subscription = (SubscriptionRecord)BillingRows.Purchase(Subscription);

        Assert.Multiple(() =>
        {
            Assert.That(subscription.Plan, Is.EqualTo("yearly"));
            Assert.That(subscription.Terms, Is.EqualTo(new Terms("monthly", 50, new(500, "EUR"), 1)));
            Assert.That(
                subscription.Change,
                Is.EqualTo(new PlanChange(new("yearly", 700, new(5000, "EUR"), 12), At.AddDays(2)))
            );
            Assert.That(subscription.ActivatedAt, Is.EqualTo(At.AddHours(1)));
            Assert.That(BillingRows.ToRow(new("acc"), subscription), Is.EquivalentTo(Subscription));
        });
    }

    [Test]
    public void A_subscription_without_a_change_has_no_column_of_one()
    {
        var subscription = (SubscriptionRecord)BillingRows.Purchase(Subscription) with { Change = null };

        var row = BillingRows.ToRow(new("acc"), subscription);

        Assert.Multiple(() =>
        {
            Assert.That(row.Keys, Has.None.StartsWith("Change"));
            Assert.That(BillingRows.Purchase(row), Is.EqualTo(subscription));
        });
    }

    [Test]
    public void A_payment_is_read_and_written_as_before()
    {
        var payment = BillingRows.Payment(Payment);

        Assert.Multiple(() =>
        {
            Assert.That(payment.Id, Is.EqualTo("2GG279541U471931P"));
            Assert.That(payment.Amount, Is.EqualTo(new Money(500, "EUR")));
            Assert.That(payment.Refunded, Is.EqualTo(100));
            Assert.That(payment.Dispute, Is.EqualTo(DisputeStatus.Won));
            Assert.That(BillingRows.ToRow(new("acc"), payment), Is.EquivalentTo(Payment));
        });
    }

    [Test]
    public void A_refund_is_read_and_written_as_before()
    {
        var refund = BillingRows.Refund(Refund);

        Assert.Multiple(() =>
        {
            Assert.That(refund.Amount, Is.EqualTo(new Money(100, "EUR")));
            Assert.That(refund.AskedMinor, Is.EqualTo(100));
            Assert.That(BillingRows.ToRow(new("acc"), refund), Is.EquivalentTo(Refund));
        });
    }

    [Test]
    public async Task A_row_of_the_index_is_read_and_written_as_before()
    {
        var (data, place) = (new TableData(), new BillingIndex.Place(new("acc"), BillingSubject.Order("o1")));
        var table = new InMemoryTable(data, StorageCalls.Plain);
        var index = new BillingIndex(table);
        await index.AddOwnAsync(place, At, default);
        var row = data.Rows.Values.Single();
        // A row by the provider's id, as an earlier version wrote it. The program no longer writes such rows.
        var old = new TableEntity(Shards.ForId("5O1"), "5O1") { ["AccountId"] = "acc", ["Subject"] = "order-o1" };
        await table.AddEntityAsync(old);

        Assert.That(
            row.Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]),
            Is.EquivalentTo(new[] { "AccountId", "Subject", "Since", "CheckAt" })
        );
        Assert.That((row["AccountId"], row["Subject"]), Is.EqualTo(("acc", "order-o1")));
        Assert.That(await index.FindAsync("5O1", default), Is.EqualTo(place));
        var due = await index.DueAsync(At.AddDays(1), 10, default);
        Assert.That(due.Single().Place, Is.EqualTo(place));
        await index.CheckedAsync(due.Single(), null, default);
        Assert.That(data.Rows[(Shards.ForId("o1"), "o1")].Keys, Has.None.EqualTo("CheckAt"));
    }

    [Test]
    public async Task A_watched_purchase_and_a_receipt_are_read_and_written_as_before()
    {
        var data = new TableData();
        var archive = new InvoiceArchive(new InMemoryTable(data, StorageCalls.Plain));
        var watched = new InvoiceArchive.Remainder(BillingSubject.Subscription("s1"), null, At);
        await archive.WatchAsync(watched, default);
        await archive.KeepAsync(watched.Subject, "S1", new(new(500, "JPY"), 100, At), default);

        Assert.That(await archive.FindWatchedAsync("s1", default), Is.EqualTo(watched));
        Assert.That(data.Rows[("unsettled", "s1")]["Subject"], Is.EqualTo("subscription-s1"));
        Assert.That(
            data.Rows[("202611", "S1")].Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]),
            Is.EquivalentTo(new[] { "AmountMinor", "Currency", "RefundedMinor", "PaidAt" })
        );
    }

    [Test]
    public void A_row_from_before_a_property_existed_has_its_default()
    {
        var old = new TableEntity(Order);
        old.Remove("Declines");

        Assert.That(((OrderRecord)BillingRows.Purchase(old)).Declines, Is.Zero);
    }

    [TestCase("Status")]
    [TestCase("PriceMinor")]
    [TestCase("CreatedAt")]
    public void A_row_that_lacks_a_required_column_is_not_read(string column)
    {
        var broken = new TableEntity(Order);
        broken.Remove(column);

        Assert.That(() => BillingRows.Purchase(broken), Throws.TypeOf<InvalidDataException>());
    }
}
