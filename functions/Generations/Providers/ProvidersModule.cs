using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;

namespace AiPromptGen.Generations.Providers;

/// <summary>Registers the providers: the embedded engine always, a service when it is configured.</summary>
internal static class ProvidersModule
{
    public const string HttpClientName = "model-providers";

    public static FunctionsApplicationBuilder AddProviders(this FunctionsApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var (azure, compatible) = (
            configuration.GetSection(AzureOpenAIOptions.Section),
            configuration.GetSection(OpenAICompatibleOptions.Section)
        );
        services.AddOptionsWithValidateOnStart<AzureOpenAIOptions>().Bind(azure);
        services.AddOptionsWithValidateOnStart<OpenAICompatibleOptions>().Bind(compatible);
        services.AddSingleton<IValidateOptions<AzureOpenAIOptions>, AzureOpenAIOptionsValidator>();
        services.AddSingleton<IValidateOptions<OpenAICompatibleOptions>, OpenAICompatibleOptionsValidator>();
        AddHttp(services);

        services.AddSingleton<IGenerationProvider, EmbeddedProvider>();
        if (azure.Get<AzureOpenAIOptions>() is { IsConfigured: true })
        {
            AddProvider<AzureOpenAIOptions>(services, OpenAIProvider.AzureName, OpenAIClients.Azure);
        }

        if (compatible.Get<OpenAICompatibleOptions>() is { IsConfigured: true, Name: var name })
        {
            AddProvider<OpenAICompatibleOptions>(services, name, OpenAIClients.Compatible);
        }

        return builder;
    }

    /// <summary>
    /// The connections to services: no proxy, cookies or redirects, so that content goes to the configured address only, and no log of
    /// requests.
    /// </summary>
    private static void AddHttp(IServiceCollection services)
    {
        services.AddTransient<AnswerLimit>();
        services
            .AddHttpClient(HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    UseProxy = false,
                    UseCookies = false,
                    AllowAutoRedirect = false,
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            .AddHttpMessageHandler<AnswerLimit>()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }

    private static void AddProvider<TOptions>(
        IServiceCollection services,
        string name,
        Func<TOptions, HttpClient, OpenAIClient> client
    )
        where TOptions : class =>
        services.AddSingleton<IGenerationProvider>(provider => new OpenAIProvider(
            client(
                provider.GetRequiredService<IOptions<TOptions>>().Value,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName)
            ),
            provider.GetRequiredService<TimeProvider>(),
            new ServiceCalls(
                name,
                provider.GetRequiredService<AppTelemetry>(),
                provider.GetRequiredService<ILogger<OpenAIProvider>>()
            )
        ));
}
