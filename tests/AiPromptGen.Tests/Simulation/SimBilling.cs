using AiPromptGen.Billing;
using AiPromptGen.Billing.PayPal;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Billing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Simulation;

/// <summary>The services of one process that sell packs and plans and book what PayPal reports.</summary>
internal sealed class SimBilling
{
    /// <summary>So few that people spend most of them, and owe credits after a refund.</summary>
    public const int PackCredits = 20;
    public const int PlanCredits = 10;

    private static readonly IOptions<BillingOptions> Settings = Options.Create(OnSale());
    private static readonly IOptions<PayPalOptions> Keys = Options.Create(new PayPalOptions { ClientId = "id" });

    public SimBilling(SimWorld world, SimProcess process)
    {
        var (storage, time, ledger) = (process.Storage, process.Time, process.Ledger);
        Catalog = new ShopCatalog(Settings);
        Gateway = world.Plant.Gateway(world, process);
        var tables = new BillingTables(storage, Catalog);
        Store = new BillingStore(storage.Users);
        var index = new BillingIndex(tables.Index);
        var archive = new InvoiceArchive(tables.Invoices);
        var booking = new PaymentBooking(Gateway, ledger, Store, time);
        Purchases = new PurchaseSync(Gateway, Store, ledger, booking, Catalog, time);
        var erased = new ErasedPurchases(Gateway, archive, time, NullLogger<ErasedPurchases>.Instance);
        Refunds = new Refunds(Gateway, Store, booking, Purchases, time);
        Erasure = new BillingErasure(Gateway, Store, archive, index, time);
        var applying = new PaymentEvents(
            Gateway,
            index,
            booking,
            Purchases,
            erased,
            time,
            NullLogger<PaymentEvents>.Instance
        );
        Inbox = new WebhookInbox(storage, time);
        Starts = new PaymentEventStarts(NullLogger<PaymentEventStarts>.Instance);
        Events = new PaymentEventActivities(Inbox, applying);
        Checkout = new Checkout(process.Opening, ledger, Gateway, Store, index, Catalog, Settings, process.Ids, time);
        Reconciliation = new Reconciliation(
            new Business(Catalog, index, archive, Keys),
            index,
            Purchases,
            erased,
            new LostEvents(Gateway, Inbox, Starts, time, NullLogger<LostEvents>.Instance),
            Inbox,
            Starts,
            time,
            NullLogger<Reconciliation>.Instance
        );
    }

    private static BillingOptions OnSale()
    {
        var sold = Shop.Sold(200);
        sold.Packs[Shop.Pack].Credits = PackCredits;
        sold.Plans[Shop.Basic].Credits = PlanCredits;
        return sold;
    }

    public ShopCatalog Catalog { get; }

    public AiPromptGen.Billing.Gateway.IPaymentGateway Gateway { get; }

    public BillingStore Store { get; }

    public PurchaseSync Purchases { get; }

    public Refunds Refunds { get; }

    public BillingErasure Erasure { get; }

    public WebhookInbox Inbox { get; }

    public PaymentEventStarts Starts { get; }

    public PaymentEventActivities Events { get; }

    public Checkout Checkout { get; }

    public Reconciliation Reconciliation { get; }
}
