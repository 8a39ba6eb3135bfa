using System.Text.Json.Serialization;

namespace PaypalServerSdk.Standard.Models;

public class CreateOrderInput
{
    public OrderRequest? Body { get; set; }
    public string? PaypalRequestId { get; set; }
    public string? Prefer { get; set; }
}

public class GetOrderInput
{
    public string? Id { get; set; }
}

public class CaptureOrderInput
{
    public string? Id { get; set; }
    public string? PaypalRequestId { get; set; }
    public string? Prefer { get; set; }
}

public class OrderRequest
{
    public CheckoutPaymentIntent Intent { get; set; }
    public List<PurchaseUnitRequest>? PurchaseUnits { get; set; }
    public PaymentSource? PaymentSource { get; set; }
}

public class PurchaseUnitRequest
{
    public string? ReferenceId { get; set; }
    public AmountWithBreakdown? Amount { get; set; }
    public string? Description { get; set; }
    public string? CustomId { get; set; }
    public string? InvoiceId { get; set; }
    public string? SoftDescriptor { get; set; }
}

public class AmountWithBreakdown
{
    public string? CurrencyCode { get; set; }

    [JsonPropertyName("value")]
    public string? MValue { get; set; }
}

public class PaymentSource
{
    public PaypalWallet? Paypal { get; set; }
}

public class PaypalWallet
{
    public PaypalWalletExperienceContext? ExperienceContext { get; set; }
}

public class PaypalWalletExperienceContext
{
    public string? BrandName { get; set; }
    public PaypalWalletContextShippingPreference? ShippingPreference { get; set; }
    public string? ReturnUrl { get; set; }
    public string? CancelUrl { get; set; }
    public PaypalExperienceUserAction? UserAction { get; set; }
}

public class Order
{
    public string? CreateTime { get; set; }
    public string? UpdateTime { get; set; }
    public string? Id { get; set; }
    public Payer? Payer { get; set; }
    public List<PurchaseUnit>? PurchaseUnits { get; set; }
    public OrderStatus? Status { get; set; }
    public List<LinkDescription>? Links { get; set; }
}

public class PurchaseUnit
{
    public string? ReferenceId { get; set; }
    public AmountWithBreakdown? Amount { get; set; }
    public PayeeBase? Payee { get; set; }
    public string? CustomId { get; set; }
    public string? InvoiceId { get; set; }
    public PaymentCollection? Payments { get; set; }
}

public class PaymentCollection
{
    public List<OrdersCapture>? Captures { get; set; }
    public List<Refund>? Refunds { get; set; }
}

public class OrdersCapture
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
}
