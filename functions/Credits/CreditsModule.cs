using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiPromptGen.Credits;

internal static class CreditsModule
{
    public static FunctionsApplicationBuilder AddCredits(this FunctionsApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddOptions<CreditOptions, ErasedKeySecretValidator>(CreditOptions.Section);
        services.AddSingleton<IValidateOptions<CreditOptions>, RefusalPauseValidator>();
        services.TryAddSingleton(_ => new Platform.Jitter(Random.Shared));
        services.AddSingleton(s => new AccountLedger(
            s.GetRequiredService<StorageClients>().Users,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<Platform.Jitter>()
        ));
        return builder;
    }
}
