using System.Text.Json;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Generations;

namespace AiPromptGen.Tests.Simulation;

/// <summary>An activity as the worker calls it: a text in, an object out.</summary>
internal delegate Task<object?> SimActivity(SimRun run, string input);

/// <summary>The program's activities, by the names that history knows.</summary>
internal static class SimActivities
{
    public static Dictionary<string, SimActivity> All() =>
        new(StringComparer.Ordinal)
        {
            [nameof(GenerationActivities.ReserveCredits)] = Of<GenerationStart, ReserveAnswer>(
                (p, i) => p.Generating.Activities.ReserveCredits(i, default)
            ),
            [nameof(GenerationActivities.Generate)] = Of<GenerationStart, GenerateAnswer>(
                (p, i) => p.Generating.Activities.Generate(i, default)
            ),
            [nameof(GenerationActivities.CommitCredits)] = Of<SettleRequest, SettleAnswer>(
                (p, i) => p.Generating.Activities.CommitCredits(i, default)
            ),
            [nameof(GenerationActivities.ReleaseCredits)] = Of<SettleRequest, SettleAnswer>(
                (p, i) => p.Generating.Activities.ReleaseCredits(i, default)
            ),
            [nameof(GenerationActivities.ParkGeneration)] = Of<SettleRequest, SettleAnswer>(
                (p, i) => p.Generating.Activities.ParkGeneration(i, default)
            ),
            [nameof(UploadActivity.DeleteUpload)] = Of<GenerationStart>(
                (p, i) => new UploadActivity(p.Uploads).DeleteUpload(i, default)
            ),
            [nameof(AuditActivity.WriteAudit)] = Of<AuditRequest>(
                (p, i) => p.Generating.Writing.WriteAudit(i, default)
            ),
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
            [nameof(PaymentEventActivities.ApplyPaymentEvent)] = Of<PaymentEventStart, PaymentEventAnswer>(
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
