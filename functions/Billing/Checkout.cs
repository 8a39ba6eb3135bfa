namespace AiPromptGen.Billing;

/// <summary>
/// Makes orders and subscriptions. Our record is stored before PayPal is asked, under an id that is the custom id and the request id at
/// PayPal. So a repeated request finds the record, and so does an event that comes before PayPal's answer.
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
    /// <param name="item">The terms of a pack, or of a plan; only a plan has months.</param>
    public async Task<PurchaseRecord> BuyAsync(Caller caller, Terms item, string key, CancellationToken cancel)
    {
        var opened = (await opening.OpenAsync(caller, cancel)).Ref;
        var account = opened.Id;
        var subject = await MakeAsync(opened, item, key, cancel);
        var stored = (await store.FindAsync(account, subject, cancel)) ?? throw Closing();
        var back = options.Value.ReturnUrl(subject.Id);
        if (stored.Record.ProviderId is not null)
        {
            // When there is nothing left to approve, the buyer is sent to the page that shows the state of the purchase.
            return stored.Record with { ApproveUrl = stored.Record.ApproveUrl ?? back.AbsoluteUri };
        }

        // Once more, now that the purchase is stored: reconciliation deletes an index row without a purchase after an hour, and a machine
        // may sleep that long between the two writes. Without the row no event would find what the person pays for.
        await index.AddOwnAsync(new(account, subject), time.GetUtcNow(), cancel);
        var terms = stored.Record.Terms;
        var request = new CheckoutRequest(subject.Id, terms.Price, back, options.Value.CancelUrl(subject.Id));
        var answer = subject.IsOrder
            ? await gateway.CreateOrderAsync(request, cancel)
            : await gateway.CreateSubscriptionAsync(request, catalog.PayPalPlanId(terms.ItemId), cancel);
        var made = stored.Record with { ProviderId = answer.ProviderId, ApproveUrl = answer.ApproveUrl.AbsoluteUri };
        // The write fails when the same request was sent twice, and then PayPal has given both the same order. It also fails when the
        // account was erased, and then nobody may pay for the order.
        if (
            await store.TryWriteAsync(BillingRows.ToRow(account, made), stored.ETag, cancel)
            || await store.FindAsync(account, subject, cancel) is not null
        )
        {
            return made;
        }

        // The erasure may have deleted the index row before it was written once more above; it names the account.
        await index.RemoveAsync(subject.Id, cancel);
        throw Closing();
    }

    private async Task<BillingSubject> MakeAsync(AccountRef opened, Terms item, string key, CancellationToken cancel)
    {
        var account = opened.Id;
        var isOrder = item.Months is null;
        if (await store.FindKeyAsync(account, key, item.ItemId, isOrder, cancel) is { } earlier)
        {
            return earlier;
        }

        var made = New(ids.New(), item, opened);
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
            // The ledger writes it only while the account is open, so that no order of an erased account can be made.
            await ledger.ChangeAsync(opened, _ => change, cancel);
            return made.Subject;
        }
        catch (OtherRowConflictException)
        {
            // The key's row exists already. Another request has written it, or this one has and the answer was lost.
            var subject = await store.FindKeyAsync(account, key, item.ItemId, isOrder, cancel);
            if (subject != made.Subject)
            {
                await index.RemoveAsync(made.Id, cancel);
            }

            return subject ?? throw new PaymentProviderException();
        }
        catch (ProblemException)
        {
            await index.RemoveAsync(made.Id, cancel);
            throw Closing();
        }
    }

    private PurchaseRecord New(string id, Terms item, AccountRef account) =>
        item.Months is null
            ? new OrderRecord
            {
                Id = id,
                Terms = item,
                Status = OrderStatus.Created,
                CreatedAt = time.GetUtcNow(),
                AccountOpenedAt = account.OpenedAt,
            }
            : new SubscriptionRecord
            {
                Id = id,
                Terms = item,
                Plan = item.ItemId,
                Status = SubscriptionStatus.ApprovalPending,
                CreatedAt = time.GetUtcNow(),
                AccountOpenedAt = account.OpenedAt,
            };

    private static ProblemException Closing() => AccountClosing.Problem.ToException();
}
