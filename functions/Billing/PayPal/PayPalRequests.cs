using System.Net.Http.Json;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// The bodies of requests to PayPal: our id, an amount, and the addresses to return to. They say nothing about the person.
/// </summary>
internal static class PayPalRequests
{
    private const string Brand = "AI Image Prompt Generator";

    public static PaypalServerSdk.Standard.Models.OrderRequest Order(CheckoutRequest request) =>
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

    /// <param name="amount">The amount to refund; null for all that is left of the payment.</param>
    public static RefundRequest Refund(Money? amount) =>
        new() { Amount = amount is { } some ? new() { CurrencyCode = some.Currency, MValue = some.Value } : null };

    public static HttpContent SaleRefund(Money? amount) =>
        amount is { } some
            ? JsonContent.Create(new { amount = new { total = some.Value, currency = some.Currency } })
            : JsonContent.Create(new { });
}
