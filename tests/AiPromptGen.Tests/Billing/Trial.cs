using AiPromptGen.Billing;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>One run of a flow: its steps happen at PayPal, events come or are lost, and processes die and are replaced.</summary>
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

    /// <param name="faults">The faults of the process that goes on after the purchase was made.</param>
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

    /// <summary>Makes all steps up to this one happen at PayPal, unless they have happened already.</summary>
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

    /// <summary>Reconciles as the timer does, in a new process; if that dies, in another one.</summary>
    /// <returns>Whether a process died.</returns>
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

    /// <summary>Erases the account in a new process; if that dies, in another one.</summary>
    /// <returns>Whether a process died.</returns>
    public async Task<bool> EraseAsync(WriteFaults faults)
    {
        var before = Deaths;
        shop = new(data, payPal, faults);
        await SurviveAsync(process => process.EraseAsync());
        return Deaths > before;
    }

    /// <summary>Makes a step happen at PayPal after the erasure, with or without its event.</summary>
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

    /// <summary>Reconciles what the erased account left until it is no longer watched, in processes that may die.</summary>
    public async Task<string> ErasedEndAsync(WriteFaults faults)
    {
        shop = new(data, payPal, faults);
        // PayPal's lists lag by minutes to an hour; what an erased account bought is watched for days.
        payPal.ListsLag = false;
        await SurviveAsync(process => process.Erased.SettleAllAsync(CancellationToken.None));
        data.Time.Advance(ErasedPurchases.Watched);
        await SurviveAsync(process => process.Erased.SettleAllAsync(CancellationToken.None));
        return Shop.ErasedEnd(data, payPal).Replace(providerId[2..], "ID", StringComparison.Ordinal);
    }

    /// <summary>Describes the end as a text without the ids of this run, so that it can be compared with other runs.</summary>
    public async Task<string> EndAsync() =>
        (await shop.EndAsync(CancellationToken.None)).Replace(providerId[2..], "ID", StringComparison.Ordinal);

    /// <summary>
    /// Does something. When the process dies or storage gives no answer, does the same once more, in a new process if the first died.
    /// </summary>
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
