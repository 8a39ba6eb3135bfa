using AiPromptGen.Billing;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>One way through a flow: things happen at PayPal, events come or do not, processes die and others go on.</summary>
internal sealed class Trial
{
    private readonly ShopData data = new();
    private readonly FakePayPal payPal;
    private readonly Flow flow;
    private string providerId = "";
    private Shop shop = null!;
    private int happened;

    private Trial(Flow flow) =>
        (this.flow, payPal) = (flow, new() { CaptureBecomes = flow.CaptureBecomes, ListsLag = flow.ListsLag });

    public int Deliveries { get; private set; }

    public int Deaths { get; private set; }

    /// <param name="faults">From after the purchase was asked for.</param>
    public static async Task<Trial> StartAsync(Flow flow, WriteFaults faults)
    {
        var trial = new Trial(flow);
        var buying = new Shop(trial.data, trial.payPal);
        trial.providerId = flow.IsOrder
            ? (await buying.OrderAsync("key")).ProviderId!
            : (await buying.SubscribeAsync("key")).ProviderId!;
        trial.shop = new(trial.data, trial.payPal, faults);
        return trial;
    }

    /// <summary>PayPal is as far as this step, at least.</summary>
    public async Task HappenAsync(int step)
    {
        for (; happened <= step; happened++)
        {
            if (flow.Steps[happened].Ask is { } ask)
            {
                await SurviveAsync(process => ask(process, providerId[2..]));
            }

            flow.Steps[happened].Happen(payPal, providerId);
            payPal.Events.Add(flow.Steps[happened].EventOf(providerId));
        }
    }

    public async Task DeliverAsync(int step)
    {
        await HappenAsync(step);
        Deliveries++;
        var delivered = flow.Steps[step].EventOf(providerId);
        await SurviveAsync(async process =>
        {
            var outcome = await process.ApplyAsync(delivered);
            Assert.That(outcome.Status, Is.EqualTo(EventStatus.Applied), $"{delivered.Type}: {outcome.Reason}");
        });
    }

    /// <summary>As the timer does, by a process of its own.</summary>
    /// <returns>Whether that one died, and another did it.</returns>
    public async Task<bool> ReconcileAsync(WriteFaults faults)
    {
        var before = Deaths;
        shop = new(data, payPal, faults);
        await SurviveAsync(async process =>
        {
            foreach (var one in payPal.Events)
            {
                await process.ApplyAsync(one);
            }

            var place = Shop.PlaceOf(new BillingSubject(flow.IsOrder, providerId[2..]));
            var result = await process.Purchases.SyncAsync(place, asked: false, CancellationToken.None);
            Assert.That(result!.Parked, Is.EqualTo(flow.Parked));
        });
        return Deaths > before;
    }

    /// <summary>The account is erased by a process of its own; if that one dies, by another.</summary>
    /// <returns>Whether it died.</returns>
    public async Task<bool> EraseAsync(WriteFaults faults)
    {
        var before = Deaths;
        shop = new(data, payPal, faults);
        await SurviveAsync(process => process.EraseAsync());
        return Deaths > before;
    }

    /// <summary>What happens at PayPal after the erasure, told or not; whatever it is, nobody is there to have it.</summary>
    public async Task GoOnAsync(int step, bool told)
    {
        flow.Steps[step].Happen(payPal, providerId);
        var one = flow.Steps[step].EventOf(providerId);
        payPal.Events.Add(one);
        if (told)
        {
            await SurviveAsync(async process =>
            {
                var outcome = await process.ApplyAsync(one);
                Assert.That(
                    outcome,
                    Is.EqualTo(new EventResult(EventStatus.Applied))
                        .Or.EqualTo(new EventResult(EventStatus.Parked, PaymentEvents.SubjectUnknown))
                );
            });
        }
    }

    /// <summary>Reconciliation runs until nothing more is looked at, by processes that may die.</summary>
    public async Task<string> ErasedEndAsync(WriteFaults faults)
    {
        shop = new(data, payPal, faults);
        // Lists lag by minutes to an hour; the watch lasts for days.
        payPal.ListsLag = false;
        await SurviveAsync(process => process.Erased.SettleAllAsync(CancellationToken.None));
        data.Time.Advance(ErasedPurchases.Watched);
        await SurviveAsync(process => process.Erased.SettleAllAsync(CancellationToken.None));
        return Shop.ErasedEnd(data, payPal).Replace(providerId[2..], "ID", StringComparison.Ordinal);
    }

    /// <summary>The same for every way there, whatever its ids.</summary>
    public async Task<string> EndAsync() =>
        (await shop.EndAsync(CancellationToken.None)).Replace(providerId[2..], "ID", StringComparison.Ordinal);

    /// <summary>Whoever asked asks again, the same: of another process, or of one that did not hear from its storage.</summary>
    private async Task SurviveAsync(Func<Shop, Task> doing)
    {
        try
        {
            await doing(shop);
        }
        catch (Azure.RequestFailedException unheard) when (unheard.Status == 503)
        {
            await doing(shop);
        }
        catch (ProcessDiedException)
        {
            Deaths++;
            shop = new(data, payPal);
            await doing(shop);
        }
    }
}
