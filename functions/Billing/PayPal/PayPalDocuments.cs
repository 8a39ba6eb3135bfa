using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Billing.PayPal;

/// <summary>Reads what comes over REST without the SDK. What has no amount or no time is taken for no definite answer.</summary>
internal static class PayPalDocuments
{
    public static OrderState Order(JsonElement order)
    {
        var units = List(order, "purchase_units").ToList();
        JsonElement? unit = units.Count == 1 ? units[0] : null;
        var (payments, refunds) = (Member(unit, "payments"), new List<RefundState>());
        var captures = List(payments, "captures").ToList();
        foreach (var refund in List(payments, "refunds"))
        {
            // The refunds of an order's only capture need not name it.
            var only = captures.Count == 1 ? IdIn(captures[0], "id") : null;
            refunds.Add(RefundOf(refund, RefundedPayment(refund) ?? only));
        }

        return new()
        {
            ProviderId = IdIn(order, "id") ?? throw new PaymentProviderException(),
            Status = Text(order, "status") switch
            {
                "APPROVED" => ProviderOrderStatus.Approved,
                "COMPLETED" => ProviderOrderStatus.Completed,
                "VOIDED" => ProviderOrderStatus.Voided,
                _ => ProviderOrderStatus.Created,
            },
            CustomId = Text(unit, "custom_id"),
            Amount = MoneyOf(unit, "amount"),
            CustomerId = Text(Member(order, "payer"), "payer_id"),
            Payments = [.. captures.Select(c => PaymentOf(c)).Select(c => c with { Refunds = Of(c, refunds) })],
        };
    }

    public static SubscriptionState Subscription(JsonElement subscription, JsonElement? sales) =>
        new()
        {
            ProviderId = IdIn(subscription, "id") ?? throw new PaymentProviderException(),
            Status = Text(subscription, "status") switch
            {
                "ACTIVE" => SubscriptionStatus.Active,
                "SUSPENDED" => SubscriptionStatus.Suspended,
                "CANCELLED" => SubscriptionStatus.Cancelled,
                "EXPIRED" => SubscriptionStatus.Expired,
                _ => SubscriptionStatus.ApprovalPending,
            },
            PlanId = Text(subscription, "plan_id") ?? "",
            CustomId = Text(subscription, "custom_id"),
            CustomerId = Text(Member(subscription, "subscriber"), "payer_id"),
            HasOutstandingBalance =
                MoneyOf(Member(subscription, "billing_info"), "outstanding_balance") is { Minor: > 0 },
            Payments = [.. List(sales, "transactions").Select(s => PaymentOf(s))],
        };

    /// <summary>A capture by version 2 of PayPal's interface, a sale by version 1.</summary>
    public static FoundPayment Payment(JsonElement payment) =>
        new(
            PaymentOf(payment),
            Text(payment, "custom_id") ?? Text(payment, "custom"),
            Text(Member(Member(payment, "supplementary_data"), "related_ids"), "order_id"),
            Text(payment, "billing_agreement_id")
        );

    /// <summary>Of a capture or of a sale, by version 2 or 1: each names things a little differently.</summary>
    public static RefundState Refund(JsonElement refund) => RefundOf(refund, RefundedPayment(refund));

    /// <returns>What a refund is of; null when the document does not say.</returns>
    public static string? RefundedPayment(JsonElement? refund) =>
        IdIn(refund, "sale_id") ?? IdIn(refund, "capture_id") ?? Linked(refund, "captures") ?? Linked(refund, "sale");

    /// <summary>
    /// The outcome comes with the resolution only, and of a lost one it says how much went back
    /// (https://developer.paypal.com/api/customer-disputes/v1/definitions/dispute_outcome); one that is neither ours nor the
    /// buyer's loses nothing.
    /// </summary>
    public static DisputeState Dispute(JsonElement dispute)
    {
        var outcome = Member(dispute, "dispute_outcome");
        var status = (Text(dispute, "status"), Text(outcome, "outcome_code")) switch
        {
            ("RESOLVED", "RESOLVED_BUYER_FAVOUR" or "RESOLVED_WITH_PAYOUT" or "ACCEPTED") => DisputeStatus.Lost,
            ("RESOLVED", _) => DisputeStatus.Won,
            _ => DisputeStatus.Open,
        };
        var transactions = List(dispute, "disputed_transactions").ToList();
        var refunded = status == DisputeStatus.Lost ? MoneyOf(outcome, "amount_refunded") : null;
        return
            Text(dispute, "dispute_id") is { } id
            && (refunded ?? MoneyOf(dispute, "dispute_amount")) is { } money
            && PayPalFault.Time(Text(dispute, "create_time")) is { } at
            ? new(
                id,
                [.. transactions.Select(t => IdIn(t, "seller_transaction_id")).OfType<string>()],
                transactions
                    .Select(t => IdIn(t, "custom") ?? IdIn(t, "invoice_number"))
                    .FirstOrDefault(r => r is not null),
                status,
                money,
                at
            )
            : throw new PaymentProviderException();
    }

