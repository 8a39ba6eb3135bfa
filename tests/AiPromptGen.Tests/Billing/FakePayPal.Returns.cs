using System.Collections.Immutable;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Billing;

/// <summary>Money that goes back: refunds and disputes.</summary>
internal sealed partial class FakePayPal
{
    public Task<string?> RefundAsync(
        string paymentId,
        Money? amount,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDown();
        if (RefusesRefunds)
        {
            return Task.FromResult<string?>(null);
        }

        var id = "R-" + requestId;
        var payment = Payments.First(p => p.Id == paymentId);
        var left = payment.Amount.Minor - refunds.Values.Where(r => r.PaymentId == paymentId).Sum(r => r.Amount.Minor);
        Refund(paymentId, id, amount?.Minor ?? left, Now?.Invoke() ?? Start.AddDays(1));
        return LosesRefundAnswers ? throw new PaymentProviderException() : Task.FromResult<string?>(id);
    }

    public Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancellationToken) =>
        Task.FromResult(Unseen.Contains(refundId) ? null : refunds.GetValueOrDefault(refundId));

    public Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        MayReadDisputes
            ? Task.FromResult(Unseen.Contains(disputeId) ? null : disputes.GetValueOrDefault(disputeId))
            : throw new NotPermittedException();

    public Task<IReadOnlyList<string>?> DisputesOfAsync(string paymentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>?>(
            MayReadDisputes
                ? [.. disputes.Values.Where(d => d.Parts.Any(p => p.PaymentId == paymentId)).Select(d => d.Id)]
                : null
        );

    public void Refund(string paymentId, string refundId, long minor, DateTimeOffset at)
    {
        foreach (var order in Orders.Values.Where(o => o.Payments.Any(c => c.Id == paymentId)).ToList())
        {
            ChangeCapture(order.ProviderId, c => Refunded(c, refundId, minor, at, listed: true));
        }

        foreach (var one in Subscriptions.Values.Where(s => s.Payments.Any(p => p.Id == paymentId)).ToList())
        {
            var sales = one.Payments.Select(p =>
                p.Id == paymentId ? Refunded(p, refundId, minor, at, listed: false) : p
            );
            Subscriptions[one.ProviderId] = one with { Payments = [.. sales] };
        }
    }

    public void Dispute(string paymentId, string disputeId, Money amount, DisputeStatus status, DateTimeOffset at) =>
        disputes[disputeId] = new(disputeId, [new(paymentId, amount)], null, status, amount, at);

    /// <summary>One dispute about several payments, as PayPal's list of disputed transactions allows.</summary>
    public void DisputeAll(string disputeId, DisputeStatus status, params DisputedPart[] parts) =>
        disputes[disputeId] = new(
            disputeId,
            [.. parts],
            null,
            status,
            parts[0].Amount with
            {
                Minor = parts.Sum(p => p.Amount.Minor),
            },
            Start.AddDays(1)
        );

    /// <summary>Opens a dispute that names the payment by the buyer's id of it, and by our id of the purchase.</summary>
    public void DisputeByBuyer(
        string reference,
        string disputeId,
        Money amount,
        DisputeStatus status = DisputeStatus.Open
    ) => disputes[disputeId] = new(disputeId, [], reference, status, amount, Start.AddDays(1));

    public IEnumerable<PaymentState> Payments =>
        Orders.Values.Cast<PurchaseState>().Concat(Subscriptions.Values).SelectMany(p => p.Payments);

    /// <summary>Refunds at most what is left of the payment, as PayPal does.</summary>
    private PaymentState Refunded(PaymentState payment, string id, long minor, DateTimeOffset at, bool listed)
    {
        var before = refunds.Values.Where(r => r.PaymentId == payment.Id).Sum(r => r.Amount.Minor);
        if (before >= payment.Amount.Minor)
        {
            return payment;
        }

        minor = Math.Min(minor, payment.Amount.Minor - before);
        if (refunds.TryAdd(id, new(id, payment.Id, true, payment.Amount with { Minor = minor }, at)))
        {
            var gone = refunds.Values.Where(r => r.PaymentId == payment.Id).ToImmutableArray();
            var isAll = gone.Sum(r => r.Amount.Minor) >= payment.Amount.Minor;
            return payment with
            {
                Status = isAll ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded,
                Refunds = listed ? gone : [],
            };
        }

        return payment;
    }
}
