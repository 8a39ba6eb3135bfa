using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The vendor's client for both providers: Azure's derives from the other. It tries once and waits as long as it is let:
/// retries and time-outs are the router's.
/// </summary>
internal static class OpenAIClients
{
    public static OpenAIClient Azure(AzureOpenAIOptions options, HttpClient http)
    {
        var settings = Once(new AzureOpenAIClientOptions(), http);
        settings.AddPolicy(new AzureApiVersion(options.ApiVersion), PipelinePosition.PerCall);
        var endpoint = new Uri(options.Endpoint!);
        if (options.ApiKey is { Length: > 0 } key)
        {
            return new AzureOpenAIClient(endpoint, new ApiKeyCredential(key), settings);
        }

        var identity = options.ClientId is { Length: > 0 } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned;
        return new AzureOpenAIClient(endpoint, new ManagedIdentityCredential(identity), settings);
    }

    public static OpenAIClient Compatible(OpenAICompatibleOptions options, HttpClient http)
    {
        var settings = Once(new OpenAIClientOptions(), http);
        settings.Endpoint = new Uri(options.BaseAddress!);
        return new OpenAIClient(new ApiKeyCredential(options.ApiKey!), settings);
    }

    private static TOptions Once<TOptions>(TOptions options, HttpClient http)
        where TOptions : ClientPipelineOptions
    {
        options.Transport = new HttpClientPipelineTransport(http);
        options.RetryPolicy = new ClientRetryPolicy(0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        return options;
    }
}
