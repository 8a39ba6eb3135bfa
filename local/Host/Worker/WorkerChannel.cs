using System.Collections.Concurrent;
using System.Threading.Channels;
using AiPromptGen.Host.Worker.Messages;
using Grpc.Core;

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
    private RpcFunctionMetadata[] functions = [];
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
        var writing = WriteAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            {
                Receive(message);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The worker is gone, or the host stops.
        }
        finally
        {
            End();
            await writing;
        }
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
        foreach (var id in running.Keys)
        {
            if (running.TryRemove(id, out var answer))
            {
                answer.TrySetException(new WorkerProcessExitException());
            }
        }

        loaded.TrySetException(new WorkerProcessExitException());
        // Nobody may be waiting for it.
        _ = loaded.Task.Exception;
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> stream, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await stream.WriteAsync(message, cancellationToken);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The stream has ended.
        }
    }

    private void Send(StreamingMessage message) => outgoing.Writer.TryWrite(message);

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                var response = message.InvocationResponse;
                if (running.TryRemove(response.InvocationId, out var answer))
                {
                    answer.TrySetResult(response);
                }

                break;
            case StreamingMessage.ContentOneofCase.StartStream:
                Send(new() { WorkerInitRequest = Init() });
                break;
            case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                var ask = new FunctionsMetadataRequest { FunctionAppDirectory = applicationFolder };
                Continue(message.WorkerInitResponse.Result, () => Send(new() { FunctionsMetadataRequest = ask }));
                break;
            case StreamingMessage.ContentOneofCase.FunctionMetadataResponse:
                var listed = message.FunctionMetadataResponse;
                Continue(listed.Result, () => Load(listed.FunctionMetadataResults));
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                Continue(message.FunctionLoadResponse.Result, CountLoaded);
                break;
            // The worker's log lines come here as well; the host hears them from the logging of the app itself.
        }
    }

    private WorkerInitRequest Init() =>
        new()
        {
            // The version of the protocol that this host speaks; the worker only reports it.
            HostVersion = "4.0.0",
            WorkerDirectory = applicationFolder,
            FunctionAppDirectory = applicationFolder,
        };

    private void Load(IEnumerable<RpcFunctionMetadata> listed)
    {
        functions = [.. listed];
        foreach (var function in functions)
        {
            Send(
                new()
                {
                    FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function },
                }
            );
        }

        if (functions.Length == 0)
        {
            loaded.TrySetResult([]);
        }
    }

    private void CountLoaded()
    {
        functionsLoaded++;
        if (functionsLoaded == functions.Length)
        {
            loaded.TrySetResult([.. functions.Select(FunctionEntry.From)]);
        }
    }

    /// <summary>Goes on with the handshake, or ends it with what the worker says about its failure.</summary>
    private void Continue(StatusResult result, Action next)
    {
        if (result.Status == StatusResult.Types.Status.Success)
        {
            next();
        }
        else
        {
            loaded.TrySetException(
                new InvalidOperationException(result.Exception?.Message ?? "The worker has failed.")
            );
        }
    }
}
