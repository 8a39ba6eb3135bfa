using AiPromptGen.IntegrationTests.Support;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>A process that dies at a write, and another that goes on, though both are this one.</summary>
internal sealed class DyingWrites : HttpPipelinePolicy
{
    private Death? death;
    private Func<Task>? meanwhile;

    /// <summary>Something that another process does just before the next write of this one.</summary>
    public void BeforeNext(Func<Task> work) => meanwhile = work;

    public void DieAt(int write, bool after)
    {
        death = new Death(write, after);
        death.Arm();
    }

    public void Live() => death = null;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method != RequestMethod.Get && Interlocked.Exchange(ref meanwhile, null) is { } work)
        {
            await work();
        }

        await (
            death is { } now
                ? new DyingPolicy(now).ProcessAsync(message, pipeline)
                : ProcessNextAsync(message, pipeline)
        );
    }
}
