using System.Diagnostics;
using AiPromptGen.Host.Worker.Messages;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host.Worker;

/// <summary>A function has thrown.</summary>
/// <param name="message">
/// As the Functions host words it (RpcException.cs of azure-functions-host): the durable extension reads the error's type, text
/// and stack out of it.
/// </param>
internal sealed partial class FunctionFailedException(string type, string message) : Exception(message)
{
    /// <summary>The type of the exception in the function. Its text may quote a person and is no line for a log.</summary>
    public string Type => type;

    /// <summary>The line has the type of the exception only, because its text may quote a person.</summary>
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed with {ExceptionType}")]
    public static partial void Log(ILogger logger, string function, string exceptionType);

    public static FunctionFailedException From(StatusResult result)
    {
        var exception = result.Exception;
        return new(
            exception?.Type ?? "",
            $"Result: {result.Status}\nException: {exception?.Message}\nStack: {exception?.StackTrace}"
        );
    }
}

/// <summary>Calls functions by their name, whatever triggers them.</summary>
internal sealed class FunctionCaller(WorkerChannel channel, IReadOnlyList<FunctionEntry> functions)
{
    private readonly TaskCompletionSource<string?> client = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<FunctionEntry> Functions => functions;

    /// <summary>
    /// What a durable client in the worker has to know of the engine; null for an app without one. It is there once the engine
    /// runs, and functions that have such a client wait for it.
    /// </summary>
    public Task<string?> ClientPayload => client.Task;

    public void SetClientPayload(string? payload) => client.SetResult(payload);

    public FunctionEntry Find(string name) =>
        functions.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"The app has no function '{name}'.", nameof(name));

    /// <param name="trigger">What triggers it; none for HTTP, whose request takes another way.</param>
    /// <param name="facts">Values about the trigger that parameters are bound to by name, such as parts of a route.</param>
    /// <exception cref="FunctionFailedException">The function has thrown.</exception>
    public async Task<TypedData?> CallAsync(
        FunctionEntry function,
        string invocationId,
        TypedData? trigger,
        IEnumerable<KeyValuePair<string, string>> facts,
        CancellationToken cancellationToken
    )
    {
        var request = new InvocationRequest
        {
            InvocationId = invocationId,
            FunctionId = function.Id,
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? "" },
        };
        if (trigger is not null)
        {
            request.InputData.Add(new ParameterBinding { Name = function.Trigger.Name, Data = trigger });
        }

        foreach (var parameter in function.DurableClients)
        {
            var payload = await ClientPayload.WaitAsync(cancellationToken);
            request.InputData.Add(
                new ParameterBinding
                {
                    Name = parameter.Name,
                    Data = new() { String = payload },
                }
            );
        }

        foreach (var (name, value) in facts)
        {
            request.TriggerMetadata[name] = new() { String = value };
        }

        var response = await channel.InvokeAsync(request, cancellationToken);
        return response.Result.Status == StatusResult.Types.Status.Success
            ? response.ReturnValue
            : throw FunctionFailedException.From(response.Result);
    }
}
