namespace AiPromptGen.Billing;

/// <summary>
/// Makes orders and subscriptions. Ours is stored before PayPal hears of it, under an id that is its custom id and request id
/// there, so a repeated request, or an event that comes first, finds it.
/// </summary>
internal sealed class Checkout(
    AccountOpening opening,
    AccountLedger ledger,
    IPaymentGateway gateway,
    BillingStore store,
    BillingIndex index,
    ShopCatalog catalog,
    IOptions<BillingOptions> options,
    Ids ids,
    TimeProvider time
)
{
    /// <param name="item">A pack, or a plan, which has months.</param>
    public async Task<PurchaseRecord> BuyAsync(Caller caller, Terms item, string key, CancellationToken cancel)
    {
        var account = (await opening.OpenAsync(caller, cancel)).Id;
        var subject = await MakeAsync(account, item, key, cancel);
        var stored = (await store.FindAsync(account, subject, cancel)) ?? throw Closing();
        var back = options.Value.ReturnUrl(subject.Id);
        if (stored.Record.ProviderId is not null)
        {
            // Where there is nothing to agree to any more, the page that says what became of it.
            return stored.Record with { ApproveUrl = stored.Record.ApproveUrl ?? back.AbsoluteUri };
        }

        var terms = stored.Record.Terms;
        var request = new CheckoutRequest(subject.Id, terms.Price, back, options.Value.CancelUrl(subject.Id));
        var answer = subject.IsOrder
            ? await gateway.CreateOrderAsync(request, cancel)
            : await gateway.CreateSubscriptionAsync(request, catalog.PayPalPlanId(terms.ItemId), cancel);
        var made = stored.Record with { ProviderId = answer.ProviderId, ApproveUrl = answer.ApproveUrl.AbsoluteUri };
        // Lost to the same request sent twice, PayPal has given both one order; lost to an erasure, nobody may pay for it.
        return
            await store.TryWriteAsync(BillingRows.ToRow(account, made), stored.ETag, cancel)
            || await store.FindAsync(account, subject, cancel) is not null
            ? made
            : throw Closing();
    }

    private async Task<BillingSubject> MakeAsync(AccountId account, Terms item, string key, CancellationToken cancel)
    {
        var isOrder = item.Months is null;
        if (await store.FindKeyAsync(account, key, item.ItemId, isOrder, cancel) is { } earlier)
        {
            return earlier;
        }

        var made = New(ids.New(), item);
        await index.AddOwnAsync(new(account, made.Subject), time.GetUtcNow(), cancel);
        var change = new LedgerChange<bool>
        {
            Outcome = true,
            OtherRows =
            [
                new(TableTransactionActionType.Add, BillingRows.ToRow(account, made)),
                BillingStore.Key(account, key, item.ItemId, made.Subject),
            ],
        };
        try
        {
            // While the account is open: no order of an erased one can come to be.
            await ledger.ChangeAsync(account, _ => change, cancel);
            return made.Subject;
        }
        catch (OtherRowConflictException)
        {
            // The key is there: another request's, or this one's, whose answer was lost.
            var subject = await store.FindKeyAsync(account, key, item.ItemId, isOrder, cancel);
            if (subject != made.Subject)
            {
                await index.RemoveAsync(made.Id, cancel);
            }

            return subject ?? throw new PaymentProviderException();
        }
        catch (Exception gone) when (gone is ProblemException or AccountNotFoundException)
        {
            await index.RemoveAsync(made.Id, cancel);
            throw Closing();
        }
    }

    private PurchaseRecord New(string id, Terms item) =>
        item.Months is null
            ? new OrderRecord
            {
                Id = id,
                Terms = item,
                Status = OrderStatus.Created,
                CreatedAt = time.GetUtcNow(),
            }
            : new SubscriptionRecord
            {
                Id = id,
                Terms = item,
                Plan = item.ItemId,
                Status = SubscriptionStatus.ApprovalPending,
                CreatedAt = time.GetUtcNow(),
            };

    private static ProblemException Closing() => AccountClosing.Problem.ToException();
}
