using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing;

/// <summary>
/// Makes orders and subscriptions. Ours is stored before PayPal hears of it, under an id that is its custom id and request id
/// there, so a repeated request, or an event that comes first, finds it.
/// </summary>
internal sealed class Checkout(
    AccountOpening opening,
    IPaymentGateway gateway,
    BillingStore store,
    BillingIndex index,
    Catalogue catalogue,
    IOptions<BillingOptions> options,
    Ids ids,
    TimeProvider time
)
{
    public async Task<OrderRecord> OrderAsync(
        Caller caller,
        Terms pack,
        string key,
        CancellationToken cancellationToken
    )
    {
        var account = (await opening.OpenAsync(caller, cancellationToken)).Id;
        var subject = await MakeAsync(
            account,
            pack.Plan,
            key,
            id => BillingSubject.Order(id),
            id => BillingRows.ToRow(account, NewOrder(id, pack)),
            cancellationToken
        );
        var stored = (await store.FindOrderAsync(account, subject.Id, cancellationToken))!;
        if (stored.Record.ProviderId is not null)
        {
            return stored.Record;
        }

        var answer = await gateway.CreateOrderAsync(RequestOf(subject.Id, stored.Record.Terms), cancellationToken);
        await index.ClaimAsync(answer.ProviderId, new(account, subject), cancellationToken);
        var made = stored.Record with { ProviderId = answer.ProviderId, ApproveUrl = answer.ApproveUrl.AbsoluteUri };
        // Lost to the same request sent twice: PayPal has given both one order.
        await store.TryWriteAsync(BillingRows.ToRow(account, made), stored.ETag, cancellationToken);
        return made;
    }

    public async Task<SubscriptionRecord> SubscribeAsync(
        Caller caller,
        Terms plan,
        string key,
        CancellationToken cancellationToken
    )
    {
        var account = (await opening.OpenAsync(caller, cancellationToken)).Id;
        var subject = await MakeAsync(
            account,
            plan.Plan,
            key,
            id => BillingSubject.Subscription(id),
            id => BillingRows.ToRow(account, NewSubscription(id, plan)),
            cancellationToken
        );
        var stored = (await store.FindSubscriptionAsync(account, subject.Id, cancellationToken))!;
        if (stored.Record.ProviderId is not null)
        {
            return stored.Record;
        }

        var answer = await gateway.CreateSubscriptionAsync(
            RequestOf(subject.Id, stored.Record.Terms),
            catalogue.PayPalPlanId(stored.Record.Terms.Plan),
            cancellationToken
        );
        await index.ClaimAsync(answer.ProviderId, new(account, subject), cancellationToken);
        var made = stored.Record with { ProviderId = answer.ProviderId, ApproveUrl = answer.ApproveUrl.AbsoluteUri };
        await store.TryWriteAsync(BillingRows.ToRow(account, made), stored.ETag, cancellationToken);
        return made;
    }

    private async Task<BillingSubject> MakeAsync(
        AccountId account,
        string plan,
        string key,
        Func<string, BillingSubject> subjectOf,
        Func<string, Azure.Data.Tables.TableEntity> rowOf,
        CancellationToken cancellationToken
    )
    {
        if (await store.FindKeyAsync(account, key, plan, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var id = ids.New();
        await index.AddOwnAsync(new(account, subjectOf(id)), time.GetUtcNow(), cancellationToken);
        if (await store.AddAsync(rowOf(id), key, plan, cancellationToken))
        {
            return subjectOf(id);
        }

        await index.RemoveAsync(id, cancellationToken);
        return (await store.FindKeyAsync(account, key, plan, cancellationToken))!.Value;
    }

    private OrderRecord NewOrder(string id, Terms pack) =>
        new()
        {
            Id = id,
            Terms = pack,
            Status = OrderStatus.Created,
            CreatedAt = time.GetUtcNow(),
        };

    private SubscriptionRecord NewSubscription(string id, Terms plan) =>
        new()
        {
            Id = id,
            Terms = plan,
            Plan = plan.Plan,
            Status = SubscriptionStatus.ApprovalPending,
            CreatedAt = time.GetUtcNow(),
        };

    private CheckoutRequest RequestOf(string id, Terms terms)
    {
        var site = options.Value.SiteAddress;
        return new(id, terms.Price, new(site, $"billing/return?id={id}"), new(site, $"billing/cancelled?id={id}"));
    }
}
