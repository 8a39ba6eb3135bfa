namespace PaypalServerSdk.Standard.Models;

public class GetCapturedPaymentInput
{
    public string? CaptureId { get; set; }
}

public class CapturedPayment
{
    public CaptureStatus? Status { get; set; }
    public CaptureStatusDetails? StatusDetails { get; set; }
    public string? Id { get; set; }
    public Money? Amount { get; set; }
    public string? InvoiceId { get; set; }
    public string? CustomId { get; set; }
    public List<LinkDescription>? Links { get; set; }
    public string? CreateTime { get; set; }
    public string? UpdateTime { get; set; }
    public PaymentSupplementaryData? SupplementaryData { get; set; }
    public PayeeBase? Payee { get; set; }
}

public class CaptureStatusDetails
{
    public CaptureIncompleteReason? Reason { get; set; }
}

public class PaymentSupplementaryData
{
    public RelatedIdentifiers? RelatedIds { get; set; }
}

public class RelatedIdentifiers
{
    public string? OrderId { get; set; }
}

public class RefundCapturedPaymentInput
{
    public string? CaptureId { get; set; }
    public string? PaypalRequestId { get; set; }
    public string? Prefer { get; set; }
    public RefundRequest? Body { get; set; }
}

public class RefundRequest
{
    public Money? Amount { get; set; }
    public string? CustomId { get; set; }
    public string? InvoiceId { get; set; }
    public string? NoteToPayer { get; set; }
}

public class GetRefundInput
{
    public string? RefundId { get; set; }
}

public class Refund
{
    public RefundStatus? Status { get; set; }
    public string? Id { get; set; }
    public Money? Amount { get; set; }
    public string? InvoiceId { get; set; }
    public string? CustomId { get; set; }
    public SellerPayableBreakdown? SellerPayableBreakdown { get; set; }
    public List<LinkDescription>? Links { get; set; }
    public string? CreateTime { get; set; }
    public string? UpdateTime { get; set; }
}

public class SellerPayableBreakdown
{
    public Money? TotalRefundedAmount { get; set; }
}
