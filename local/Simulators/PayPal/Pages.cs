using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>The pages on which the buyer approves or declines.</summary>
internal sealed class Pages(Checkout checkout, Subscribing subscribing)
{
    private const string SomeBuyer = "buyer@example.org";

    public PayPalReply Order(PayPalRequest request)
    {
        if (checkout.Find(request.Query("token")) is not { } order)
        {
            return Problems.NotFound;
        }

        if (request.Method is "GET")
        {
            return Ask($"Pay {order.Amount.Text} {order.Amount.Currency}");
        }

        if (!Agrees(request))
        {
            return Go(order.CancelUrl, ("token", order.Id));
        }

        var buyer = BuyerOf(request);
        checkout.Approve(order, buyer);
        return Go(order.ReturnUrl, ("token", order.Id), ("PayerID", Documents.PayerId(buyer)));
    }

    public PayPalReply Subscription(PayPalRequest request)
    {
        if (subscribing.ByConsentToken(request.Query("ba_token")) is not { } subscription)
        {
            return Problems.NotFound;
        }

        if (request.Method is "GET")
        {
            var plan = subscription.Revision ?? subscription.Plan;
            return Ask($"Subscribe for {plan.Price.Text} {plan.Price.Currency} every {plan.Every} {plan.Unit}");
        }

        var agrees = Agrees(request);
        if (agrees)
        {
            subscribing.Approve(subscription, BuyerOf(request));
        }

        return Go(
            agrees ? subscription.ReturnUrl : subscription.CancelUrl,
            ("subscription_id", subscription.Id),
            ("ba_token", subscription.ConsentToken)
        );
    }

    private static bool Agrees(PayPalRequest request) => request.Form("action") is "approve";

    private static string BuyerOf(PayPalRequest request) =>
        request.Form("buyer") is { Length: > 0 } buyer ? buyer : SomeBuyer;

    private static PayPalReply Go(string url, params (string Name, string Value)[] query) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new(
                303,
                Location: QueryHelpers.AddQueryString(
                    url,
                    query.Select(q => KeyValuePair.Create(q.Name, (string?)q.Value))
                )
            )
            : new(200, Text: Page("Done", "You can close this page."));

    private static PayPalReply Ask(string what) =>
        new(
            200,
            Text: Page(
                what,
                $"""
                <form method="post">
                <p><label>Buyer <input name="buyer" type="email" value="{SomeBuyer}"></label></p>
                <p><button name="action" value="approve">Approve</button>
                <button name="action" value="cancel">Cancel</button></p>
                </form>
                """
            )
        );

    private static string Page(string title, string content) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Simulated PayPal</title></head>
            <body><h1>{WebUtility.HtmlEncode(title)}</h1><p>Simulated PayPal: no money moves.</p>{content}</body>
            </html>
            """;
}
