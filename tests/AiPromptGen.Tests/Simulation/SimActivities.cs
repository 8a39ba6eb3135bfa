using System.Text.Json;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.Tests.Simulation;

/// <summary>An activity as the engine calls it: the input is JSON, the output an object, or null when it has none.</summary>
internal delegate Task<object?> SimActivity(SimRun run, string input);

/// <summary>The program's activities, by the names under which orchestrations call them.</summary>
internal static class SimActivities
{
    public static Dictionary<string, SimActivity> All() =>
        new(StringComparer.Ordinal)
        {
            [nameof(ReserveCredits)] = Of<ReserveCredits.Input, ReserveCredits.Output>(
                (p, i) => new ReserveCredits(p.Ledger).RunAsync(i, default)
            ),
            [nameof(Generate)] = Of<Generate.Input, GenerateAnswer>(
                (p, i) => p.Generating.Generate.RunAsync(i, default)
            ),
            [nameof(Settle)] = Of<Settle.Input, Settlement>((p, i) => p.Generating.Settle.RunAsync(i, default)),
            [nameof(ParkGeneration)] = Of<Settle.Input, Settlement>((p, i) => p.Generating.Park.RunAsync(i, default)),
            [nameof(ErasureActivities.CloseAccount)] = Of<ErasureStart>((p, i) => p.Erasing.CloseAccount(i, default)),
            [nameof(ErasureActivities.EndWork)] = Of<ErasureStart, ErasureProgress>(
                (p, i) => p.Erasing.EndWork(i, p.Client, default)
            ),
            [nameof(ErasureActivities.DeletePictures)] = Of<ErasureStart>(
                (p, i) => p.Erasing.DeletePictures(i, default)
            ),
            [nameof(ErasureActivities.RememberErasure)] = Of<ErasureStart>(
                (p, i) => p.Erasing.RememberErasure(i, default)
            ),
            [nameof(ErasureActivities.DeleteRows)] = Of<ErasureStart, ErasureProgress>(
                (p, i) => p.Erasing.DeleteRows(i, default)
            ),
            [nameof(PaymentEventActivities.ApplyPaymentEvent)] = Of<PaymentEventStart, PaymentEventResult>(
                (p, i) => p.Billing.Events.ApplyPaymentEvent(i, default)
            ),
            [nameof(PaymentEventActivities.ParkPaymentEvent)] = Of<PaymentEventStart>(
                (p, i) => p.Billing.Events.ParkPaymentEvent(i, default)
            ),
        };

    public static SimActivity Of<TIn, TOut>(Func<SimProcess, TIn, Task<TOut>> run) =>
        async (sim, input) =>
        {
            SimRun.Current = sim;
            return await run(sim.Process, JsonSerializer.Deserialize<TIn>(input, SimContext.Json)!);
        };

    private static SimActivity Of<TIn>(Func<SimProcess, TIn, Task> run) =>
        async (sim, input) =>
        {
            SimRun.Current = sim;
            await run(sim.Process, JsonSerializer.Deserialize<TIn>(input, SimContext.Json)!);
            return null;
        };
}
