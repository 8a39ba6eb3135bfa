using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// PayPal's search of transactions (https://developer.paypal.com/docs/api/transaction-search/v1/): a movement of money shows up
/// in it within three hours. Only ids are taken from it; what a refund is, is read from the refund.
/// </summary>
internal static class PayPalReport
{
    public const int MostPages = 20;
    private const int PageSize = 500;

    /// <summary>A refund by the merchant. What PayPal takes back itself takes all, and the payment says so.</summary>
    private const string RefundCode = "T1107";

    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    public static string Refunds(DateTimeOffset from, DateTimeOffset to, int page) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/v1/reporting/transactions?start_date={from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
                + $"&end_date={to.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}&transaction_type={RefundCode}"
                + $"&fields=transaction_info&page_size={PageSize}&page={page}"
        );

    /// <param name="reference">Ours; PayPal may name what was paid by it.</param>
    public static IEnumerable<string> RefundsOf(JsonElement report, string saleId, string reference) =>
        from info in Transactions(report)
        where Is(info, "paypal_reference_id", saleId) || Is(info, "custom_field", reference)
        let id = PayPalDocuments.Text(info, "transaction_id")
        where id is not null
        select id;

    public static bool HasMore(JsonElement report, int page) =>
        PayPalDocuments.Member(report, "total_pages") is { ValueKind: JsonValueKind.Number } pages
        && pages.TryGetInt32(out var count)
        && page < count;

    private static IEnumerable<JsonElement?> Transactions(JsonElement report) =>
        PayPalDocuments.Member(report, "transaction_details") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(one => PayPalDocuments.Member(one, "transaction_info"))
            : [];

    private static bool Is(JsonElement? info, string name, string value) =>
        value.Equals(PayPalDocuments.Text(info, name), StringComparison.Ordinal);
}
