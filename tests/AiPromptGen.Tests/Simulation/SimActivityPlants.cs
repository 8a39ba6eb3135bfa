using System.Text.Json;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Platform;
using static AiPromptGen.Tests.Simulation.ActorKind;

namespace AiPromptGen.Tests.Simulation;

/// <summary>A mistake in an activity: a replacement that does more than the real one, less, or something else.</summary>
internal sealed class SimActivityPlant(string name, string activity, Func<SimActivity, SimActivity> change) : SimPlant
{
    public override string Name => name;

    public override void Change(Dictionary<string, SimActivity> activities) =>
        activities[activity] = change(activities[activity]);
}

internal static class SimActivityPlants
{
    private static readonly SimActivity Nothing = (_, _) => Task.FromResult<object?>(null);

    public static IReadOnlyList<SimPlant> All { get; } =
    [
        new SimActivityPlant("credits are released under another key", nameof(Settle), OtherKey),
        new SimActivityPlant("credits are not released", nameof(Settle), Unreleased),
        new SimActivityPlant("what was reserved is charged", nameof(Settle), Reserved) { Focus = [Text] },
        new SimActivityPlant("a repeated commit charges again", nameof(Settle), Twice),
        new SimActivityPlant("an upload outlives its generation", nameof(Settle), UploadKept) { Focus = [Picture] },
        new SimActivityPlant("what was settled before is not cleaned up", nameof(Settle), SettledBefore)
        {
            Focus = [Text, Picture],
        },
        new SimActivityPlant("an erasure does not close", nameof(ErasureActivities.CloseAccount), _ => Nothing)
        {
            Focus = [Text, Erasure],
        },
        new SimActivityPlant("an erasure leaves the pictures", nameof(ErasureActivities.DeletePictures), _ => Nothing)
        {
            Focus = [Picture, Erasure],
        },
        new SimActivityPlant("an event is applied unseen", nameof(PaymentEventActivities.ApplyPaymentEvent), Unseen)
        {
            Focus = [Plan],
            Faults = new FaultProfile { Call = 30 },
        },
        new SimActivityPlant(
            "each event of a payment grants",
            nameof(PaymentEventActivities.ApplyPaymentEvent),
            Granting
        )
        {
            Focus = [Pack],
        },
        new SimActivityPlant("each event of a refund takes", nameof(PaymentEventActivities.ApplyPaymentEvent), Taking)
        {
            Focus = [Pack, Plan],
        },
    ];

    private static SimActivity OtherKey(SimActivity real) =>
        async (run, input) =>
        {
            var settle = Of<Settle.Input>(input);
            if (IsMade(settle))
            {
                return await real(run, input);
            }

            var other = settle with { Start = settle.Start with { GenerationId = settle.Start.GenerationId + "x" } };
            var settled = (Settlement)(await real(run, JsonSerializer.Serialize(other, SimContext.Json)))!;
            await run.Process.Generating.CleanUp.RunAsync(settle, settled, default);
            return settled;
        };

    private static SimActivity Unreleased(SimActivity real) =>
        async (run, input) =>
        {
            var settle = Of<Settle.Input>(input);
            if (IsMade(settle))
            {
                return await real(run, input);
            }

            var settled = Settlement.From(settle.Answer.Status, "released", null, run.Process.Time.GetUtcNow());
            await run.Process.Generating.CleanUp.RunAsync(settle, settled, default);
            return settled;
        };

    private static SimActivity Reserved(SimActivity real) =>
        (run, input) =>
        {
            var settle = Of<Settle.Input>(input);
            var dear = settle with { Answer = settle.Answer with { PriceCredits = settle.Start.ReserveCredits } };
            return real(run, JsonSerializer.Serialize(dear, SimContext.Json));
        };

    private static SimActivity UploadKept(SimActivity real) =>
        (run, input) =>
        {
            var settle = Of<Settle.Input>(input);
            var kept = settle with { Start = settle.Start with { UploadId = null } };
            return real(run, JsonSerializer.Serialize(kept, SimContext.Json));
        };

    /// <summary>Returns at once when the generation has ended, so that a repeat does not do what the first attempt left undone.</summary>
    private static SimActivity SettledBefore(SimActivity real) =>
        async (run, input) =>
        {
            var start = Of<Settle.Input>(input).Start;
            var account = new AccountId(start.AccountId);
            return
                await run.Process.Generating.Store.FindAsync(account, start.GenerationId, default) is { IsFinal: true }
                ? null
                : await real(run, input);
        };

    private static bool IsMade(Settle.Input settle) => settle.Answer.Status == GenerationStatus.Succeeded;

    /// <summary>From the second attempt on, charges one more credit, under an id made of the generation's and the attempt's number.</summary>
    private static SimActivity Twice(SimActivity real)
    {
        var attempts = 0;
        return async (run, input) =>
        {
            var answer = await real(run, input);
            var settle = Of<Settle.Input>(input);
            var start = settle.Start;
            var (account, id) = (new AccountId(start.AccountId), $"{start.GenerationId}-{++attempts}");
            if (attempts > 1 && IsMade(settle))
            {
                var more = new ReserveRequest
                {
                    AccountId = account,
                    ReservationId = id,
                    Amount = new CreditAmount(1),
                    Deadline = start.ReservationDeadline,
                };
                await run.Process.Ledger.ReserveAsync(more, null, default);
                await run.Process.Ledger.CommitAsync(account, id, new CreditAmount(1), null, default);
            }

            return answer;
        };
    }

    private static SimActivity Unseen(SimActivity real) =>
        async (run, input) =>
        {
            try
            {
                return await real(run, input);
            }
            catch (PaymentProviderException)
            {
                var (start, inbox) = (Of<PaymentEventStart>(input), run.Process.Billing.Inbox);
                var stored = await inbox.FindAsync(start.EventId, start.CreatedAt, default);
                await inbox.SetAsync(stored!, EventStatus.Applied, null, default);
                return new PaymentEventResult { End = EventStatus.Applied };
            }
        };

    private static SimActivity Granting(SimActivity real) =>
        Also(
            real,
            "COMPLETED",
            (run, one, account) =>
                run.Process.Ledger.GrantAsync(
                    AccountRef.Current(account),
                    new Grant
                    {
                        Id = "event." + one.Id,
                        Origin = CreditOrigin.Purchase,
                        Amount = new CreditAmount(100),
                        Reference = one.Id,
                    },
                    null,
                    default
                )
        );

    private static SimActivity Taking(SimActivity real) =>
        Also(
            real,
            "REFUNDED",
            (run, one, account) =>
                run.Process.Ledger.ClawbackAsync(
                    AccountRef.Current(account),
                    new Clawback
                    {
                        Id = "event." + one.Id,
                        LotId = "paypal." + one.PaymentId,
                        Amount = new CreditAmount(10),
                        Reference = one.Id,
                    },
                    null,
                    default
                )
        );

    private static SimActivity Also(SimActivity real, string end, Func<SimRun, WebhookEvent, AccountId, Task> more) =>
        async (run, input) =>
        {
            var answer = await real(run, input);
            var start = Of<PaymentEventStart>(input);
            var told = run.Process.World.PayPal.Events.Find(e => e.Id == start.EventId)!;
            var paid = run.Process.World.Book.Payments.Find(p => p.PaymentId == told.PaymentId);
            if (told.Type.EndsWith(end, StringComparison.Ordinal) && paid is not null)
            {
                await more(run, told, paid.Account);
            }

            return answer;
        };

    private static T Of<T>(string input) => JsonSerializer.Deserialize<T>(input, SimContext.Json)!;
}
