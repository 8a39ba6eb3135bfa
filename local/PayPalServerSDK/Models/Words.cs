namespace PaypalServerSdk.Standard.Models;

/// <summary>As in all enums here, a word that this version does not know is read as _Unknown.</summary>
public enum CheckoutPaymentIntent
{
    Capture,
    Authorize,
    _Unknown,
}

public enum OrderStatus
{
    Created,
    Saved,
    Approved,
    Voided,
    Completed,
    PayerActionRequired,
    _Unknown,
}

public enum PaypalWalletContextShippingPreference
{
    GetFromFile,
    NoShipping,
    SetProvidedAddress,
    _Unknown,
}

public enum PaypalExperienceUserAction
{
    Continue,
    PayNow,
    _Unknown,
}

public enum CaptureStatus
{
    Completed,
    Declined,
    PartiallyRefunded,
    Pending,
    Refunded,
    Failed,
    _Unknown,
}

public enum CaptureIncompleteReason
{
    BuyerComplaint,
    Chargeback,
    Echeck,
    InternationalWithdrawal,
    Other,
    PendingReview,
    ReceivingPreferenceMandatesManualAction,
    Refunded,
    TransactionApprovedAwaitingFunding,
    Unilateral,
    VerificationRequired,
    DeclinedByRiskFraudFilters,
    _Unknown,
}

public enum RefundStatus
{
    Cancelled,
    Failed,
    Pending,
    Completed,
    _Unknown,
}

public enum SubscriptionStatus
{
    ApprovalPending,
    Approved,
    Active,
    Suspended,
    Cancelled,
    Expired,
    _Unknown,
}

public enum ExperienceContextShippingPreference
{
    GetFromFile,
    NoShipping,
    SetProvidedAddress,
    _Unknown,
}

public enum ApplicationContextUserAction
{
    Continue,
    SubscribeNow,
    _Unknown,
}
