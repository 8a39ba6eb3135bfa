using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// Reads PayPal's JSON where its SDK has no method. A document without an amount or a time is no definite answer
/// (<see cref="PaymentProviderException"/>).
/// </summary>
internal static class PayPalDocuments
{
    public static OrderState Order(JsonElement order)
    {
        var units = order.Items("purchase_units").ToList();
        JsonElement? unit = units.Count == 1 ? units[0] : null;
        var (payments, refunds) = (unit.Member("payments"), new List<RefundState>());
        var captures = payments.Items("captures").ToList();
        foreach (var refund in payments.Items("refunds"))
        {
            // The refunds of an order's only capture need not name it.
            var only = captures.Count == 1 ? IdIn(captures[0], "id") : null;
            refunds.Add(RefundOf(refund, RefundedPayment(refund) ?? only));
        }

        return new()
        {
            ProviderId = IdIn(order, "id") ?? throw new PaymentProviderException(),
            Status = order.Text("status") switch
            {
                "APPROVED" => ProviderOrderStatus.Approved,
                "COMPLETED" => ProviderOrderStatus.Completed,
                "VOIDED" => ProviderOrderStatus.Voided,
                _ => ProviderOrderStatus.Created,
            },
            CustomId = unit.Text("custom_id"),
            Amount = MoneyOf(unit, "amount"),
            CustomerId = order.Member("payer").Text("payer_id"),
            Payments = [.. captures.Select(c => PaymentOf(c)).Select(c => c with { Refunds = RefundsOf(c, refunds) })],
        };
    }

    public static SubscriptionState Subscription(JsonElement subscription, IEnumerable<JsonElement> sales) =>
        new()
        {
            ProviderId = IdIn(subscription, "id") ?? throw new PaymentProviderException(),
            Status = subscription.Text("status") switch
            {
                "ACTIVE" => SubscriptionStatus.Active,
                "SUSPENDED" => SubscriptionStatus.Suspended,
                "CANCELLED" => SubscriptionStatus.Cancelled,
                "EXPIRED" => SubscriptionStatus.Expired,
                _ => SubscriptionStatus.ApprovalPending,
            },
            PlanId = subscription.Text("plan_id") ?? "",
            CustomId = subscription.Text("custom_id"),
            CustomerId = subscription.Member("subscriber").Text("payer_id"),
            HasOutstandingBalance =
                MoneyOf(subscription.Member("billing_info"), "outstanding_balance") is { Minor: > 0 },
            Payments = [.. sales.Select(s => PaymentOf(s))],
        };

    /// <summary>A capture as version 2 of PayPal's API writes it, or a sale as version 1 does.</summary>
    public static FoundPayment Payment(JsonElement payment) =>
        new(
            PaymentOf(payment),
            payment.Text("custom_id") ?? payment.Text("custom"),
            payment.Member("supplementary_data").Member("related_ids").Text("order_id"),
            payment.Text("billing_agreement_id")
        );

    /// <summary>A refund of a capture (version 2 of the API) or of a sale (version 1), whose members have other names.</summary>
    public static RefundState Refund(JsonElement refund) => RefundOf(refund, RefundedPayment(refund));

    /// <returns>The id of the payment that the refund is of; null when the document does not say.</returns>
    public static string? RefundedPayment(JsonElement? refund) =>
        IdIn(refund, "sale_id") ?? IdIn(refund, "capture_id") ?? Linked(refund, "captures") ?? Linked(refund, "sale");

    /// <summary>
    /// PayPal gives the outcome only when the dispute is resolved; for a lost one the outcome says how much went back
    /// (https://developer.paypal.com/api/customer-disputes/v1/definitions/dispute_outcome). An outcome in nobody's favor costs us nothing
    /// and counts as won.
    /// </summary>
    public static DisputeState Dispute(JsonElement dispute)
    {
        var outcome = dispute.Member("dispute_outcome");
        var status = (dispute.Text("status"), outcome.Text("outcome_code")) switch
        {
            ("RESOLVED", "RESOLVED_BUYER_FAVOUR" or "RESOLVED_WITH_PAYOUT" or "ACCEPTED") => DisputeStatus.Lost,
            ("RESOLVED", _) => DisputeStatus.Won,
            _ => DisputeStatus.Open,
        };
        var transactions = dispute.Items("disputed_transactions").ToList();
        var refunded = status == DisputeStatus.Lost ? MoneyOf(outcome, "amount_refunded") : null;
        return
            dispute.Text("dispute_id") is { } id
            && (refunded ?? MoneyOf(dispute, "dispute_amount")) is { } money
            && PayPalFault.Time(dispute.Text("create_time")) is { } at
            ? new(
                id,
                [.. Parts(transactions, money, isLost: status == DisputeStatus.Lost)],
                transactions
                    .Select(t => IdIn(t, "custom") ?? IdIn(t, "invoice_number"))
                    .FirstOrDefault(r => r is not null),
                status,
                money,
                at
            )
            : throw new PaymentProviderException();
    }

