using System.Globalization;
using AiPromptGen.Accounts;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Billing;

/// <summary>What outlives a process: the tables and the clock.</summary>
internal sealed class ShopData
{
    public TableData Users { get; } = new();

    public TableData Index { get; } = new();

    public TableData Invoices { get; } = new();

    public TableData Erased { get; } = new();

    public FakeTimeProvider Time { get; } = new Hurried();

    /// <summary>Pauses before another attempt end at once, while the time itself stands still.</summary>
    private sealed class Hurried() : FakeTimeProvider(FakePayPal.Start)
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}

/// <summary>One process of the program's billing, over storage in memory and a PayPal that remembers.</summary>
internal sealed class Shop
{
    public const string Pack = "pack-100";
    public const string Basic = "basic";
    public const string Large = "large";
    public static readonly Money PackPrice = new(999, "EUR");
    public static readonly Money BasicPrice = new(500, "EUR");
    public static readonly Money LargePrice = new(1500, "EUR");
    public static readonly Caller Person = new(new AccountId("person"), null, []) { SignedInAt = FakePayPal.Start };

    private readonly Checkout checkout;
    private readonly PlanChanges changes;

    public Shop(ShopData data, FakePayPal payPal, WriteFaults? faults = null, int largeCredits = 200)
    {
        Faults = faults ?? new WriteFaults();
        var users = new InMemoryTable(data.Users, Faults);
        var options = Options.Create(Sold(largeCredits));
        var catalog = new ShopCatalog(options);
        Ledger = new(users, data.Time, new Jitter(new Random(1)));
        Store = new(users);
        Index = new(new InMemoryTable(data.Index, Faults));
        var booking = new PaymentBooking(payPal, Ledger, Store, data.Time);
        Purchases = new(payPal, Store, Ledger, booking, catalog, data.Time);
        Refunds = new(payPal, Store, booking, Purchases, data.Time);
        var archive = new InvoiceArchive(new InMemoryTable(data.Invoices, Faults));
        Erased = new(payPal, archive, data.Time, NullLogger<ErasedPurchases>.Instance);
        Erasure = new(payPal, Store, archive, Index, data.Time);
        Events = new(payPal, Index, booking, Purchases, Erased, data.Time, NullLogger<PaymentEvents>.Instance);
        var credits = Options.Create(new CreditOptions { SignUpCredits = 0 });
        var memory = new ErasedAccounts(
            users,
            new InMemoryTable(data.Erased, Faults),
            new KeyedHashes("secret"),
            credits,
            data.Time
        );
        var opening = new AccountOpening(Ledger, memory, credits, data.Time);
        checkout = new(opening, Ledger, payPal, Store, Index, catalog, options, new Ids(data.Time), data.Time);
        changes = new(payPal, Store, Purchases, catalog, options, data.Time);
        PacksAndPlans = catalog;
    }

    public WriteFaults Faults { get; }

    public AccountLedger Ledger { get; }

    public BillingStore Store { get; }

    public BillingIndex Index { get; }

    public PurchaseSync Purchases { get; }

    public ErasedPurchases Erased { get; }

    public BillingErasure Erasure { get; }

    public Refunds Refunds { get; }

    public PaymentEvents Events { get; }

    public ShopCatalog PacksAndPlans { get; }

    public async Task<OrderRecord> OrderAsync(string key, Caller? caller = null) =>
        (OrderRecord)await checkout.BuyAsync(caller ?? Person, PacksAndPlans.Pack(Pack)!, key, CancellationToken.None);

    public async Task<SubscriptionRecord> SubscribeAsync(string key, string plan = Basic) =>
        (SubscriptionRecord)await checkout.BuyAsync(Person, PacksAndPlans.Plan(plan)!, key, CancellationToken.None);

    public Task<PlanChangeResult> ChangeAsync(string id, string key, string plan = Large, AccountId? account = null) =>
        changes.ChangeAsync(account ?? Person.AccountId, id, PacksAndPlans.Plan(plan)!, key, CancellationToken.None);

    public Task<EventResult> ApplyAsync(WebhookEvent e) => Events.ApplyAsync(e, CancellationToken.None);

    public Task<SyncResult?> SyncAsync(PurchaseRecord purchase, bool asked = true) =>
        Purchases.SyncAsync(PlaceOf(purchase.Subject), asked, CancellationToken.None);

    public async Task<OrderRecord> OrderNowAsync(OrderRecord order, bool asked = true) =>
        (OrderRecord)(await SyncAsync(order, asked))!.Record;

    public async Task<SubscriptionRecord> PlanNowAsync(SubscriptionRecord subscription) =>
        (SubscriptionRecord)(await SyncAsync(subscription))!.Record;

