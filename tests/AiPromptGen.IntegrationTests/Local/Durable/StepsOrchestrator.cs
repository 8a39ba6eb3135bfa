using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>Orchestrations of activities.</summary>
internal static partial class StepsOrchestrator
{
    [Function("Chain")]
    public static async Task<string> ChainAsync([OrchestrationTrigger] TaskOrchestrationContext context, string input)
    {
        var one = await context.CallActivityAsync<string>("One", input);
        var two = await context.CallActivityAsync<string>("Two", one);
        return await context.CallActivityAsync<string>("Three", two);
    }

    [Function("Single")]
    public static Task<string> SingleAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>("One", context.GetInput<string>());

    [Function("Plain")]
    public static string Plain([OrchestrationTrigger] TaskOrchestrationContext context, string? input) => $"<{input}>";

    [Function("FanOut")]
    public static async Task<string[]> FanOutAsync(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        int count
    ) => await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync<string>("One", $"{i}")));

    [Function("First")]
    public static async Task<string> FirstAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = await Task.WhenAny(
            context.CallActivityAsync<string>("One", "a"),
            context.CallActivityAsync<string>("Two", "b")
        );
        return await first;
    }

    [Function("Typed")]
    public static async Task<string> TypedAsync([OrchestrationTrigger] TaskOrchestrationContext context, Person input)
    {
        await context.CallActivityAsync("Nothing", input);
        return await context.CallActivityAsync<string>("Whoami", input);
    }

    [Function("Catching")]
    public static async Task<string> CatchingAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>("One", "");
        }
        catch (TaskFailedException e)
        {
            var details = e.FailureDetails;
            return string.Join(
                '|',
                e.TaskName,
                e.TaskId,
                details.ErrorType,
                details.ErrorMessage,
                details.InnerFailure?.ErrorType,
                details.IsCausedBy<FixtureException>(),
                details.IsCausedBy<Exception>(),
                details.IsCausedBy<InvalidOperationException>(),
                details.InnerFailure?.IsCausedBy<FormatException>(),
                e.Message
            );
        }
    }

    [Function("Missing")]
    public static Task MissingAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync("NoSuchActivity");

    [Function("Retrying")]
    public static async Task<string> RetryingAsync(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        RetryPlan plan
    )
    {
        var policy = new RetryPolicy(
            plan.Attempts,
            TimeSpan.FromSeconds(10),
            backoffCoefficient: 2,
            maxRetryInterval: TimeSpan.FromSeconds(30),
            retryTimeout: plan.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null
        )
        {
            HandleFailure = failure => !failure.IsCausedBy<FormatException>(),
        };
        return await context.CallActivityAsync<string>("One", "x", TaskOptions.FromRetryPolicy(policy));
    }

    [Function("Deterministic")]
    public static async Task<string> DeterministicAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var log = context.CreateReplaySafeLogger("Deterministic");
        var before = Facts(context);
        Passed(log, "before");
        await context.CallActivityAsync("One", before);
        var between = Facts(context);
        Passed(log, "between");
        await context.CallActivityAsync("Two", between);
        Passed(log, "after");
        return $"{before}|{between}|{Facts(context)}";
    }

    [Function("Status")]
    public static async Task<string> StatusAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new Person("first", 1));
        await context.CallActivityAsync("One", "");
        context.SetCustomStatus("second");
        await context.CallActivityAsync("Two", "");
        return "done";
    }

    [Function("Large")]
    public static string Large([OrchestrationTrigger] TaskOrchestrationContext context, int characters) =>
        new('x', characters);

    [LoggerMessage(1, LogLevel.Information, "{Where}")]
    private static partial void Passed(ILogger log, string where);

    private static string Facts(TaskOrchestrationContext context) =>
        $"{context.NewGuid()},{context.NewGuid()},{context.CurrentUtcDateTime:O}";
}

internal sealed record RetryPlan(int Attempts, int? TimeoutSeconds);
