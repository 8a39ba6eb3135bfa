using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>Counts storage operations and can die around one: from then on nothing gets through.</summary>
internal sealed class StorageTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport inner = HttpClientTransport.Shared;
    private int operations;
    private int writes;
    private readonly TaskCompletionSource death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The write, from 1, at which to die; 0: never.</summary>
    public int DieAt { get; init; }

    /// <summary>True: that write still happens, only its answer is lost.</summary>
    public bool DieAfter { get; init; }

    /// <summary>True: only that write fails or loses its answer, the next get through.</summary>
    public bool Recovers { get; init; }

    public int Operations => Volatile.Read(ref operations);

    public int Writes => Volatile.Read(ref writes);

    /// <summary>Ends when it dies.</summary>
    public Task Death => death.Task;

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Only async is used.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var isSetUp = message.Request.Uri.Path.EndsWith("Tables", StringComparison.Ordinal);
        var number = 0;
        if (!isSetUp)
        {
            Interlocked.Increment(ref operations);
            if (message.Request.Method != RequestMethod.Get)
            {
                number = Interlocked.Increment(ref writes);
            }
        }

        ThrowIf(Death.IsCompleted);
        var now = DieAt > 0 && number == DieAt;
        if (now && !Recovers)
        {
            death.SetResult();
        }

        ThrowIf(now && !DieAfter);
        await inner.ProcessAsync(message);
        ThrowIf(now || Death.IsCompleted);
    }

    private static void ThrowIf(bool lost)
    {
        if (lost)
        {
            throw new IOException("The connection is lost.");
        }
    }
}
