using Azure.Core;
using Azure.Core.Pipeline;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Makes some calls to storage fail for as long as the test says.</summary>
internal sealed class BlockingPolicy(Func<Request, bool> blocks) : HttpPipelinePolicy
{
    public bool Blocking { get; set; }

    public int Blocked { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Blocking && blocks(message.Request))
        {
            Blocked++;
            throw new ProcessDiedException();
        }

        return ProcessNextAsync(message, pipeline);
    }
}
