using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>What the merchant and the buyer do with a subscription; what the calendar does is in <see cref="Renewals"/>.</summary>
internal sealed class Subscribing(Book book, Renewals renewals)
{
    public PayPalReply Create(JsonObject body)
    {
        var context = body["application_context"];
        if (book.Plans.GetValueOrDefault((string?)body["plan_id"] ?? "") is not { } plan)
        {
            return Problems.NotFound;
        }

        if (((string?)body["custom_id"])?.Length > 127)
        {
            return Problems.Invalid("INVALID_STRING_MAX_LENGTH");
        }

        var subscription = new Subscription
        {
            Id = book.NewId("I-", 12),
            ConsentToken = book.NewId("BA-"),
            CreatedAt = book.Now,
            ReturnUrl = (string?)context?["return_url"] ?? "",
            CancelUrl = (string?)context?["cancel_url"] ?? "",
            Plan = plan,
            CustomId = (string?)body["custom_id"],
            Status = "APPROVAL_PENDING",
            StatusAt = book.Now,
        };
        book.Subscriptions.Add(subscription.Id, subscription);
        renewals.Announce(subscription, "CREATED");
        return new(201, SubscriptionDocuments.Of(book, subscription));
    }

    public PayPalReply Get(string id) =>
        book.Subscriptions.GetValueOrDefault(id) is { } subscription
            ? new(200, SubscriptionDocuments.Of(book, subscription))
            : Problems.NotFound;

    public Subscription? ByConsentToken(string token) =>
        book.Subscriptions.Values.FirstOrDefault(s => string.Equals(s.ConsentToken, token, StringComparison.Ordinal));

    /// <summary>The buyer agrees to the subscription, and later to each change of its plan.</summary>
    public void Approve(Subscription subscription, string buyer)
    {
        if (subscription.Revision is { } plan)
        {
            // Named at once; billed from the next period on, which begins a count of its own.
            (subscription.Plan, subscription.Revision, subscription.IsRevised) = (plan, null, true);
            renewals.Announce(subscription, "UPDATED");
        }
        else if (subscription.Status is "APPROVAL_PENDING")
        {
            (subscription.Buyer, subscription.StartAt) = (buyer, book.Now);
            Become(subscription, "ACTIVE", "ACTIVATED");
            renewals.Collect(subscription);
        }
    }

    public PayPalReply Revise(string id, JsonObject body)
    {
        if (book.Subscriptions.GetValueOrDefault(id) is not { } subscription)
        {
            return Problems.NotFound;
        }

        if (book.Plans.GetValueOrDefault((string?)body["plan_id"] ?? "") is not { } plan)
        {
            return Problems.Invalid("INVALID_PARAMETER_VALUE");
        }

        if (subscription.Status is not "ACTIVE")
        {
            return Problems.Unprocessable("SUBSCRIPTION_STATUS_INVALID");
        }

        if (!string.Equals(plan.ProductId, subscription.Plan.ProductId, StringComparison.Ordinal))
        {
            return Problems.Unprocessable("PLAN_PRODUCT_NOT_COMPATIBLE");
        }

        var context = body["application_context"];
        subscription.Revision = plan;
        subscription.ReturnUrl = (string?)context?["return_url"] ?? subscription.ReturnUrl;
        subscription.CancelUrl = (string?)context?["cancel_url"] ?? subscription.CancelUrl;
        var consent = book.Link("approve", SubscriptionDocuments.ConsentPath(subscription));
        return new(200, new JsonObject { ["plan_id"] = plan.Id, ["links"] = new JsonArray(consent) });
    }

    public PayPalReply Cancel(string id) =>
        Change(id, s => s.Status is "ACTIVE" or "SUSPENDED", "CANCELLED", "CANCELLED", s => s.NextBillingAt = null);

    public PayPalReply Suspend(string id) => Change(id, s => s.Status is "ACTIVE", "SUSPENDED", "SUSPENDED", _ => { });

    public PayPalReply Activate(string id) =>
        Change(id, s => s.Status is "SUSPENDED", "ACTIVE", "ACTIVATED", Renewals.Resume(book));

    public PayPalReply Transactions(string id, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (book.Subscriptions.GetValueOrDefault(id) is not { } subscription)
        {
            return Problems.NotFound;
        }

        if (from is null || to is null)
        {
            return Problems.Invalid("MISSING_REQUIRED_PARAMETER");
        }

        // The list lags behind the events: nothing at all, an object without a list, is what PayPal was seen to answer.
        var shown = book.Now - book.ListDelay;
        if (subscription.Sales.Exists(s => s.CreatedAt > shown))
        {
            return new(200, new JsonObject());
        }

        var sales = subscription.Sales.Where(s => s.CreatedAt >= from && s.CreatedAt <= to);
        return new(200, SubscriptionDocuments.Of(sales, subscription.Buyer));
    }

    private PayPalReply Change(
        string id,
        Predicate<Subscription> allowed,
        string status,
        string what,
        Action<Subscription> also
    )
    {
        if (book.Subscriptions.GetValueOrDefault(id) is not { } subscription)
        {
            return Problems.NotFound;
        }

        if (!allowed(subscription))
        {
            return Problems.Unprocessable("SUBSCRIPTION_STATUS_INVALID");
        }

        also(subscription);
        Become(subscription, status, what);
        return new(204);
    }

    private void Become(Subscription subscription, string status, string what)
    {
        (subscription.Status, subscription.StatusAt) = (status, book.Now);
        renewals.Announce(subscription, what);
    }
}
