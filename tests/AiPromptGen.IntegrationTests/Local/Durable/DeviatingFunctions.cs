using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>What orchestrators must not do; hence not in a file of the orchestrators' suffix.</summary>
internal sealed class DeviatingFunctions(Probe probe)
{
    [Function("Delays")]
    public static async Task DelaysAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Task.Delay(1, CancellationToken.None);

    [Function("DelaysLater")]
    public static async Task DelaysLaterAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        // Something durable is open, so the replay looks like one that waits.
        var open = context.WaitForExternalEvent<string>("Never");
        await Task.Delay(1, CancellationToken.None);
        await open;
    }

    [Function("LeavesThread")]
    public static async Task LeavesThreadAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var open = context.WaitForExternalEvent<string>("Never");
        _ = Task.Run(() => context.CallActivityAsync("One", ""), CancellationToken.None);
        await open;
    }

    [Function("Changes")]
    public async Task<string> ChangesAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("One", "");
        switch (probe.Version)
        {
            case 1:
                await context.CallActivityAsync("Two", "");
                break;
            case 2:
                await context.CallActivityAsync("Three", "");
                break;
            case 3:
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                break;
            default:
                break;
        }

        return await context.WaitForExternalEvent<string>("Go") ?? "";
    }
}
