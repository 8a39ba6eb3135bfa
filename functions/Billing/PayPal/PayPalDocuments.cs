using System.Collections.Immutable;
using System.Text.Json;
using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Billing.PayPal;

/// <summary>Reads what comes over REST without the SDK. What has no amount or no time is taken for no definite answer.</summary>
internal static class PayPalDocuments
{
    public static string? Id(JsonElement document) => Text(document, "id");

    public static PaymentOwner Sale(JsonElement sale) =>
        new(Text(sale, "custom"), null, Text(sale, "billing_agreement_id"));

    /// <summary>Of a capture (v2) or of a sale (v1): one names things a little differently than the other.</summary>
    public static RefundState Refund(JsonElement refund)
    {
        var amount = Member(refund, "amount");
        var money =
            Money.Parse(Text(amount, "value"), Text(amount, "currency_code"))
            ?? Money.Parse(Text(amount, "total")?.TrimStart('-'), Text(amount, "currency"));
        var status = Text(refund, "status") ?? Text(refund, "state");
        return
            money is { } known
            && Text(refund, "id") is { } id
            && (Text(refund, "sale_id") ?? Up(refund)) is { } paymentId
            && PayPalFault.Time(Text(refund, "create_time")) is { } at
            ? new(id, paymentId, string.Equals(status, "COMPLETED", StringComparison.OrdinalIgnoreCase), known, at)
            : throw new PaymentProviderException();
    }

    public static DisputeState Dispute(JsonElement dispute)
    {
        var amount = Member(dispute, "dispute_amount");
        var outcome = Text(Member(dispute, "dispute_outcome"), "outcome_code");
        return
            Text(dispute, "dispute_id") is { } id
            && Money.Parse(Text(amount, "value"), Text(amount, "currency_code")) is { } money
            && PayPalFault.Time(Text(dispute, "create_time")) is { } at
            ? new(id, Payments(dispute), StatusOf(Text(dispute, "status"), outcome), money, at)
            : throw new PaymentProviderException();
    }

    public static IReadOnlyList<string> DisputeIds(JsonElement list) =>
        Member(list, "items") is { ValueKind: JsonValueKind.Array } items
            ? [.. items.EnumerateArray().Select(i => Text(i, "dispute_id")).OfType<string>()]
            : [];

    /// <exception cref="PaymentProviderException">It is neither a yes nor a no.</exception>
    public static bool IsVerified(JsonElement answer) =>
        Text(answer, "verification_status") switch
        {
            "SUCCESS" => true,
            "FAILURE" => false,
            _ => throw new PaymentProviderException(),
        };

    public static string? Up(JsonElement document) =>
        Member(document, "links") is { ValueKind: JsonValueKind.Array } links
            ? links
                .EnumerateArray()
                .Where(link => Text(link, "rel") is "up")
                .Select(link => Text(link, "href")?.Split('/')[^1])
                .FirstOrDefault()
            : null;

    /// <summary>The outcome comes with the resolution only; one that is neither ours nor the buyer's loses nothing.</summary>
    private static DisputeStatus StatusOf(string? status, string? outcome) =>
        (status, outcome) switch
        {
            ("RESOLVED", "RESOLVED_BUYER_FAVOUR" or "RESOLVED_WITH_PAYOUT" or "ACCEPTED") => DisputeStatus.Lost,
            ("RESOLVED", _) => DisputeStatus.Won,
            _ => DisputeStatus.Open,
        };

    private static ImmutableArray<string> Payments(JsonElement dispute) =>
        Member(dispute, "disputed_transactions") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(t => Text(t, "seller_transaction_id")).OfType<string>()]
            : [];

    public static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
