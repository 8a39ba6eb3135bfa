namespace AiPromptGen.Billing.Http;

/// <summary>
/// Buying a pack: an order, which the buyer approves at PayPal, and then its capture. If the browser never comes back to capture it,
/// PayPal's webhook of the approval does.
/// </summary>
internal sealed class OrderEndpoints(BillingGate gate, ShopCatalog catalog, Checkout checkout, PurchaseSync purchases)
{
    [Function("CreateOrder")]
    public Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/orders")] HttpRequest http,
        CancellationToken cancel
    ) =>
        gate.SellAsync(
            http,
            async () =>
            {
                var key = IdempotencyHeader.Read(http);
                var request = await RequestBody.ReadJsonAsync<OrderRequest>(http, cancel);
                if (catalog.Pack(request.Pack ?? "") is not { } pack)
                {
                    return Answers.Problem(BillingProblems.PackUnknown);
                }

                var order = await checkout.BuyAsync(http.Caller(), pack, key, cancel);
                return Answers.Json(new CheckoutView(order.Id, order.ApproveUrl!), StatusCodes.Status201Created);
            }
        );

    [Function("CaptureOrder")]
    public Task<IResult> CaptureAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/orders/{id}/capture")] HttpRequest http,
        string id,
        CancellationToken cancel
    ) =>
        gate.SellAsync(
            http,
            async () =>
            {
                if (!Platform.Ids.IsValid(id))
                {
                    return Answers.Problem(BillingProblems.OrderNotFound);
                }

                var place = new BillingIndex.Place(http.Caller().AccountId, BillingSubject.Order(id));
                return await purchases.SyncAsync(place, asked: true, cancel) is { Record: OrderRecord order } result
                    ? AnswerOf(order, result.Parked)
                    : Answers.Problem(BillingProblems.OrderNotFound);
            }
        );

    private static IResult AnswerOf(OrderRecord order, string? parked)
    {
        var view = new OrderView(order.Id, order.Status, order.Terms.ItemId, AmountView.From(order.Terms.Price));
        return (parked, order.Status) switch
        {
            ({ }, _) => Answers.Problem(BillingProblems.Parked),
            (_, OrderStatus.Completed) => Answers.Json(view),
            (_, OrderStatus.Pending) => Answers.Json(view, StatusCodes.Status202Accepted),
            (_, OrderStatus.Declined) => Answers.Problem(BillingProblems.Declined),
            _ => Answers.Problem(BillingProblems.NotApproved),
        };
    }
}
