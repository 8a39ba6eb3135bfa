using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Moderation;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Generations;

internal static class GenerationsModule
{
    public static FunctionsApplicationBuilder AddGenerations(this FunctionsApplicationBuilder builder)
    {
        var services = builder.Services;
        builder
            .AddOptions<GenerationOptions, ModelRoutesValidator>(GenerationOptions.Section)
            .PostConfigure(GenerationOptions.NameKinds)
            .PostConfigure(GenerationOptions.AddEmbeddedRoutes);

        builder.AddProviders().AddModeration();
        services.AddSingleton<GenerationModeration>();
        services.AddSingleton<AnswerKeeper>();
        services.AddSingleton<CleanUp>();
        services.AddSingleton<ModelRoutes>();
        services.AddSingleton<GenerationPictures>();
        services.AddSingleton<IRouteHealth>(s => s.GetRequiredService<ModelRoutes>());
        services.AddSingleton<SafetyIdentifiers>();
        services.AddSingleton<ModelRouter>();
        services.AddSingleton<GenerationStore>();
        services.AddSingleton<PendingGenerations>();
        services.AddSingleton<PendingEnds>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<GenerationStarts>();
        services.AddSingleton<GenerationAcceptance>();
        services.AddSingleton<GenerationViews>();
        services.AddSingleton<GenerationWatch>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<IErasureStep, GenerationErasure>();
        return builder.AddImages();
    }
}
