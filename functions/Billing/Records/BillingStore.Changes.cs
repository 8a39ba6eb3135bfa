using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Storage;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Billing.Records;

/// <summary>Changes of plan: the row of the caller's key says what was asked and what came of it.</summary>
internal sealed partial class BillingStore
{
    /// <returns>What the caller's key asked for; null when it is new.</returns>
    /// <exception cref="ProblemException">It asked for something else.</exception>
    public async Task<Stored<PlanChangeRequest>?> FindChangeAsync(
        AccountId account,
        string key,
        string subscriptionId,
        string plan,
        CancellationToken cancellation
    )
    {
        var asked = Asked(subscriptionId, plan);
        if (await FindAsync(account, KeyRow(key), cancellation) is not { } row)
        {
            return null;
        }

        var request = new PlanChangeRequest
        {
            Key = key,
            SubscriptionId = subscriptionId,
            Plan = plan,
            Answer = row.GetString("Answer") is { } answer ? Enum.Parse<PlanChangeAnswer>(answer) : null,
            ApproveUrl = row.GetString("ApproveUrl"),
        };
        return row.GetString("Plan").Equals(asked, StringComparison.Ordinal)
            ? new(request, row.ETag)
            : throw IdempotencyHeader.Reused.ToException();
    }

    /// <summary>The request and the subscription that is to change, both or neither.</summary>
    /// <param name="read">Of the request; default when there is none yet.</param>
    /// <returns>False when either of them is not as it was read.</returns>
    public async Task<bool> TryWriteAsync(
        AccountId account,
        PlanChangeRequest request,
        ETag read,
        Stored<SubscriptionRecord> subscription,
        CancellationToken cancellation
    )
    {
        var row = new TableEntity(account.Value, KeyRow(request.Key))
        {
            ["Plan"] = Asked(request.SubscriptionId, request.Plan),
            ["Subject"] = BillingSubject.Subscription(request.SubscriptionId).Key,
            ["Answer"] = request.Answer?.ToString(),
            ["ApproveUrl"] = request.ApproveUrl,
        };
        List<TableTransactionAction> rows =
        [
            Passenger(row, read),
            Passenger(BillingRows.ToRow(account, subscription.Record), subscription.ETag),
        ];
        return await TrySubmitAsync(rows, cancellation);
    }

    /// <summary>No plan has such an id: whoever buys it under the same key is told so.</summary>
    private static string Asked(string subscriptionId, string plan) => $"change/{subscriptionId}/{plan}";
}
