using System.ClientModel.Primitives;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Asks for the configured version of Azure's interface; the client knows only those of its own time.</summary>
internal sealed class AzureApiVersion(string version) : PipelinePolicy
{
    private const string Name = "api-version=";

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Set(message.Request);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(
        PipelineMessage message,
        IReadOnlyList<PipelinePolicy> pipeline,
        int currentIndex
    )
    {
        Set(message.Request);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Set(PipelineRequest request)
    {
        if (request.Uri is { } uri)
        {
            var others = uri
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Where(part => !part.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
            request.Uri = new UriBuilder(uri)
            {
                Query = string.Join('&', others.Append(Name + Uri.EscapeDataString(version))),
            }.Uri;
        }
    }
}