    /// <summary>
    /// Divides the amount of a dispute among its payments, because PayPal gives one amount for all of them. Payments that PayPal says went
    /// back come first, those that went back in part next, and the others last. Payments of the same turn share in proportion to their
    /// gross amounts.
    /// </summary>
    private static IEnumerable<DisputedPart> Parts(List<JsonElement> transactions, Money money, bool isLost)
    {
        // A payment without an amount in the dispute's currency counts with the whole amount of the dispute.
        long Gross(JsonElement t) =>
            MoneyOf(t, "gross_amount") is { } gross && money with { Minor = gross.Minor } == gross
                ? gross.Minor
                : money.Minor;
        int Turn(JsonElement t) =>
            t.Text("transaction_status") switch
            {
                "REFUNDED" or "REVERSED" when isLost => 2,
                "PARTIALLY_REFUNDED" when isLost => 1,
                _ => 0,
            };
        var left = money.Minor;
        foreach (var alike in transactions.GroupBy(Turn).OrderByDescending(turn => turn.Key))
        {
            var weight = alike.Sum(Gross);
            foreach (var transaction in alike.OrderBy(t => IdIn(t, "seller_transaction_id"), StringComparer.Ordinal))
            {
                var gross = Gross(transaction);
                var part = weight == 0 ? 0 : Math.Min(gross, left * gross / weight);
                (left, weight) = (left - part, weight - gross);
                if (IdIn(transaction, "seller_transaction_id") is { } id)
                {
                    yield return new(id, money with { Minor = part });
                }
            }
        }
    }

    /// <summary>A plan, as https://developer.paypal.com/docs/api/subscriptions/v1/#plans_get describes it.</summary>
    public static PlanPricing Plan(JsonElement plan)
    {
        var cycles = plan.Items("billing_cycles").ToLookup(c => c.Text("tenure_type") is "TRIAL");
        JsonElement? regular = cycles[false].Cast<JsonElement?>().FirstOrDefault();
        var (frequency, taxes) = (regular.Member("frequency"), plan.Member("taxes"));
        // The price includes the tax unless the plan says otherwise.
        var isOnTop = taxes.Member("inclusive") is { ValueKind: JsonValueKind.False };
        return new(
            PriceOf(regular),
            frequency.Text("interval_unit") switch
            {
                "MONTH" => Count(frequency),
                "YEAR" => 12 * Count(frequency),
                _ => null,
            },
            [.. cycles[true].Select(c => PriceOf(c)).OfType<Money>().Where(price => price.Minor > 0)],
            cycles[true].Any(),
            MoneyOf(plan.Member("payment_preferences"), "setup_fee") is { Minor: > 0 } fee ? fee : null,
            isOnTop && decimal.TryParse(taxes.Text("percentage"), CultureInfo.InvariantCulture, out var tax) ? tax : 0,
            plan.Text("status") is "ACTIVE"
        );
    }

    /// <returns>The path of the next page; null at the end.</returns>
    public static string? Next(JsonElement list) =>
        list.Items("links")
            .Where(link => link.Text("rel") is "next")
            .Select(link => Uri.TryCreate(link.Text("href"), UriKind.Absolute, out var url) ? url.PathAndQuery : null)
            .FirstOrDefault();

    /// <returns>The member, if it can be an id that we may store; else null.</returns>
    public static string? IdIn(JsonElement? parent, string name) =>
        parent.Text(name) is { } text && KeyPart.IsValid(text) ? text : null;

    /// <summary>An id in a link of the document: for "captures" the 8AB in ".../payments/captures/8AB".</summary>
    public static string? Linked(JsonElement? document, string segment) =>
        document
            .Items("links")
            .Select(link => (link.Text("href") ?? "").Split('/'))
            .Where(path => path.Length > 1 && path[^2].Equals(segment, StringComparison.Ordinal))
            .Select(path => path[^1])
            .FirstOrDefault(KeyPart.IsValid);

    /// <summary>An amount by either version of the API. Version 1 writes the amount of a refund as a negative total.</summary>
    private static Money? MoneyOf(JsonElement? document, string name = "amount")
    {
        var amount = document.Member(name);
        return Money.Parse(amount.Text("value"), amount.Text("currency_code"))
            ?? Money.Parse(amount.Text("total")?.TrimStart('-'), amount.Text("currency"));
    }

    /// <summary>A status that is new to us counts as pending, for which no credits are granted.</summary>
    private static PaymentState PaymentOf(JsonElement payment) =>
        new()
        {
            Id = IdIn(payment, "id") ?? throw new PaymentProviderException(),
            Status = (payment.Text("status") ?? payment.Text("state"))?.ToUpperInvariant() switch
            {
                "COMPLETED" => PaymentStatus.Completed,
                "PARTIALLY_REFUNDED" => PaymentStatus.PartiallyRefunded,
                "REFUNDED" or "REVERSED" => PaymentStatus.Refunded,
                "DECLINED" or "DENIED" or "FAILED" => PaymentStatus.Denied,
                _ => PaymentStatus.Pending,
            },
            Amount =
                MoneyOf(payment)
                ?? MoneyOf(payment.Member("amount_with_breakdown"), "gross_amount")
                ?? throw new PaymentProviderException(),
            At =
                PayPalFault.Time(payment.Text("create_time") ?? payment.Text("time"))
                ?? throw new PaymentProviderException(),
        };

    private static RefundState RefundOf(JsonElement refund, string? paymentId)
    {
        var status = refund.Text("status") ?? refund.Text("state");
        return
            MoneyOf(refund) is { } amount
            && IdIn(refund, "id") is { } id
            && paymentId is not null
            && PayPalFault.Time(refund.Text("create_time")) is { } at
            ? new(id, paymentId, string.Equals(status, "COMPLETED", StringComparison.OrdinalIgnoreCase), amount, at)
            : throw new PaymentProviderException();
    }

    private static ImmutableArray<RefundState> RefundsOf(PaymentState payment, IEnumerable<RefundState> refunds) =>
        [.. refunds.Where(r => r.PaymentId.Equals(payment.Id, StringComparison.Ordinal))];

    private static Money? PriceOf(JsonElement? cycle) => MoneyOf(cycle.Member("pricing_scheme"), "fixed_price");

    private static int Count(JsonElement? frequency) =>
        frequency.Member("interval_count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : 1;
}
