using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Platform.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Platform;

internal static class PlatformModule
{
    public static FunctionsApplicationBuilder AddPlatform(this FunctionsApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Ids>();
        builder.Services.AddSingleton<StorageClients>();
        builder.Services.AddHostedService<StorageSetup>();

        // Outermost first: whatever authentication throws becomes a problem document too.
        builder.UseMiddleware<ProblemMiddleware>();
        builder.UseMiddleware<AuthenticationMiddleware>();
        return builder;
    }
}
