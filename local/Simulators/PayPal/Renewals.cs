namespace AiPromptGen.Simulators.PayPal;

/// <summary>Moves the clock, and renews the subscriptions that become due on the way.</summary>
internal sealed class Renewals(Book book)
{
    private const string FailingBuyer = "fails-renewal@";

    /// <summary>The beginning of the address of a buyer who misses one cycle, whose amount is added to the next payment.</summary>
    private const string MissingBuyer = "misses-renewal@";
    private const int MostFailures = 3;
    private static readonly TimeSpan Retry = TimeSpan.FromDays(5);

    public void Advance(TimeSpan by)
    {
        var target = book.Now + by;
        while (Due(target) is { } subscription)
        {
            book.MoveTo(subscription.NextBillingAt!.Value);
            Bill(subscription);
        }

        book.MoveTo(target);
    }

    /// <summary>Takes the money for one cycle.</summary>
    public void Collect(Subscription subscription)
    {
        var owed = subscription.Plan.AutoBillsOutstanding ? subscription.Outstanding : 0;
        var due = subscription.IsRevised
            ? subscription.Plan.Taxed(subscription.Plan.Price.Value)
            : subscription.Plan.Costs(subscription.PaidCycles);
        var sale = new Payment
        {
            Id = book.NewId(),
            IsSale = true,
            OwnerId = subscription.Id,
            Amount = subscription.Plan.Price with { Value = due + owed },
            CreatedAt = book.Now,
            UpdatedAt = book.Now,
            CustomId = subscription.CustomId,
            Status = "COMPLETED",
        };
        var plan = subscription.Plan;
        if (subscription.IsRevised)
        {
            (subscription.StartAt, subscription.PaidCycles, subscription.IsRevised) = (book.Now, 0, false);
        }

        (subscription.FailedPayments, subscription.Outstanding) = (0, 0);
        subscription.PaidCycles++;
        subscription.NextBillingAt = plan.After(subscription.StartAt, subscription.PaidCycles);
        subscription.Sales.Add(sale);
        book.Payments.Add(sale.Id, sale);
        book.Emit("PAYMENT.SALE.COMPLETED", "sale", Documents.Of(book, sale));
    }

    /// <summary>Reactivates a suspended subscription, with a new cycle that begins now.</summary>
    public static Action<Subscription> Resume(Book book) =>
        s => (s.NextBillingAt, s.StartAt, s.PaidCycles) = (s.Plan.After(book.Now, 1), book.Now, 1);

    public void Announce(Subscription subscription, string what) =>
        book.Emit($"BILLING.SUBSCRIPTION.{what}", "subscription", SubscriptionDocuments.Of(book, subscription));

    private Subscription? Due(DateTimeOffset target) =>
        book
            .Subscriptions.Values.Where(s => s.Status is "ACTIVE" && s.NextBillingAt <= target)
            .OrderBy(s => s.NextBillingAt)
            .ThenBy(s => s.Id, StringComparer.Ordinal)
            .FirstOrDefault();

    private void Bill(Subscription subscription)
    {
        var plan = subscription.Plan;
        if (plan.TotalCycles > 0 && subscription.PaidCycles >= plan.TotalCycles)
        {
            End(subscription, "EXPIRED");
        }
        else if (IsMissed(subscription))
        {
            // PayPal's retries within a cycle are not simulated: the amount stays outstanding until the next cycle.
            subscription.FailedPayments++;
            subscription.Outstanding += plan.Taxed(plan.Price.Value);
            subscription.PaidCycles++;
            subscription.NextBillingAt = plan.After(subscription.StartAt, subscription.PaidCycles);
            Announce(subscription, "PAYMENT.FAILED");
        }
        else if (!subscription.Buyer!.StartsWith(FailingBuyer, StringComparison.OrdinalIgnoreCase))
        {
            Collect(subscription);
        }
        else
        {
            subscription.FailedPayments++;
            subscription.Outstanding = plan.Price.Value;
            subscription.NextBillingAt = book.Now + Retry;
            Announce(subscription, "PAYMENT.FAILED");
            if (subscription.FailedPayments >= MostFailures)
            {
                End(subscription, "SUSPENDED");
            }
        }
    }

    private static bool IsMissed(Subscription subscription) =>
        subscription.FailedPayments == 0
        && subscription.Sales.Count == 1
        && subscription.Buyer!.StartsWith(MissingBuyer, StringComparison.OrdinalIgnoreCase);

    private void End(Subscription subscription, string status)
    {
        (subscription.Status, subscription.StatusAt, subscription.NextBillingAt) = (status, book.Now, null);
        Announce(subscription, status);
    }
}
