using System.Globalization;
using Azure.Data.Tables;

namespace AiPromptGen.Billing.Records;

/// <summary>What the law wants kept of the payments of erased accounts, by month: no account, no person, no id of PayPal's payer.</summary>
internal sealed class InvoiceArchive(TableClient invoices)
{
    public Task KeepAsync(PaymentRecord payment, CancellationToken cancellationToken) =>
        invoices.UpsertEntityAsync(
            new TableEntity(
                payment.PaidAt.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture),
                payment.Subject.IsOrder ? payment.Subject.Id : payment.Id
            )
            {
                ["AmountMinor"] = payment.Amount.Minor,
                ["Currency"] = payment.Amount.Currency,
                ["RefundedMinor"] = payment.Refunded,
                ["PaidAt"] = payment.PaidAt,
            },
            TableUpdateMode.Replace,
            cancellationToken
        );
}
