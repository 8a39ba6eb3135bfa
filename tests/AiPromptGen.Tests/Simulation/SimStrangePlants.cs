using System.Text.Json.Nodes;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Tests.Support.Storage;
using Azure;
using Azure.Data.Tables;
using static AiPromptGen.Tests.Simulation.ActorKind;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Mistakes as a stranger would plant them: conditions left out, pages not read, wrong ends of periods, forgotten facts.</summary>
internal static class SimStrangePlants
{
    public static IReadOnlyList<SimPlant> All { get; } =
    [
        new SimTablePlant("the last row of an account is deleted without If-Match", "users")
        {
            Focus = [Erasure, Return, Return],
            Faults = new FaultProfile { Freeze = 60, Slow = 20 },
            Write = action =>
                action.ActionType == TableTransactionActionType.Delete && action.Entity.RowKey == "account"
                    ? new(action.ActionType, action.Entity, ETag.All)
                    : action,
        },
        new SimTablePlant("an answer is stored over another one", "users")
        {
            Focus = [Text],
            Write = action =>
                action.Entity is TableEntity row
                && row.ContainsKey("Answer0")
                && row.RowKey.StartsWith("gen-", StringComparison.Ordinal)
                    ? new(action.ActionType, action.Entity, ETag.All)
                    : action,
        },
        new SimTablePlant("what an erased account owed is forgotten", "erased")
        {
            Focus = [Pack, Erasure, Return],
            Variants = new Dictionary<ActorKind, int> { [Pack] = 1, [Erasure] = 5 },
            Faults = new FaultProfile(),
            Write = action =>
            {
                (action.Entity as TableEntity)?.Remove("Owed");
                return action;
            },
        },
        new SimTablePlant("an erased person gets sign-up credits again", "erased")
        {
            Focus = [Text, Erasure, Return],
            Write = action => action.Entity.RowKey.EndsWith("-sign-up", StringComparison.Ordinal) ? null : action,
        },
        new SimTablePlant("an erased person gets the credits of a month again", "erased")
        {
            Focus = [Text, Erasure, Return],
            Write = action => action.Entity.RowKey.EndsWith("-monthly", StringComparison.Ordinal) ? null : action,
        },
        new SimTablePlant("the free credits of a month last a month longer", "users")
        {
            Focus = [Text, Jump],
            Write = action => With(action, "Credits", "2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"),
        },
        new SimTablePlant("credits of a plan's payment do not expire", "users") { Focus = [Plan], Write = Unending },
        new LateLedger(),
        new SimTablePlant("what an erased account ordered is watched for a moment only", "invoices")
        {
            Focus = [Plan, Erasure, ActorKind.Reconciliation],
            Variants = new Dictionary<ActorKind, int> { [Plan] = 7 },
            Write = action =>
            {
                if (action.Entity is TableEntity row && row.ContainsKey("Until"))
                {
                    row["Until"] = row.GetDateTimeOffset("Until")!.Value.AddDays(-30);
                }

                return action;
            },
        },
        new SimTablePlant("a payment of an erased account is booked on the next one", "users")
        {
            Focus = [Pack, Erasure, Return],
            Faults = new FaultProfile { Freeze = 60, Slow = 40 },
            Write = action => Without(action, "AccountOpenedAt"),
        },
        new SimTablePlant("one page of an account's rows is read", "users")
        {
            IsOnePage = true,
            Focus = [Text, Picture, Pack, Erasure],
        },
        new SimTablePlant("one page of uploads is read", "uploaded") { IsOnePage = true, Focus = [Picture, Erasure] },
        new Billed("a refund is asked for with a new id each time", [Pack])
        {
            IsNewId = true,
            Faults = new FaultProfile { PayPal = 150 },
            Variants = new Dictionary<ActorKind, int> { [Pack] = 5 },
        },
        new Billed("two plans of one person are billed", [Plan]) { IsKept = true },
    ];

    private static TableTransactionAction Without(TableTransactionAction action, string column)
    {
        (action.Entity as TableEntity)?.Remove(column);
        return action;
    }

    /// <summary>Leaves out when the credits of subscriptions end.</summary>
    private static TableTransactionAction Unending(TableTransactionAction action)
    {
        if (action.Entity is TableEntity { RowKey: "account" } row && row.GetString("Credits") is { } text)
        {
            var credits = JsonNode.Parse(text)!;
            foreach (var lot in credits["lots"]!.AsArray())
            {
                if (lot!["origin"]!.GetValue<string>() == "subscription")
                {
                    lot.AsObject().Remove("until");
                }
            }

            row["Credits"] = credits.ToJsonString();
        }

        return action;
    }

    private static TableTransactionAction With(TableTransactionAction action, string column, string from, string to)
    {
        if (action.Entity is TableEntity row && row.TryGetValue(column, out var value) && value is string text)
        {
            row[column] = text.Replace(from, to, StringComparison.Ordinal);
        }

        return action;
    }

    /// <summary>The credits' clock is an hour late, so that credits which expired can still be spent.</summary>
    private sealed class LateLedger : SimPlant
    {
        public override string Name => "expired credits are spent";

        public override IReadOnlyList<ActorKind> Focus => [Text];

        public override TimeProvider? CreditsClock(SimProcess process) =>
            new SimClock(process.World.Loop, process, TimeSpan.FromHours(-1));
    }

    private sealed class Billed(string name, IReadOnlyList<ActorKind> focus) : SimPlant
    {
        public override string Name => name;

        public override IReadOnlyList<ActorKind> Focus => focus;

        public bool IsNewId { get; init; }

        public bool IsKept { get; init; }

        public override IPaymentGateway Gateway(SimWorld world, SimProcess process) =>
            new Billing(world, process, this);

        private sealed class Billing(SimWorld world, SimProcess process, Billed plant) : SimGateway(world, process)
        {
            public override Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel) =>
                plant.IsKept ? Task.CompletedTask : base.CancelSubscriptionAsync(subscriptionId, cancel);

            public override Task<string?> RefundAsync(
                string paymentId,
                Money? amount,
                string requestId,
                CancellationToken cancel
            ) =>
                base.RefundAsync(
                    paymentId,
                    amount,
                    plant.IsNewId ? $"{requestId}-{Process.Ids.New()}" : requestId,
                    cancel
                );
        }
    }
}
