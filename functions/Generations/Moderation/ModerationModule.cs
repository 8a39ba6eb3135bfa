using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Generations.Moderation;

/// <summary>Registers the classifier, when one is configured.</summary>
internal static class ModerationModule
{
    public static IReadOnlyList<string> Providers =>
        [OpenAIModerator.ProviderName, ContentSafetyModerator.ProviderName];

    public static FunctionsApplicationBuilder AddModeration(this FunctionsApplicationBuilder builder)
    {
        var services = builder.Services;
        var section = builder.Configuration.GetSection(ModerationOptions.Section);
        builder.AddOptions<ModerationOptions, ModerationOptionsValidator>(ModerationOptions.Section);
        services.AddSingleton<ContentModeration>();
        if (section.Get<ModerationOptions>() is { IsConfigured: true })
        {
            services.AddSingleton(provider =>
                ModeratorOf(
                    provider.GetRequiredService<IOptions<ModerationOptions>>().Value,
                    provider.GetRequiredService<IHttpClientFactory>().CreateClient(ProvidersModule.HttpClientName)
                )
            );
        }

        return builder;
    }

    /// <summary>
    /// The classifier is called over the same connections as the routes: no proxy, no cookies, no redirects, no log of requests.
    /// </summary>
    internal static IContentModerator ModeratorOf(ModerationOptions options, HttpClient http)
    {
        if (options.Provider is OpenAIModerator.ProviderName)
        {
            var server = new OpenAICompatibleOptions { BaseAddress = options.Endpoint, ApiKey = options.ApiKey };
            return new OpenAIModerator(OpenAIClients.Compatible(server, http), options.Name, options.Model);
        }

        var identity = options.ClientId is { Length: > 0 } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned;
        return new ContentSafetyModerator(
            http,
            new Uri(options.Endpoint!.TrimEnd('/') + "/"),
            options.ApiKey,
            new ManagedIdentityCredential(identity)
        );
    }
}
