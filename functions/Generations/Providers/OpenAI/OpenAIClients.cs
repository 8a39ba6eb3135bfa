using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The vendor's plain client for both providers. Azure speaks OpenAI's own language at /openai/v1, where no dated version of the
/// interface has to know what is sent (learn.microsoft.com/azure/foundry/openai/api-version-lifecycle). It tries once and waits
/// as long as it is let: retries and time-outs are the router's.
/// </summary>
internal static class OpenAIClients
{
    private const string AzurePath = "openai/v1";

    /// <summary>Of a token for Azure, on the same page.</summary>
    private const string AzureScope = "https://ai.azure.com/.default";

    public static OpenAIClient Azure(AzureOpenAIOptions options, HttpClient http)
    {
        if (options.ApiKey is { Length: > 0 } key)
        {
            return new OpenAIClient(new ApiKeyCredential(key), Once(AzureAddress(options), http));
        }

        var identity = options.ClientId is { Length: > 0 } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned;
        return Azure(options, new ManagedIdentityCredential(identity), http);
    }

    /// <summary>Signed in as an identity.</summary>
    public static OpenAIClient Azure(AzureOpenAIOptions options, AuthenticationTokenProvider identity, HttpClient http)
    {
        var settings = Once(AzureAddress(options), http);
        // The client has no place for a token: it writes its key, and this writes the token over it.
        settings.AddPolicy(new BearerTokenPolicy(identity, AzureScope), PipelinePosition.PerTry);
        return new OpenAIClient(new ApiKeyCredential("none"), settings);
    }

    public static OpenAIClient Compatible(OpenAICompatibleOptions options, HttpClient http) =>
        new(new ApiKeyCredential(options.ApiKey!), Once(new Uri(options.BaseAddress!), http));

    /// <summary>The path may be there already, as the vendor's portal shows it.</summary>
    private static Uri AzureAddress(AzureOpenAIOptions options)
    {
        var endpoint = options.Endpoint!.TrimEnd('/');
        return new Uri(
            endpoint.EndsWith("/" + AzurePath, StringComparison.OrdinalIgnoreCase)
                ? endpoint
                : $"{endpoint}/{AzurePath}"
        );
    }

    private static OpenAIClientOptions Once(Uri address, HttpClient http) =>
        new()
        {
            Endpoint = address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
}
