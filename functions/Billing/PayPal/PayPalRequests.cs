using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

/// <summary>What PayPal is told: our id, an amount, where to come back to. Nothing about the person.</summary>
internal static class PayPalRequests
{
    private const string Brand = "AI Image Prompt Generator";

    public static OrderRequest Order(CheckoutRequest request) =>
        new()
        {
            Intent = CheckoutPaymentIntent.Capture,
            PurchaseUnits =
            [
                new PurchaseUnitRequest
                {
                    CustomId = request.Reference,
                    InvoiceId = request.Reference,
                    Amount = new AmountWithBreakdown
                    {
                        CurrencyCode = request.Price.Currency,
                        MValue = request.Price.Value,
                    },
                },
            ],
            PaymentSource = new PaymentSource
            {
                Paypal = new PaypalWallet
                {
                    ExperienceContext = new PaypalWalletExperienceContext
                    {
                        BrandName = Brand,
                        ShippingPreference = PaypalWalletContextShippingPreference.NoShipping,
                        UserAction = PaypalExperienceUserAction.PayNow,
                        ReturnUrl = request.ReturnUrl.AbsoluteUri,
                        CancelUrl = request.CancelUrl.AbsoluteUri,
                    },
                },
            },
        };

    public static CreateSubscriptionRequest Subscription(CheckoutRequest request, string planId) =>
        new()
        {
            PlanId = planId,
            CustomId = request.Reference,
            ApplicationContext = new SubscriptionApplicationContext
            {
                BrandName = Brand,
                ShippingPreference = ExperienceContextShippingPreference.NoShipping,
                UserAction = ApplicationContextUserAction.SubscribeNow,
                ReturnUrl = request.ReturnUrl.AbsoluteUri,
                CancelUrl = request.CancelUrl.AbsoluteUri,
            },
        };

    public static ModifySubscriptionRequest Revision(RevisionRequest request) =>
        new()
        {
            PlanId = request.PlanId,
            ApplicationContext = new SubscriptionPatchApplicationContext
            {
                BrandName = Brand,
                ReturnUrl = request.ReturnUrl.AbsoluteUri,
                CancelUrl = request.CancelUrl.AbsoluteUri,
            },
        };

    public static RefundRequest Refund(Money amount) =>
        new()
        {
            Amount = new() { CurrencyCode = amount.Currency, MValue = amount.Value },
        };

    public static HttpContent SaleRefund(Money amount) =>
        JsonContent.Create(new { amount = new { total = amount.Value, currency = amount.Currency } });

    /// <summary>The event goes in as it came, byte for byte: written anew it would not be what was signed.</summary>
    public static ByteArrayContent Verification(
        TransmissionHeaders headers,
        string webhookId,
        ReadOnlyMemory<byte> body
    )
    {
        var head = JsonSerializer.Serialize(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["auth_algo"] = headers.Algorithm,
                ["cert_url"] = headers.CertificateUrl,
                ["transmission_id"] = headers.Id,
                ["transmission_sig"] = headers.Signature,
                ["transmission_time"] = headers.Time,
                ["webhook_id"] = webhookId,
            }
        );
        byte[] whole = [.. Encoding.UTF8.GetBytes(head[..^1] + ",\"webhook_event\":"), .. body.Span, (byte)'}'];
        return new(whole) { Headers = { ContentType = new("application/json") } };
    }
}
