namespace PaypalServerSdk.Standard.Models;

public class CreateSubscriptionInput
{
    public string? Prefer { get; set; }
    public string? PaypalRequestId { get; set; }
    public CreateSubscriptionRequest? Body { get; set; }
}

public class CreateSubscriptionRequest
{
    public string? PlanId { get; set; }
    public SubscriptionApplicationContext? ApplicationContext { get; set; }
    public string? CustomId { get; set; }
}

public class SubscriptionApplicationContext
{
    public string? BrandName { get; set; }
    public ExperienceContextShippingPreference? ShippingPreference { get; set; }
    public ApplicationContextUserAction? UserAction { get; set; }
    public string? ReturnUrl { get; set; }
    public string? CancelUrl { get; set; }
}

public class GetSubscriptionInput
{
    public string? Id { get; set; }
}

public class Subscription
{
    public string? Id { get; set; }
    public string? PlanId { get; set; }
    public string? StartTime { get; set; }
    public Subscriber? Subscriber { get; set; }
    public SubscriptionBillingInformation? BillingInfo { get; set; }
    public string? CreateTime { get; set; }
    public string? UpdateTime { get; set; }
    public string? CustomId { get; set; }
    public List<LinkDescription>? Links { get; set; }
    public SubscriptionStatus? Status { get; set; }
    public string? StatusUpdateTime { get; set; }
}

public class Subscriber
{
    public string? PayerId { get; set; }
}

public class SubscriptionBillingInformation
{
    public Money? OutstandingBalance { get; set; }
    public LastPaymentDetails? LastPayment { get; set; }
    public string? NextBillingTime { get; set; }
    public string? FinalPaymentTime { get; set; }
    public int FailedPaymentsCount { get; set; }
}

public class LastPaymentDetails
{
    public Money? Amount { get; set; }
    public string? Time { get; set; }
}

public class CancelSubscriptionInput
{
    public string? Id { get; set; }
    public CancelSubscriptionRequest? Body { get; set; }
}

public class CancelSubscriptionRequest
{
    public string? Reason { get; set; }
}

public class ReviseSubscriptionInput
{
    public string? Id { get; set; }
    public ModifySubscriptionRequest? Body { get; set; }
}

public class ModifySubscriptionRequest
{
    public string? PlanId { get; set; }
    public SubscriptionPatchApplicationContext? ApplicationContext { get; set; }
}

public class SubscriptionPatchApplicationContext
{
    public string? BrandName { get; set; }
    public string? ReturnUrl { get; set; }
    public string? CancelUrl { get; set; }
}

public class ModifySubscriptionResponse
{
    public string? PlanId { get; set; }
    public List<LinkDescription>? Links { get; set; }
}

public class ListSubscriptionTransactionsInput
{
    public string? Id { get; set; }
    public string? StartTime { get; set; }
    public string? EndTime { get; set; }
}

public class TransactionsList
{
    public List<SubscriptionTransactionDetails>? Transactions { get; set; }
    public int? TotalItems { get; set; }
    public int? TotalPages { get; set; }
}

public class SubscriptionTransactionDetails
{
    public CaptureStatus? Status { get; set; }
    public string? Id { get; set; }
    public SubscriptionAmountWithBreakdown? AmountWithBreakdown { get; set; }
    public string? Time { get; set; }
}

public class SubscriptionAmountWithBreakdown
{
    public Money? GrossAmount { get; set; }
}
