using Azure.Data.Tables;

namespace AiPromptGen.Billing.Records;

/// <summary>Billing records as rows of the account's partition. Property names are stored: never change one.</summary>
internal static class BillingRows
{
    public const string PaymentPrefix = "payment-";
    public const string RefundPrefix = "refund-";

    public static TableEntity ToRow(AccountId account, PurchaseRecord purchase)
    {
        var row = new TableEntity(account.Value, purchase.Subject.Key) { ["CreatedAt"] = purchase.CreatedAt };
        Put(row, "", purchase.Terms);
        Set(row, "ProviderId", purchase.ProviderId);
        Set(row, "ApproveUrl", purchase.ApproveUrl);
        Set(row, "CustomerId", purchase.CustomerId);
        Set(row, "Parked", purchase.Parked);
        switch (purchase)
        {
            case OrderRecord order:
                row["Status"] = order.Status.ToString();
                row["Declines"] = order.Declines;
                break;
            case SubscriptionRecord subscription:
                row["Status"] = subscription.Status.ToString();
                row["CurrentPlan"] = subscription.Plan;
                row["IsPastDue"] = subscription.IsPastDue;
                row["IsGivenUp"] = subscription.IsGivenUp;
                Set(row, "ActivatedAt", subscription.ActivatedAt);
                if (subscription.Change is { } change)
                {
                    Put(row, "Change", change.Terms);
                    row["ChangeAskedAt"] = change.AskedAt;
                }

                break;
        }

        return row;
    }

    public static PurchaseRecord Purchase(TableEntity row)
    {
        var subject = BillingSubject.Parse(row.RowKey);
        var (terms, createdAt) = (TermsOf(row), row.GetDateTimeOffset("CreatedAt")!.Value);
        PurchaseRecord purchase = subject.IsOrder
            ? new OrderRecord
            {
                Id = subject.Id,
                Terms = terms,
                CreatedAt = createdAt,
                Status = Enum.Parse<OrderStatus>(row.GetString("Status")),
                Declines = row.GetInt32("Declines") ?? 0,
            }
            : new SubscriptionRecord
            {
                Id = subject.Id,
                Terms = terms,
                CreatedAt = createdAt,
                Plan = row.GetString("CurrentPlan"),
                Change = row.GetDateTimeOffset("ChangeAskedAt") is { } askedAt
                    ? new(TermsOf(row, "Change"), askedAt)
                    : null,
                Status = Enum.Parse<SubscriptionStatus>(row.GetString("Status")),
                IsPastDue = row.GetBoolean("IsPastDue") ?? false,
                IsGivenUp = row.GetBoolean("IsGivenUp") ?? false,
                ActivatedAt = row.GetDateTimeOffset("ActivatedAt"),
            };
        return purchase with
        {
            ProviderId = row.GetString("ProviderId"),
            ApproveUrl = row.GetString("ApproveUrl"),
            CustomerId = row.GetString("CustomerId"),
            Parked = row.GetString("Parked"),
        };
    }

    public static TableEntity ToRow(AccountId account, PaymentRecord payment)
    {
        var row = new TableEntity(account.Value, PaymentPrefix + payment.Id)
        {
            ["Subject"] = payment.Subject.Key,
            ["Plan"] = payment.Plan,
            ["PriceMinor"] = payment.Amount.Minor,
            ["Currency"] = payment.Amount.Currency,
            ["Status"] = payment.Status.ToString(),
            ["PaidAt"] = payment.PaidAt,
            ["Credits"] = payment.Credits,
            ["Clawed"] = payment.Clawed,
            ["Moves"] = payment.Moves,
            ["RefundedMinor"] = payment.Refunded,
            ["Dispute"] = payment.Dispute.ToString(),
            ["RefundIds"] = payment.RefundIds,
            ["DisputeIds"] = payment.DisputeIds,
        };
        Set(row, "Expires", payment.Expires);
        Set(row, "CustomerId", payment.CustomerId);
        Set(row, "Parked", payment.Parked);
        return row;
    }

    public static PaymentRecord Payment(TableEntity row) =>
        new()
        {
            Id = row.RowKey[PaymentPrefix.Length..],
            Subject = BillingSubject.Parse(row.GetString("Subject")),
            Plan = row.GetString("Plan"),
            Amount = PriceOf(row),
            Status = Enum.Parse<PaymentStatus>(row.GetString("Status")),
            PaidAt = row.GetDateTimeOffset("PaidAt")!.Value,
            Credits = row.GetInt64("Credits")!.Value,
            Expires = row.GetDateTimeOffset("Expires"),
            Clawed = row.GetInt64("Clawed")!.Value,
            Moves = row.GetInt32("Moves")!.Value,
            Refunded = row.GetInt64("RefundedMinor")!.Value,
            Dispute = Enum.Parse<DisputeStatus>(row.GetString("Dispute")),
            RefundIds = row.GetString("RefundIds"),
            DisputeIds = row.GetString("DisputeIds"),
            CustomerId = row.GetString("CustomerId"),
            Parked = row.GetString("Parked"),
        };

    public static TableEntity ToRow(AccountId account, RefundRecord refund)
    {
        var row = new TableEntity(account.Value, RefundPrefix + refund.Id)
        {
            ["PaymentId"] = refund.PaymentId,
            ["AmountMinor"] = refund.Amount.Minor,
            ["Currency"] = refund.Amount.Currency,
            ["Reason"] = refund.Reason,
            ["CreatedAt"] = refund.CreatedAt,
            ["IsRefused"] = refund.IsRefused,
        };
        Set(row, "AskedMinor", refund.AskedMinor);
        Set(row, "ProviderId", refund.ProviderId);
        return row;
    }

    public static RefundRecord Refund(TableEntity row) =>
        new()
        {
            Id = row.RowKey[RefundPrefix.Length..],
            PaymentId = row.GetString("PaymentId"),
            AskedMinor = row.GetInt64("AskedMinor"),
            Amount = new(row.GetInt64("AmountMinor")!.Value, row.GetString("Currency")),
            Reason = row.GetString("Reason"),
            CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
            ProviderId = row.GetString("ProviderId"),
            IsRefused = row.GetBoolean("IsRefused") ?? false,
        };

    private static void Put(TableEntity row, string prefix, Terms terms)
    {
        row[prefix + "Plan"] = terms.Plan;
        row[prefix + "Credits"] = terms.Credits;
        row[prefix + "PriceMinor"] = terms.Price.Minor;
        row[prefix + "Currency"] = terms.Price.Currency;
        Set(row, prefix + "Months", terms.Months);
    }

    private static Terms TermsOf(TableEntity row, string prefix = "") =>
        new(
            row.GetString(prefix + "Plan"),
            row.GetInt64(prefix + "Credits")!.Value,
            PriceOf(row, prefix),
            row.GetInt32(prefix + "Months")
        );

    private static Money PriceOf(TableEntity row, string prefix = "") =>
        new(row.GetInt64(prefix + "PriceMinor")!.Value, row.GetString(prefix + "Currency"));

    private static void Set(TableEntity row, string name, object? value)
    {
        if (value is not null)
        {
            row[name] = value;
        }
    }
}
