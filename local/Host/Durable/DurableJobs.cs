using AiPromptGen.Host.Worker;
using AiPromptGen.Host.Worker.Messages;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Newtonsoft.Json.Linq;

namespace AiPromptGen.Host.Durable;

/// <summary>
/// Hands what the durable extension wants to run to the worker. The extension calls methods with its trigger attributes, so
/// <see cref="DurableMethods"/> makes a class below this one, with one method for each orchestrator and activity of the app.
/// Public because made classes see nothing else.
/// </summary>
public abstract class DurableJobs
{
    internal FunctionCaller Caller { private get; set; } = null!;

    /// <param name="function">The orchestrator's name.</param>
    /// <param name="context">The history so far, as the extension writes it for a worker; the worker reads it.</param>
    /// <returns>What the orchestrator wants done next, in the same writing.</returns>
    public async Task<object?> OrchestrateAsync(string function, string context) =>
        (await CallAsync(function, new() { String = context }, [])).String;

    /// <param name="function">The activity's name.</param>
    /// <param name="input">JSON, or null where it has no input.</param>
    /// <param name="instanceId">The id of the orchestration that calls it.</param>
    /// <returns>What it has returned, in a form that the extension writes down as the same JSON.</returns>
    public async Task<object?> ActAsync(string function, string? input, string instanceId)
    {
        var trigger = input is null ? new TypedData() : new TypedData { String = input };
        var result = await CallAsync(function, trigger, [KeyValuePair.Create(nameof(instanceId), instanceId)]);
        return result.DataCase switch
        {
            TypedData.DataOneofCase.None => null,
            TypedData.DataOneofCase.String => result.String,
            TypedData.DataOneofCase.Json => new JRaw(result.Json),
            _ => throw new NotSupportedException($"Activity '{function}' returns {result.DataCase}."),
        };
    }

    private async Task<TypedData> CallAsync(
        string function,
        TypedData trigger,
        IEnumerable<KeyValuePair<string, string>> facts
    ) =>
        // Not canceled when the host stops: the extension forgets what then runs, and repeats it at the next start.
        await Caller.CallAsync(Caller.Find(function), Guid.NewGuid().ToString(), trigger, facts, CancellationToken.None)
        ?? new TypedData();
}

/// <summary>
/// Called once by the host. The extension has no other way to say what a durable client in the worker is made from, which is mainly the
/// address of the engine's own listener.
/// </summary>
public static class DurableClientJob
{
#pragma warning disable DF0203 // As text a client goes to a worker in another process; the rule is for functions in this one.
    [FunctionName(nameof(Take))]
    [NoAutomaticTrigger]
    public static void Take([DurableClient] string client, TaskCompletionSource<string> taken) =>
        taken.SetResult(client);
#pragma warning restore DF0203
}
