using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Lists every storage call as "METHOD /table-or-container", the engine's own included.</summary>
internal sealed class CountingPolicy : HttpPipelinePolicy
{
    private static readonly Regex BatchTable = new(
        @"devstoreaccount1/(?<table>\w+)",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    private readonly ConcurrentQueue<string> calls = new();

    public IReadOnlyList<string> Calls => [.. calls];

    public void Clear() => calls.Clear();

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        calls.Enqueue(Describe(message));
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        calls.Enqueue(Describe(message));
        return ProcessNextAsync(message, pipeline);
    }

    private static string Describe(HttpMessage message)
    {
        var path = message.Request.Uri.ToUri().AbsolutePath.Replace("/devstoreaccount1", "", StringComparison.Ordinal);
        return $"{message.Request.Method} {path}{(path.EndsWith("$batch", StringComparison.Ordinal) ? TablesOf(message) : "")}";
    }

    /// <summary>A transaction's address does not name its table; its body does.</summary>
    private static string TablesOf(HttpMessage message)
    {
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, CancellationToken.None);
        var text = Encoding.UTF8.GetString(body.ToArray());
        return string.Concat(BatchTable.Matches(text).Select(m => " " + m.Groups["table"].Value).Distinct());
    }
}

/// <summary>The process died: nothing it does reaches storage any more.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>Dies at the n-th write, before it is made or after it is made and before its answer is seen.</summary>
internal sealed class DyingPolicy(int write, bool after) : HttpPipelinePolicy
{
    private int writes;
    private volatile bool armed;
    private volatile bool dead;

    public bool Dead => dead;

    public void Arm() => armed = true;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ThrowIfDead();
        var counts = armed && message.Request.Method != RequestMethod.Get;
        if (!counts || Interlocked.Increment(ref writes) != write)
        {
            await ProcessNextAsync(message, pipeline);
            ThrowIfDead();
            return;
        }

        if (after)
        {
            await ProcessNextAsync(message, pipeline);
        }

        dead = true;
        ThrowIfDead();
    }

    private void ThrowIfDead()
    {
        if (dead)
        {
            throw new ProcessDiedException();
        }
    }
}

/// <summary>The system's clock, moved forward.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan shift;

    public void Advance(TimeSpan by) => shift += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(shift.TotalSeconds * TimestampFrequency);
}
