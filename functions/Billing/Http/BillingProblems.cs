namespace AiPromptGen.Billing.Http;

internal static class BillingProblems
{
    public static readonly Problem PackUnknown = Problems.Invalid(
        "pack",
        "pack-unknown",
        "Send the id of a pack of GET /catalog."
    );

    public static readonly Problem PlanUnknown = Problems.Invalid(
        "plan",
        "plan-unknown",
        "Send the id of a plan of GET /catalog."
    );

    public static readonly Problem OrderNotFound = new(404, "order-not-found", "There is no such order");

    public static readonly Problem SubscriptionNotFound = new(
        404,
        "subscription-not-found",
        "There is no such subscription",
        $"If PayPal still bills you for one, write to {Problems.Contact}."
    );

    public static readonly Problem Subscribed = Problem.Conflict(
        "subscription-active",
        "There is an active subscription already",
        "Change its plan, or cancel it first. What is paid stays yours."
    );

    public static readonly Problem SubscriptionWaits = Problem.Conflict(
        "subscription-pending",
        "A subscription waits for your consent",
        "Agree to it at its approveUrl, or cancel it. Three hours after it was made another one may be made."
    );

    public static readonly Problem SubscriptionNotActive = Problem.Conflict(
        "subscription-not-active",
        "The subscription is not active",
        "Only an active one can change its plan. Subscribe to the plan you want instead."
    );

    public static readonly Problem PastDue = Problem.Conflict(
        "subscription-past-due",
        "A payment of the subscription is outstanding",
        "Pay it at the payment provider first; then change the plan."
    );

    public static readonly Problem SamePlan = Problem.Conflict(
        "plan-unchanged",
        "The subscription is on this plan already",
        "Nothing has changed."
    );

    public static readonly Problem ChangePending = Problem.Conflict(
        "plan-change-pending",
        "Another change of plan waits for your consent",
        "Agree to it at its approveUrl, or ask again three hours after it. Until then the present plan stays."
    );

    public static readonly Problem ChangeRefused = Problem.Conflict(
        "plan-change-refused",
        "The payment provider refuses this change of plan",
        $"The present plan stays. Cancel it and subscribe to the other one, or write to {Problems.Contact}."
    );

    public static readonly Problem NotApproved = Problem.Conflict(
        "order-not-approved",
        "The order is not approved",
        "Agree to it at its approveUrl first, or make a new order. Nothing was charged."
    );

    public static readonly Problem Declined = new(
        402,
        "payment-declined",
        "The payment was declined",
        "Choose another way to pay at its approveUrl. Nothing was charged."
    );

    public static readonly Problem Parked = Problem.Conflict(
        "payment-parked",
        "A person has to look at this payment",
        $"We have been told already. Write to {Problems.Contact} with its id. No money is lost."
    );

    public static readonly Problem PaymentNotFound = new(404, "payment-not-found", "The account has no such payment");

    public static readonly Problem NotPaid = Problem.Conflict(
        "payment-not-paid",
        "No money has come of this payment",
        "It is pending, or was denied. There is nothing to refund."
    );

    public static readonly Problem Disputed = Problem.Conflict(
        "payment-disputed",
        "A dispute decides about this payment",
        "Settle it at the payment provider: a refund beside it would go back twice."
    );

    public static readonly Problem RefundTooMuch = Problem.Conflict(
        "refund-exceeds-payment",
        "This is more than is left of the payment",
        "Leave the amount out to refund the rest. Nothing went back."
    );

    public static readonly Problem RefundRefused = Problem.Conflict(
        "refund-refused",
        "The payment provider refuses this refund",
        "Nothing went back. Look at the payment there; a new attempt needs a new Idempotency-Key."
    );

    public static readonly Problem RefundUnclear = Problem.Conflict(
        "refund-unclear",
        "Nobody knows any more whether this refund was made",
        "The provider gave no answer and has forgotten the request. Look at the payment there."
    );

    public static readonly Problem RefundPending = Problem.Conflict(
        "refund-pending",
        "Another refund of this payment has no answer yet",
        "Order that one again with its own Idempotency-Key first: with a second one the money might go back twice."
    );

    public static readonly Problem AmountInvalid = Problems.Invalid(
        "amount",
        "amount-invalid",
        "More than nothing, in the currency of the payment: 3.33 and EUR."
    );

    public static readonly Problem ProviderUnavailable = new(
        503,
        "payment-provider-unavailable",
        "The payment provider does not answer",
        "Repeat the request with the same Idempotency-Key: nothing is made twice."
    )
    {
        RetryAfterSeconds = 30,
    };

    public static readonly Problem WebhooksNotConfigured = new(
        503,
        "webhooks-not-configured",
        "Webhooks are not set up",
        "Set PayPal:WebhookId."
    );

    public static readonly Problem SignatureInvalid = new(401, "webhook-signature-invalid", "Not signed by PayPal");

    public static readonly Problem EventInvalid = new(400, "webhook-invalid", "This is no webhook event");

    public static readonly Problem EventTooOld = new(
        400,
        "webhook-too-old",
        "This event is older than any that is kept",
        "Reconciliation compares what it is about. Nothing is lost."
    );
}
