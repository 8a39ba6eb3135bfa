using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>Orchestrations of timers and events.</summary>
internal static class WaitingOrchestrator
{
    [Function("Sleep")]
    public static async Task<DateTime> SleepAsync([OrchestrationTrigger] TaskOrchestrationContext context, int hours)
    {
        await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
        await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), CancellationToken.None);
        return context.CurrentUtcDateTime;
    }

    [Function("Deadline")]
    public static async Task<string> DeadlineAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancel = new CancellationTokenSource();
        var deadline = context.CreateTimer(TimeSpan.FromMinutes(10), cancel.Token);
        var work = context.CallActivityAsync<string>("One", "");
        if (await Task.WhenAny(work, deadline) == deadline)
        {
            return "late";
        }

        cancel.Cancel();
        return deadline.IsCanceled ? await work : "not cancelled";
    }

    [Function("Gather")]
    public static async Task<string> GatherAsync([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var all = "";
        for (var i = 0; i < count; i++)
        {
            all += await context.WaitForExternalEvent<string>("Go");
        }

        return all;
    }

    [Function("Patient")]
    public static async Task<string> PatientAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromMinutes(5)) ?? "null";
        }
        catch (TaskCanceledException)
        {
            return "timed out, then " + await context.WaitForExternalEvent<string>("Go");
        }
    }

    [Function("Impatient")]
    public static Task<string?> ImpatientAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("Go", TimeSpan.FromMinutes(5));

    [Function("Loop")]
    public static async Task<string> LoopAsync([OrchestrationTrigger] TaskOrchestrationContext context, LoopState state)
    {
        var heard = await context.WaitForExternalEvent<string>("Go");
        var next = new LoopState(state.Heard + heard, state.Rounds - 1, state.Keep);
        if (next.Rounds == 0)
        {
            return next.Heard;
        }

        context.ContinueAsNew(next, state.Keep);
        return "not the result";
    }

    [Function("Count")]
    public static async Task<int> CountAsync([OrchestrationTrigger] TaskOrchestrationContext context, int from)
    {
        await context.CallActivityAsync("One", $"{from}");
        if (from == 0)
        {
            return 0;
        }

        context.ContinueAsNew(from - 1);
        return -1;
    }
}

internal sealed record LoopState(string Heard, int Rounds, bool Keep);
