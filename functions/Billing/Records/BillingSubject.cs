using AiPromptGen.Platform;

namespace AiPromptGen.Billing.Records;

/// <summary>An order or a subscription of an account: what a payment is for, and what a webhook event is about.</summary>
internal readonly record struct BillingSubject(bool IsOrder, string Id)
{
    private const string OrderPrefix = "order-";
    private const string SubscriptionPrefix = "subscription-";

    /// <summary>Its row key, and what the index says.</summary>
    public string Key => (IsOrder ? OrderPrefix : SubscriptionPrefix) + KeyPart.Require(Id, nameof(Id));

    public static BillingSubject Order(string id) => new(true, id);

    public static BillingSubject Subscription(string id) => new(false, id);

    public static BillingSubject Parse(string key) =>
        key.StartsWith(OrderPrefix, StringComparison.Ordinal)
            ? Order(key[OrderPrefix.Length..])
            : Subscription(key[SubscriptionPrefix.Length..]);
}
