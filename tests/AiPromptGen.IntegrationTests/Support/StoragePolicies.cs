using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Lists every storage call of the app as "METHOD /table-or-container".</summary>
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

/// <summary>Thrown by every request of a process that has died, so that nothing it does reaches storage.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>
/// Lets a process die at its n-th write since this was armed: before the write is made, or after it and before the answer is seen. All
/// clients of the process share one object, so that their writes are counted together.
/// </summary>
/// <param name="write">The number n of the write: 1 for the first, 0 for never.</param>
/// <param name="after">Whether the write is made before the process dies.</param>
internal sealed class Death(int write, bool after)
{
    private int writes;
    private volatile bool armed;
    private volatile bool dead;

    public bool Dead => dead;

    public void Arm() => armed = true;

    /// <summary>From now on the process does not die, because what it was to die in is over.</summary>
    public void Disarm() => armed = false;

    public async ValueTask WriteAsync(Func<ValueTask> make)
    {
        ThrowIfDead();
        if (!armed || Interlocked.Increment(ref writes) != write)
        {
            await make();
            ThrowIfDead();
            return;
        }

        if (after)
        {
            await make();
        }

        dead = true;
        ThrowIfDead();
    }

    public void ThrowIfDead()
    {
        if (dead)
        {
            throw new ProcessDiedException();
        }
    }
}

/// <summary>Lets a process die at one of its writes to storage. A dead process reads nothing either.</summary>
internal sealed class DyingPolicy(Death death) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method != RequestMethod.Get)
        {
            await death.WriteAsync(() => ProcessNextAsync(message, pipeline));
            return;
        }

        death.ThrowIfDead();
        await ProcessNextAsync(message, pipeline);
        death.ThrowIfDead();
    }
}

internal static class StoragePolicies
{
    /// <summary>Lets the app die at a write to storage or to its task hub.</summary>
    public static IServiceCollection AddDeath(this IServiceCollection services, Death death) =>
        services.AddSingleton(death).AddSingleton<HttpPipelinePolicy>(new DyingPolicy(death));
}

/// <summary>The system's clock, which a test can move forward.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan shift;

    public void Advance(TimeSpan by) => shift += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(shift.TotalSeconds * TimestampFrequency);
}
