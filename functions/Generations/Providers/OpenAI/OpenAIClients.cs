using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The vendor's plain client, for both providers. Azure speaks OpenAI's own protocol at /openai/v1, where fields are not tied to a dated
/// version of the interface (learn.microsoft.com/azure/foundry/openai/api-version-lifecycle). The client tries once and has no time-out of
/// its own: <see cref="RouteCaller"/> decides on both.
/// </summary>
internal static class OpenAIClients
{
    private const string AzurePath = "openai/v1";

    /// <summary>The scope of a token for Azure OpenAI, from the same page.</summary>
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

    /// <summary>A client that signs in with a managed identity.</summary>
    public static OpenAIClient Azure(AzureOpenAIOptions options, AuthenticationTokenProvider identity, HttpClient http)
    {
        var settings = Once(AzureAddress(options), http);
        // The client takes no token: it writes its key into the header, and this policy replaces the key by the token.
        settings.AddPolicy(new BearerTokenPolicy(identity, AzureScope), PipelinePosition.PerTry);
        return new OpenAIClient(new ApiKeyCredential("none"), settings);
    }

    public static OpenAIClient Compatible(OpenAICompatibleOptions options, HttpClient http) =>
        new(new ApiKeyCredential(options.ApiKey!), Once(new Uri(options.BaseAddress!), http));

    /// <summary>The address of the v1 interface. The setting may have its path already, as the vendor's portal shows it.</summary>
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

public sealed class AzureOpenAIOptions
{
    public const string Section = "AzureOpenAI";

    /// <summary>For example "https://name.openai.azure.com". When it is left out, there is no such provider.</summary>
    public string? Endpoint { get; set; }

    /// <summary>When it is left out, the managed identity signs in.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Client id of a user-assigned managed identity; without it the system-assigned one signs in.</summary>
    public string? ClientId { get; set; }

    internal bool IsConfigured => !string.IsNullOrEmpty(Endpoint);
}

internal sealed class AzureOpenAIOptionsValidator : IValidateOptions<AzureOpenAIOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureOpenAIOptions options) =>
        options.IsConfigured
        && EndpointRules.Mistake($"{AzureOpenAIOptions.Section}:Endpoint", options.Endpoint!) is { } mistake
            ? ValidateOptionsResult.Fail(mistake)
            : ValidateOptionsResult.Success;
}

public sealed class OpenAICompatibleOptions
{
    public const string Section = "OpenAICompatible";

    /// <summary>With the version, for example "https://api.example.org/v1". When it is left out, there is no such provider.</summary>
    public string? BaseAddress { get; set; }

    public string? ApiKey { get; set; }

    /// <summary>
    /// The name by which routes refer to the provider and which people are shown. The service's own name tells people who gets their words.
    /// </summary>
    public string Name { get; set; } = OpenAIProvider.CompatibleName;

    internal bool IsConfigured => !string.IsNullOrEmpty(BaseAddress);
}

internal sealed class OpenAICompatibleOptionsValidator : IValidateOptions<OpenAICompatibleOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAICompatibleOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        var mistake =
            EndpointRules.Mistake($"{OpenAICompatibleOptions.Section}:BaseAddress", options.BaseAddress!)
            ?? NameMistake(options.Name)
            ?? (
                string.IsNullOrEmpty(options.ApiKey)
                    ? $"{OpenAICompatibleOptions.Section}:ApiKey is missing; a server that wants none takes any."
                    : null
            );
        return mistake is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistake);
    }

    private static string? NameMistake(string name) =>
        name is EmbeddedProvider.ProviderName or OpenAIProvider.AzureName
            ? $"{OpenAICompatibleOptions.Section}:Name is another provider's."
        : IsName(name) ? null
        : $"{OpenAICompatibleOptions.Section}:Name {NameRule}";

    internal const string NameRule = "must be 2 to 40 small letters, digits and hyphens.";

    internal static bool IsName(string name) =>
        name is { Length: >= 2 and <= 40 }
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
}

/// <summary>Addresses to which prompts and pictures may be sent: over an encrypted connection, or to this machine.</summary>
internal static class EndpointRules
{
    /// <returns>What is wrong with the address; null when nothing is.</returns>
    public static string? Mistake(string setting, string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? $"{setting} must be an address such as https://example.org/."
        : uri.Scheme is "https" || (uri.Scheme is "http" && uri.IsLoopback) ? null
        : $"{setting} must be https, or http on loopback.";
}
