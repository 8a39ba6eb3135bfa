using System.Text.Json.Nodes;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>Subscriptions on the simulator, and its clock.</summary>
[TestFixture]
internal sealed class SubscriptionFlowTests
{
    private PayPalClient client = null!;

    [SetUp]
    public async Task Start() => client = await PayPalClient.StartAsync();

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    [Test]
    public async Task An_approved_subscription_is_paid_at_once()
    {
        var created = await client.SubscribeAsync();

        var active = await client.SubscriptionAsync(created.Id!);
        var sale = client.LatestEvent("PAYMENT.SALE.COMPLETED")["resource"]!;
        Assert.That(
            (created.Status, active.Status),
            Is.EqualTo((SubscriptionStatus.ApprovalPending, SubscriptionStatus.Active))
        );
        Assert.That((active.PlanId, active.CustomId), Is.EqualTo((PayPalClient.PlanId, "subscription-1")));
        Assert.That(active.Subscriber!.PayerId, Does.StartWith("SIM"));
        Assert.That(active.BillingInfo!.NextBillingTime, Is.EqualTo("2026-02-28T12:00:00Z"));
        Assert.That(active.BillingInfo.OutstandingBalance!.MValue, Is.EqualTo("0.00"));
        Assert.That(
            ((string?)sale["billing_agreement_id"], (string?)sale["custom"]),
            Is.EqualTo((created.Id, "subscription-1"))
        );
        Assert.That((string?)sale["amount"]!["total"], Is.EqualTo("9.00"));
        Assert.That(
            client.Events,
            Is.EqualTo(
                new[] { "BILLING.SUBSCRIPTION.CREATED", "BILLING.SUBSCRIPTION.ACTIVATED", "PAYMENT.SALE.COMPLETED" }
            )
        );
    }

    [Test]
    public async Task The_clock_brings_the_renewals_each_at_its_time()
    {
        var created = await client.SubscribeAsync();
        await client.ControlAsync("clock", new() { ["advanceDays"] = 60 });

        var list = await client.Sdk.SubscriptionsController.ListSubscriptionTransactionsAsync(
            new()
            {
                Id = created.Id,
                StartTime = "2026-01-01T00:00:00Z",
                EndTime = "2026-12-31T00:00:00Z",
            }
        );
        Assert.That(
            list.Data.Transactions!.Select(t => (t.Time, t.Status, t.AmountWithBreakdown!.GrossAmount!.MValue)),
            Is.EqualTo(
                new (string?, CaptureStatus?, string?)[]
                {
                    ("2026-01-31T12:00:00Z", CaptureStatus.Completed, "9.00"),
                    ("2026-02-28T12:00:00Z", CaptureStatus.Completed, "9.00"),
                    ("2026-03-31T12:00:00Z", CaptureStatus.Completed, "9.00"),
                }
            )
        );
        Assert.That(list.Data.Transactions!.Select(t => t.Id), Is.Unique);
    }

