using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using Azure.Data.Tables;
using static AiPromptGen.Tests.Simulation.ActorKind;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Mistakes about money that is to go back: it is written down before it has gone, or kept.</summary>
internal static class SimMoneyPlants
{
    public static IReadOnlyList<SimPlant> All { get; } =
    [
        new RefundPlant("a receipt tells of a refund before PayPal has made it", [Plan, Plan, Erasure])
        {
            Before = ReceiptAsync,
            Faults = new FaultProfile { PayPal = 150 },
            Variants = new Dictionary<ActorKind, int> { [Plan] = 7, [Erasure] = 1 },
        },
        new RefundPlant("a refund's record says that it is made before PayPal has made it", [Pack])
        {
            Faults = new FaultProfile { PayPal = 150 },
            Variants = new Dictionary<ActorKind, int> { [Pack] = 6 },
            Before = RecordAsync,
        },
        new RefundPlant("money that a plan took after it was given up is kept", [Plan])
        {
            IsKept = request => request.StartsWith("given-up.", StringComparison.Ordinal),
        },
    ];

    /// <summary>Keeps the receipt of a payment of an erased account, and only then asks for its refund.</summary>
    private static async Task ReceiptAsync(SimProcess process, string paymentId, string request)
    {
        if (!request.StartsWith("erased.", StringComparison.Ordinal))
        {
            return;
        }

        var (world, archive) = (process.World, new InvoiceArchive(process.Storage.Tables.GetTableClient("invoices")));
        var payment = world.PayPal.Payments.First(p => p.Id == paymentId);
        var order = world.PayPal.Orders.Values.FirstOrDefault(o => o.Payments.Any(p => p.Id == paymentId));
        var subject = new BillingSubject(order is not null, order?.CustomId ?? "plan");
        var receipt = new InvoiceArchive.Receipt(payment.Amount, payment.Amount.Minor, payment.At);
        await archive.KeepAsync(subject, paymentId, receipt, default);
    }

    /// <summary>Writes to the record of a refund which id it has at PayPal, and only then asks for it.</summary>
    private static async Task RecordAsync(SimProcess process, string paymentId, string request)
    {
        var rows = process.World.Storage.Table("users").Rows;
        foreach (var key in rows.Keys.Where(key => key.Row.EndsWith(request, StringComparison.Ordinal)).ToList())
        {
            var done = new TableEntity(key.Partition, key.Row) { ["ProviderId"] = "R-" + request };
            await process.Storage.Users.UpdateEntityAsync(done, Azure.ETag.All, TableUpdateMode.Merge);
        }
    }

    /// <summary>Does something before PayPal is asked for a refund, or does not ask it.</summary>
    private sealed class RefundPlant(string name, IReadOnlyList<ActorKind> focus) : SimPlant
    {
        public override string Name => name;

        public override IReadOnlyList<ActorKind> Focus => focus;

        public Func<SimProcess, string, string, Task> Before { get; init; } = (_, _, _) => Task.CompletedTask;

        public Func<string, bool> IsKept { get; init; } = _ => false;

        public override IPaymentGateway Gateway(SimWorld world, SimProcess process) =>
            new Refunding(world, process, this);

        private sealed class Refunding(SimWorld world, SimProcess process, RefundPlant plant)
            : SimGateway(world, process)
        {
            public override async Task<string?> RefundAsync(
                string paymentId,
                Money? amount,
                string requestId,
                CancellationToken cancel
            )
            {
                await plant.Before(Process, paymentId, requestId);
                return plant.IsKept(requestId)
                    ? "R-" + requestId
                    : await base.RefundAsync(paymentId, amount, requestId, cancel);
            }
        }
    }
}