    public async Task<PaymentRecord> PaymentAsync(string id) =>
        (await Store.FindPaymentAsync(Person.AccountId, id, CancellationToken.None))!.Record;

    /// <summary>Does what the orchestration of an erasure does to billing, in the same order.</summary>
    public async Task EraseAsync()
    {
        if (await Ledger.ReadAsync(Person.AccountId, CancellationToken.None) is { } account)
        {
            await Ledger.CloseAsync(account.Id, account.OpenedAt, CancellationToken.None);
            await Erasure.EndAsync(account.Id, null!, CancellationToken.None);
            await Ledger.DeleteRowsAsync(account.Id, account.OpenedAt, 50, CancellationToken.None);
        }
    }

    public async Task<CreditAccount> CreditsAsync() =>
        (await Ledger.ReadAsync(Person.AccountId, CancellationToken.None))!.Credits;

    /// <summary>Checks that nothing names an erased account and that each payment has a receipt, and describes what is left as a text.</summary>
    public static string ErasedEnd(ShopData data, FakePayPal payPal)
    {
        Assert.That(data.Users.Rows, Is.Empty, "no row of the account");
        Assert.That(data.Index.Rows, Is.Empty, "no id leads to the account");
        var payments = payPal.Payments.Where(p => p.Status is not (PaymentStatus.Pending or PaymentStatus.Denied));
        var receipts = data.Invoices.Rows.Values.Where(row => row.PartitionKey != "unsettled").ToList();
        Assert.That(receipts, Has.Count.EqualTo(payments.Count()), "a receipt of each payment");
        Assert.That(
            data.Invoices.Rows.Values.Where(row => row.PartitionKey == "unsettled"),
            Is.Empty,
            "watched no longer"
        );
        return string.Join(
            '\n',
            [
                .. payPal.Subscriptions.Values.Select(s => $"{s.ProviderId} {s.Status}"),
                .. receipts.Select(r =>
                    $"{r.PartitionKey} {r.RowKey} {r["AmountMinor"]} of which back {r["RefundedMinor"]}"
                ),
                .. payPal.Refunds.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => $"{r.Id} {r.Amount}"),
            ]
        );
    }

    /// <summary>Checks that the ledger adds up, and describes as a text all that must be the same whatever the order of events was.</summary>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        var account = (await Ledger.ReadAsync(Person.AccountId, cancellationToken))!;
        var entries = await Ledger.EntriesAsync(account.Id, null, 500, cancellationToken);
        var credits = account.Credits;
        Assert.That(entries.Entries.Sum(e => e.Amount), Is.EqualTo(credits.Balance.Value), "Σ entries = balance");
        Assert.That(credits.Lots.Sum(l => l.Remaining.Value), Is.EqualTo(credits.Balance.Value), "Σ lots = balance");
        var payments = await Store.PaymentsAsync(account.Id, cancellationToken);
        Assert.That(
            payments.Sum(p => p.Credits - p.Clawed),
            Is.EqualTo(credits.Balance.Value - credits.Debt.Value),
            "every credit is traced to a payment"
        );
        var purchases = await Store.PurchasesAsync(account.Id, cancellationToken);
        return string.Join(
            '\n',
            [
                string.Create(CultureInfo.InvariantCulture, $"{credits.Balance} owing {credits.Debt}"),
                .. credits.Lots.Select(l => $"{l.Id} {l.Origin} {l.Expires:o} {l.Remaining}"),
                .. purchases.Select(p => p.ToString()),
                .. payments.Select(p => (p with { Moves = 0, RefundIds = Told(p) }).ToString()),
            ]
        );
    }

    /// <summary>A sale that was refunded as a whole is compared without the ids of its refunds, because without its event there are none.</summary>
    private static string Told(PaymentRecord p) => p.Status == PaymentStatus.Refunded ? "" : p.RefundIds;

    public static BillingIndex.Place PlaceOf(BillingSubject subject) => new(Person.AccountId, subject);

    /// <summary>What is on sale.</summary>
    public static BillingOptions Sold(int largeCredits) =>
        new()
        {
            PaidPlans = true,
            Packs =
            {
                [Pack] = new()
                {
                    Credits = 100,
                    Price = PackPrice.Value,
                    Currency = "EUR",
                },
            },
            Plans = { [Basic] = Plan(50, BasicPrice, "P-BASIC"), [Large] = Plan(largeCredits, LargePrice, "P-LARGE") },
        };

    private static PlanOption Plan(int credits, Money price, string payPalId) =>
        new()
        {
            Credits = credits,
            Price = price.Value,
            Currency = price.Currency,
            PayPalPlanId = payPalId,
            Period = "month",
        };
}