    [Test]
    public async Task A_failing_buyer_owes_and_is_suspended_at_last()
    {
        var created = await client.SubscribeAsync("fails-renewal@example.org");
        await client.ControlAsync("clock", new() { ["advanceDays"] = 29 });
        var owing = await client.SubscriptionAsync(created.Id!);
        await client.ControlAsync("clock", new() { ["advanceDays"] = 30 });

        var suspended = await client.SubscriptionAsync(created.Id!);
        Assert.That(owing.Status, Is.EqualTo(SubscriptionStatus.Active));
        Assert.That(owing.BillingInfo!.OutstandingBalance!.MValue, Is.EqualTo("9.00"));
        Assert.That(owing.BillingInfo.FailedPaymentsCount, Is.EqualTo(1));
        Assert.That(suspended.Status, Is.EqualTo(SubscriptionStatus.Suspended));
        Assert.That(client.Events.Count(e => e is "BILLING.SUBSCRIPTION.PAYMENT.FAILED"), Is.EqualTo(3));
        Assert.That(client.Events.Last(), Is.EqualTo("BILLING.SUBSCRIPTION.SUSPENDED"));
        Assert.That(client.Events.Count(e => e is "PAYMENT.SALE.COMPLETED"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_canceled_one_is_not_renewed_nor_canceled_again()
    {
        var created = await client.SubscribeAsync();
        var cancel = new CancelSubscriptionInput
        {
            Id = created.Id,
            Body = new() { Reason = "Enough." },
        };
        await client.Sdk.SubscriptionsController.CancelSubscriptionAsync(cancel);
        await client.ControlAsync("clock", new() { ["advanceDays"] = 90 });

        var canceled = await client.SubscriptionAsync(created.Id!);
        Assert.That(
            (canceled.Status, canceled.BillingInfo!.NextBillingTime),
            Is.EqualTo((SubscriptionStatus.Cancelled, (string?)null))
        );
        Assert.That(client.Events.Count(e => e is "PAYMENT.SALE.COMPLETED"), Is.EqualTo(1));
        Assert.That(
            async () => await client.Sdk.SubscriptionsController.CancelSubscriptionAsync(cancel),
            Throws.TypeOf<SubscriptionErrorException>().With.Property("ResponseCode").EqualTo(422)
        );
    }

    [Test]
    public async Task Suspending_stops_and_activating_goes_on()
    {
        var created = await client.SubscribeAsync();
        var path = $"/v1/billing/subscriptions/{created.Id}";
        await client.CallAsync(HttpMethod.Post, $"{path}/suspend", []);
        await client.ControlAsync("clock", new() { ["advanceDays"] = 45 });
        var (status, _) = await client.CallAsync(HttpMethod.Post, $"{path}/activate", []);

        var active = await client.SubscriptionAsync(created.Id!);
        Assert.That((status, active.Status), Is.EqualTo((204, SubscriptionStatus.Active)));
        Assert.That(active.BillingInfo!.NextBillingTime, Is.EqualTo("2026-04-17T12:00:00Z"));
        Assert.That(client.Events.Count(e => e is "PAYMENT.SALE.COMPLETED"), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_plan_counts_once_the_buyer_agreed()
    {
        client.Simulator.AddPlan("P-MAX", new(29, "EUR"), "MONTH");
        var created = await client.SubscribeAsync();
        var revised = await ReviseAsync(created.Id!, "P-MAX");
        var before = await client.SubscriptionAsync(created.Id!);
        await client.ActAsync(revised.Links!, "approve");
        await client.ControlAsync("clock", new() { ["advanceDays"] = 30 });

        Assert.That(before.PlanId, Is.EqualTo(PayPalClient.PlanId));
        Assert.That((await client.SubscriptionAsync(created.Id!)).PlanId, Is.EqualTo("P-MAX"));
        var sale = client.LatestEvent("PAYMENT.SALE.COMPLETED")["resource"]!;
        Assert.That((string?)sale["amount"]!["total"], Is.EqualTo("29.00"));
        Assert.That(client.Events, Does.Contain("BILLING.SUBSCRIPTION.UPDATED"));
    }

    [Test]
    public async Task A_yearly_plan_agreed_to_in_a_monthly_one_is_billed_with_the_next_month_and_then_by_the_year()
    {
        client.Simulator.AddPlan("P-YEAR", new(99, "EUR"), "YEAR");
        var created = await client.SubscribeAsync();
        var revised = await ReviseAsync(created.Id!, "P-YEAR");
        await client.ActAsync(revised.Links!, "approve");
        var agreed = await client.SubscriptionAsync(created.Id!);
        await client.ControlAsync("clock", new() { ["advanceDays"] = 29 });

        var billed = await client.SubscriptionAsync(created.Id!);
        Assert.That(agreed.BillingInfo!.NextBillingTime, Is.EqualTo("2026-02-28T12:00:00Z"), "the month is paid");
        Assert.That(billed.BillingInfo!.LastPayment!.Amount!.MValue, Is.EqualTo("99.00"));
        Assert.That(billed.BillingInfo.NextBillingTime, Is.EqualTo("2027-02-28T12:00:00Z"));
    }

    [Test]
    public async Task Who_does_not_agree_stays_on_the_plan_and_another_products_is_refused()
    {
        client.Simulator.AddPlan("P-MAX", new(29, "EUR"), "MONTH");
        client.Simulator.AddPlan("P-OTHER", new(19, "EUR"), "MONTH", product: "PROD-OTHER");
        var created = await client.SubscribeAsync();
        var revised = await ReviseAsync(created.Id!, "P-MAX");
        await client.ActAsync(revised.Links!, "cancel");
        await client.ControlAsync("clock", new() { ["advanceDays"] = 29 });

        var sale = client.LatestEvent("PAYMENT.SALE.COMPLETED")["resource"]!;
        Assert.That((string?)sale["amount"]!["total"], Is.EqualTo("9.00"));
        Assert.That(client.Events, Does.Not.Contain("BILLING.SUBSCRIPTION.UPDATED"));
        Assert.That(
            async () => await ReviseAsync(created.Id!, "P-OTHER"),
            Throws.TypeOf<SubscriptionErrorException>().With.Property("ResponseCode").EqualTo(422)
        );
    }

    [Test]
    public async Task A_plan_with_an_end_expires()
    {
        var product = await CreateAsync("/v1/catalogs/products", new() { ["name"] = "Prompts" });
        var cycle = new JsonObject
        {
            ["tenure_type"] = "REGULAR",
            ["frequency"] = new JsonObject { ["interval_unit"] = "WEEK", ["interval_count"] = 1 },
            ["total_cycles"] = 2,
            ["pricing_scheme"] = new JsonObject
            {
                ["fixed_price"] = new JsonObject { ["value"] = "3.00", ["currency_code"] = "EUR" },
            },
        };
        var plan = await CreateAsync(
            "/v1/billing/plans",
            new()
            {
                ["product_id"] = product,
                ["name"] = "Short",
                ["billing_cycles"] = new JsonArray(cycle),
            }
        );
        var created = await client.Sdk.SubscriptionsController.CreateSubscriptionAsync(
            new()
            {
                Body = new()
                {
                    PlanId = plan,
                    ApplicationContext = new() { ReturnUrl = "https://example.org/" },
                },
            }
        );
        await client.ActAsync(created.Data.Links!, "approve");
        await client.ControlAsync("clock", new() { ["advanceDays"] = 30 });

        Assert.That((await client.SubscriptionAsync(created.Data.Id!)).Status, Is.EqualTo(SubscriptionStatus.Expired));
        Assert.That(client.Events.Count(e => e is "PAYMENT.SALE.COMPLETED"), Is.EqualTo(2));
        Assert.That(client.Events.Last(), Is.EqualTo("BILLING.SUBSCRIPTION.EXPIRED"));
    }

    [Test]
    public async Task A_sale_is_refunded_by_its_own_path()
    {
        await client.SubscribeAsync();
        var sale = (string)client.LatestEvent("PAYMENT.SALE.COMPLETED")["resource"]!["id"]!;
        var body = new JsonObject
        {
            ["amount"] = new JsonObject { ["total"] = "4.00", ["currency"] = "EUR" },
        };

        var (status, refund) = await client.CallAsync(HttpMethod.Post, $"/v1/payments/sale/{sale}/refund", body);

        var read = await client.GetAsync($"/v1/payments/sale/{sale}");
        Assert.That((status, (string?)refund!["sale_id"]), Is.EqualTo((201, sale)));
        Assert.That((string?)read["state"], Is.EqualTo("partially_refunded"));
        Assert.That(client.Events.Last(), Is.EqualTo("PAYMENT.SALE.REFUNDED"));
    }

    [Test]
    public void An_unknown_plan_is_not_found() =>
        Assert.That(
            async () =>
                await client.Sdk.SubscriptionsController.CreateSubscriptionAsync(
                    new() { Body = new() { PlanId = "P-NONE" } }
                ),
            Throws.TypeOf<SubscriptionErrorException>().With.Property("ResponseCode").EqualTo(404)
        );

    private async Task<ModifySubscriptionResponse> ReviseAsync(string id, string plan)
    {
        var input = new ReviseSubscriptionInput
        {
            Id = id,
            Body = new() { PlanId = plan },
        };
        return (await client.Sdk.SubscriptionsController.ReviseSubscriptionAsync(input)).Data;
    }

    private async Task<string> CreateAsync(string path, JsonObject body)
    {
        var (status, answer) = await client.CallAsync(HttpMethod.Post, path, body);
        Assert.That(status, Is.EqualTo(201));
        return (string)answer!["id"]!;
    }
}
