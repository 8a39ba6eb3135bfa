using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Generations;
using AiPromptGen.Tests.Support.Storage;
using Azure;
using Azure.Data.Tables;
using static AiPromptGen.Tests.Simulation.ActorKind;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Mistakes that such programs are known to make (docs/adr/0003) or that ours could; the simulation must find each of them.</summary>
internal static class SimPlants
{
    public static IReadOnlyList<SimPlant> All { get; } =
    [
        new SimTablePlant("an account is written without If-Match", "users")
        {
            Focus = [Text, Text, Pack],
            Write = action => Is(action, "account") ? Anyhow(action) : action,
        },
        new SimTablePlant("an upload is claimed without If-Match", "users")
        {
            Focus = [Picture],
            Write = action => Is(action, "upload-") ? Anyhow(action) : action,
        },
        new SimTablePlant("a transaction is made in pieces", "users") { IsInPieces = true, Focus = [Text, Picture] },
        new SimTablePlant("the end is not in the credits' transaction", "users")
        {
            Write = action => action.Entity is TableEntity row && row.ContainsKey("CompletedAt") ? null : action,
        },
        new SimTablePlant("a grant is read and then written", "users")
        {
            Focus = [Pack, Plan],
            Write = action =>
                Is(action, "grant-") ? new(TableTransactionActionType.UpsertReplace, action.Entity)
                : Is(action, "payment-") ? new(TableTransactionActionType.UpsertReplace, action.Entity)
                : action,
            Read = row => row.RowKey.StartsWith("grant-paypal", StringComparison.Ordinal) ? null : row,
        },
        new SimTablePlant("a reservation's id can be used again", "users")
        {
            Focus = [Text, Jump],
            Faults = new FaultProfile
            {
                Twice = 150,
                Slow = 25,
                Freeze = 12,
            },
            Write = action =>
                Is(action, "reservation-") && action.ActionType == TableTransactionActionType.Add
                    ? new(TableTransactionActionType.UpsertReplace, action.Entity)
                    : action,
            Read = row => row.RowKey.StartsWith("reservation-", StringComparison.Ordinal) ? null : row,
        },
        new SimTablePlant("a result is charged and not stored", "users")
        {
            Write = action =>
            {
                (action.Entity as TableEntity)?.Remove("Prompt0");
                return action;
            },
        },
        new SimTablePlant("a request's key is not kept", "users")
        {
            Write = action => Is(action, "key-") ? null : action,
        },
        new SimTablePlant("what is accepted is not noted for the sweep", "pending")
        {
            Focus = [Text],
            Write = action => action.ActionType == TableTransactionActionType.UpsertReplace ? null : action,
        },
        new SimTablePlant("what an erased account ordered is not watched", "invoices")
        {
            Focus = [Plan, Erasure],
            Write = action => action.Entity.PartitionKey == "unsettled" ? null : action,
        },
        new ForgetfulGateway("an erased account's subscription goes on", id => id.Length > 0, _ => false),
        new ForgetfulGateway(
            "money that an erased account's subscription takes is kept",
            _ => false,
            request => request.StartsWith("erased.", StringComparison.Ordinal)
        ),
        new AskedAgain(),
        new SweptEarly(),
        .. SimActivityPlants.All,
        .. SimSweepPlants.All,
        .. SimMoneyPlants.All,
        .. SimStrangePlants.All,
        new Skipped("GenerationErasure", "an erasure leaves its generations to run", [Text, Picture, Erasure]),
        new Skipped("UploadErasure", "an erasure leaves the index of its uploads", [Picture, Erasure]),
        new Skipped("BillingErasure", "an erasure leaves what was bought", [Plan, Pack, Erasure]),
    ];

    private static bool Is(TableTransactionAction action, string key) =>
        action.Entity.RowKey.StartsWith(key, StringComparison.Ordinal);

    private static TableTransactionAction Anyhow(TableTransactionAction action) =>
        action.ActionType == TableTransactionActionType.Add ? action : new(action.ActionType, action.Entity, ETag.All);

    /// <summary>
    /// Generate sees neither that an answer is stored already nor who was asked for it. Seeing the latter is enough to ask nobody again.
    /// </summary>
    private sealed class AskedAgain : SimPlant
    {
        private readonly SimTablePlant blind = new("blind", "users")
        {
            Read = row =>
            {
                row.Remove("Answer0");
                row.Remove(Generation.AskedNames);
                return row;
            },
        };

        public override string Name => "a provider is asked again though its answer is stored";

        public override IReadOnlyList<ActorKind> Focus => [Text];

        public override GenerationStore? GenerateStore(SimProcess process) => new(blind.Account(process));
    }

    /// <summary>Says that PayPal has canceled or refunded, and does not ask it to.</summary>
    private sealed class ForgetfulGateway(string name, Func<string, bool> isKept, Func<string, bool> isUnpaid)
        : SimPlant
    {
        public override string Name => name;

        public override IReadOnlyList<ActorKind> Focus => [Plan, Erasure];

        public override IPaymentGateway Gateway(SimWorld world, SimProcess process) =>
            new Forgetful(world, process, isKept, isUnpaid);

        private sealed class Forgetful(
            SimWorld world,
            SimProcess process,
            Func<string, bool> isKept,
            Func<string, bool> isUnpaid
        ) : SimGateway(world, process)
        {
            public override Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel) =>
                isKept(subscriptionId) ? Task.CompletedTask : base.CancelSubscriptionAsync(subscriptionId, cancel);

            public override Task<string?> RefundAsync(
                string paymentId,
                Money? amount,
                string requestId,
                CancellationToken cancel
            ) =>
                isUnpaid(requestId)
                    ? Task.FromResult<string?>("R-" + requestId)
                    : base.RefundAsync(paymentId, amount, requestId, cancel);
        }
    }

    private sealed class SweptEarly : SimPlant
    {
        public override string Name => "the sweep comes before the deadline";

        public override IReadOnlyList<ActorKind> Focus => [Text, Sweep];

        public override TimeProvider? SweepClock(SimProcess process) =>
            new SimClock(process.World.Loop, process, TimeSpan.FromMinutes(61));
    }

    private sealed class Skipped(string step, string name, IReadOnlyList<ActorKind> focus) : SimPlant
    {
        public override string Name => name;

        public override IReadOnlyList<ActorKind> Focus => focus;

        public override bool Skips(string other) => other == step;
    }
}
