using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>Orchestrations of orchestrations.</summary>
internal static class FamilyOrchestrator
{
    [Function("Mixed")]
    public static async Task<string> MixedAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var one = await context.CallActivityAsync<string>("One", "x");
        var both = await Task.WhenAll(
            context.CallActivityAsync<string>("Two", one),
            context.CallSubOrchestratorAsync<string>("Child", "y")
        );
        await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        return await context.CallActivityAsync<string>("Three", string.Join('+', both));
    }

    [Function("Child")]
    public static async Task<string> ChildAsync(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        string input
    ) => $"{await context.CallActivityAsync<string>("One", input)}<{context.Parent?.Name}";

    [Function("Parent")]
    public static Task<string> ParentAsync([OrchestrationTrigger] TaskOrchestrationContext context, ChildPlan plan) =>
        context.CallSubOrchestratorAsync<string>(
            plan.Name,
            plan.Input,
            new SubOrchestrationOptions(
                plan.Attempts > 1 ? new TaskRetryOptions(new(plan.Attempts, TimeSpan.FromSeconds(1))) : null,
                plan.InstanceId
            )
        );

    [Function("Forgetful")]
    public static async Task ForgetfulAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("Nothing");
        _ = context.CallSubOrchestratorAsync<string>("Child", "y", new SubOrchestrationOptions(null, "left behind"));
    }

    [Function("Comforted")]
    public static async Task<string> ComfortedAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>("Child", "y");
        }
        catch (TaskFailedException e)
        {
            return $"{e.TaskName}|{e.FailureDetails.ErrorType}|{e.FailureDetails.InnerFailure?.ErrorType}";
        }
    }
}

internal sealed record ChildPlan(string Name, string? Input, string? InstanceId, int Attempts = 1);
