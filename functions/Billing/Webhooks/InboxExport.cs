using System.Runtime.CompilerServices;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>PayPal's events about what an account has bought, as they were stored.</summary>
internal sealed class InboxExport(WebhookInbox inbox, BillingStore store) : IExportSection
{
    public string Name => "paymentEvents";

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Most people have bought nothing: then no event is read.
        var purchases = await store.PurchasesAsync(accountId, cancellationToken);
        if (purchases.Count == 0)
        {
            yield break;
        }

        var payments = await store.PaymentsAsync(accountId, cancellationToken);
        var own = purchases
            .SelectMany(p => new[] { p.Id, p.ProviderId })
            .Concat(payments.Select(p => p.Id))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        await foreach (var stored in inbox.AllAsync(cancellationToken))
        {
            string?[] named = [stored.CustomId, stored.OrderId, stored.SubscriptionId, stored.PaymentId];
            if (named.Any(id => id is not null && own.Contains(id)))
            {
                yield return new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["rowKey"] = stored.Id,
                    ["type"] = stored.Type,
                    ["createdAt"] = stored.CreatedAt,
                    ["customId"] = stored.CustomId,
                    ["orderId"] = stored.OrderId,
                    ["subscriptionId"] = stored.SubscriptionId,
                    ["paymentId"] = stored.PaymentId,
                    ["refundId"] = stored.RefundId,
                    ["disputeId"] = stored.DisputeId,
                };
            }
        }
    }
}
