using System.Collections.Concurrent;
using System.Threading.Channels;
using AiPromptGen.Host.Worker.Messages;
using Grpc.Core;
using Content = AiPromptGen.Host.Worker.Messages.StreamingMessage.ContentOneofCase;

namespace AiPromptGen.Host.Worker;

/// <summary>
/// The worker's stream of messages has ended. The durable extension looks for this very name: it then repeats what was running
/// later instead of recording a failure, as it does when a worker process has died (OutOfProcMiddleware.cs of the extension).
/// </summary>
internal sealed class WorkerProcessExitException() : Exception("The worker has stopped.");

/// <summary>
/// The host's end of the stream that the worker opens: first the handshake, then invocations, many at a time. The order of
/// the handshake is the Functions host's: start, init, the list of functions, one load request for each of them.
/// </summary>
internal sealed class WorkerChannel(string applicationFolder) : FunctionRpc.FunctionRpcBase
{
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> running = [];
    private readonly TaskCompletionSource<IReadOnlyList<FunctionEntry>> loaded = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private IReadOnlyList<FunctionEntry> functions = [];
    private int functionsLoaded;
    private volatile bool ended;

    /// <summary>The app's functions, once the worker has loaded all of them.</summary>
    public Task<IReadOnlyList<FunctionEntry>> Functions => loaded.Task;

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context
    )
    {
        // Both tasks end when the worker is gone or the host stops. Whether they fail does not matter.
        await Task.WhenAny(
            ReceiveAsync(requestStream, context.CancellationToken),
            SendAsync(responseStream, context.CancellationToken)
        );
        End();
    }

    /// <summary>Sends one invocation and waits for its end; a canceled one still ends by the worker's answer.</summary>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<InvocationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        running[request.InvocationId] = answer;
        Send(new() { InvocationRequest = request });
        if (ended)
        {
            End();
        }

        await using var canceling = cancellationToken.Register(() =>
            Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } })
        );
        return await answer.Task;
    }

    /// <summary>Fails what still runs, as at the death of a worker.</summary>
    public void End()
    {
        ended = true;
        outgoing.Writer.TryComplete();
        loaded.TrySetException(new WorkerProcessExitException());
        foreach (var id in running.Keys)
        {
            if (running.TryRemove(id, out var answer))
            {
                answer.TrySetException(new WorkerProcessExitException());
            }
        }
    }

    private async Task ReceiveAsync(IAsyncStreamReader<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        await foreach (var message in stream.ReadAllAsync(cancellationToken))
        {
            Receive(message);
        }
    }

    private async Task SendAsync(IServerStreamWriter<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await stream.WriteAsync(message, cancellationToken);
        }
    }

    private void Send(StreamingMessage message) => outgoing.Writer.TryWrite(message);

    /// <summary>The worker's log lines come here as well; the host hears them from the logging of the app itself.</summary>
    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case Content.InvocationResponse
                when running.TryRemove(message.InvocationResponse.InvocationId, out var answer):
                answer.TrySetResult(message.InvocationResponse);
                break;
            case Content.StartStream:
                // The version is that of the protocol that this host speaks; the worker only reports it.
                Send(
                    new()
                    {
                        WorkerInitRequest = new()
                        {
                            HostVersion = "4.0.0",
                            WorkerDirectory = applicationFolder,
                            FunctionAppDirectory = applicationFolder,
                        },
                    }
                );
                break;
            case Content.WorkerInitResponse when HasSucceeded(message.WorkerInitResponse.Result):
                Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = applicationFolder } });
                break;
            case Content.FunctionMetadataResponse when HasSucceeded(message.FunctionMetadataResponse.Result):
                Load(message.FunctionMetadataResponse.FunctionMetadataResults);
                break;
            case Content.FunctionLoadResponse when HasSucceeded(message.FunctionLoadResponse.Result):
                functionsLoaded++;
                TellIfLoaded();
                break;
        }
    }

    private void Load(IEnumerable<RpcFunctionMetadata> listed)
    {
        foreach (var function in listed)
        {
            Send(
                new()
                {
                    FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function },
                }
            );
        }

        functions = [.. listed.Select(FunctionEntry.From)];
        TellIfLoaded();
    }

    private void TellIfLoaded()
    {
        if (functionsLoaded == functions.Count)
        {
            loaded.TrySetResult(functions);
        }
    }

    /// <summary>The handshake ends with what the worker says about its failure.</summary>
    private bool HasSucceeded(StatusResult result)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            loaded.TrySetException(
                new InvalidOperationException(result.Exception?.Message ?? "The worker has failed.")
            );
        }

        return result.Status == StatusResult.Types.Status.Success;
    }
}
