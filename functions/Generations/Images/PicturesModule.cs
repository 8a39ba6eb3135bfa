using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Generations.Images;

internal static class PicturesModule
{
    public static FunctionsApplicationBuilder AddImages(this FunctionsApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<ResultOptions>(ResultOptions.Section);
        services.AddSingleton<ResultPictures>();
        services.AddSingleton<ResultStore>();
        services.AddSingleton(s => new UserDelegationKeys(
            s.GetRequiredService<StorageClients>().Blobs,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ResultLinks>();
        return builder;
    }
}