    /// <summary>https://developer.paypal.com/docs/api/subscriptions/v1/#plans_get.</summary>
    public static PlanPricing Plan(JsonElement plan)
    {
        var cycles = List(plan, "billing_cycles").ToLookup(c => Text(c, "tenure_type") is "TRIAL");
        JsonElement? regular = cycles[false].Cast<JsonElement?>().FirstOrDefault();
        var (frequency, taxes) = (Member(regular, "frequency"), Member(plan, "taxes"));
        var isInclusive = Member(taxes, "inclusive") is { ValueKind: JsonValueKind.True };
        return new(
            PriceOf(regular),
            Text(frequency, "interval_unit") switch
            {
                "MONTH" => Count(frequency),
                "YEAR" => 12 * Count(frequency),
                _ => null,
            },
            [.. cycles[true].Select(c => PriceOf(c)).OfType<Money>().Where(price => price.Minor > 0)],
            cycles[true].Any(),
            MoneyOf(Member(plan, "payment_preferences"), "setup_fee") is { Minor: > 0 } fee ? fee : null,
            !isInclusive && decimal.TryParse(Text(taxes, "percentage"), CultureInfo.InvariantCulture, out var tax)
                ? tax
                : 0,
            Text(plan, "status") is "ACTIVE"
        );
    }

    /// <returns>The path of the next page; null at the end.</returns>
    public static string? Next(JsonElement list) =>
        List(list, "links")
            .Where(link => Text(link, "rel") is "next")
            .Select(link => Uri.TryCreate(Text(link, "href"), UriKind.Absolute, out var url) ? url.PathAndQuery : null)
            .FirstOrDefault();

    public static IEnumerable<JsonElement> List(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Only what can be an id: whatever else stands there is not kept.</summary>
    public static string? IdIn(JsonElement? parent, string name) =>
        Text(parent, name) is { } text && KeyPart.IsValid(text) ? text : null;

    /// <returns>The id after that part of the path of one of its links.</returns>
    public static string? Linked(JsonElement? document, string segment) =>
        List(document, "links")
            .Select(link => (Text(link, "href") ?? "").Split('/'))
            .Where(path => path.Length > 1 && path[^2].Equals(segment, StringComparison.Ordinal))
            .Select(path => path[^1])
            .FirstOrDefault(KeyPart.IsValid);

    /// <summary>Version 1 writes what went back as a negative total.</summary>
    private static Money? MoneyOf(JsonElement? document, string name = "amount")
    {
        var amount = Member(document, name);
        return Money.Parse(Text(amount, "value"), Text(amount, "currency_code"))
            ?? Money.Parse(Text(amount, "total")?.TrimStart('-'), Text(amount, "currency"));
    }

    /// <summary>A word that is new to us grants nothing.</summary>
    private static PaymentState PaymentOf(JsonElement payment) =>
        new()
        {
            Id = IdIn(payment, "id") ?? throw new PaymentProviderException(),
            Status = (Text(payment, "status") ?? Text(payment, "state"))?.ToUpperInvariant() switch
            {
                "COMPLETED" => PaymentStatus.Completed,
                "PARTIALLY_REFUNDED" => PaymentStatus.PartiallyRefunded,
                "REFUNDED" or "REVERSED" => PaymentStatus.Refunded,
                "DECLINED" or "DENIED" or "FAILED" => PaymentStatus.Denied,
                _ => PaymentStatus.Pending,
            },
            Amount =
                MoneyOf(payment)
                ?? MoneyOf(Member(payment, "amount_with_breakdown"), "gross_amount")
                ?? throw new PaymentProviderException(),
            At =
                PayPalFault.Time(Text(payment, "create_time") ?? Text(payment, "time"))
                ?? throw new PaymentProviderException(),
        };

    private static RefundState RefundOf(JsonElement refund, string? paymentId)
    {
        var status = Text(refund, "status") ?? Text(refund, "state");
        return
            MoneyOf(refund) is { } amount
            && IdIn(refund, "id") is { } id
            && paymentId is not null
            && PayPalFault.Time(Text(refund, "create_time")) is { } at
            ? new(id, paymentId, string.Equals(status, "COMPLETED", StringComparison.OrdinalIgnoreCase), amount, at)
            : throw new PaymentProviderException();
    }

    private static ImmutableArray<RefundState> Of(PaymentState payment, IEnumerable<RefundState> refunds) =>
        [.. refunds.Where(r => r.PaymentId.Equals(payment.Id, StringComparison.Ordinal))];

    private static Money? PriceOf(JsonElement? cycle) => MoneyOf(Member(cycle, "pricing_scheme"), "fixed_price");

    private static int Count(JsonElement? frequency) =>
        Member(frequency, "interval_count") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : 1;
}
