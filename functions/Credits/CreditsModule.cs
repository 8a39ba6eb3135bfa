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
        services.AddSingleton(s => new Platform.KeyedHashes(
            s.GetRequiredService<IOptions<CreditOptions>>().Value.ErasedKeySecret ?? CreditOptions.DevelopmentSecret
        ));
        services.AddSingleton<AccountOpening>();
        services.AddSingleton<InactiveAccounts>();
        services.AddSingleton(s => new ErasedAccounts(
            s.GetRequiredService<StorageClients>().Users,
            s.GetRequiredService<StorageClients>().Erased,
            s.GetRequiredService<Platform.KeyedHashes>(),
            s.GetRequiredService<IOptions<CreditOptions>>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<Platform.IExportSection, ErasedExport>();
        services.AddSingleton<UsageLimits>();
        return builder;
    }
}
