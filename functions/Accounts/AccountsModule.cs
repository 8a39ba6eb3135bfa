using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Accounts.Export;
using AiPromptGen.Accounts.Tokens;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Accounts;

internal static class AccountsModule
{
    public static FunctionsApplicationBuilder AddAccounts(this FunctionsApplicationBuilder builder)
    {
        builder.AddOptions<AccountOptions, AccountOptionsValidator>(AccountOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<AccountOptions>, SecretsValidator>();
        // The library logs every forged token as an error of ours, but the answer 401 is enough.
        builder.Logging.AddFilter("Microsoft.IdentityModel", LogLevel.Critical);
        builder.Services.AddSingleton<DevelopmentIssuer>();
        builder.Services.AddSingleton<AccountOpening>();
        builder.Services.AddSingleton<UsageLimits>();
        builder.Services.AddSingleton<InactiveAccounts>();
        builder.Services.AddSingleton(s => new KeyedHashes(
            s.GetRequiredService<IOptions<CreditOptions>>().Value.ErasedKeySecret ?? CreditOptions.DevelopmentSecret
        ));
        builder.Services.AddSingleton(s => new ErasedAccounts(
            s.GetRequiredService<StorageClients>().Users,
            s.GetRequiredService<StorageClients>().Erased,
            s.GetRequiredService<KeyedHashes>(),
            s.GetRequiredService<IOptions<CreditOptions>>(),
            s.GetRequiredService<TimeProvider>()
        ));
        builder.Services.AddSingleton<IExportSection, ErasedExport>();
        builder.Services.AddSingleton<AccountErasures>();
        builder.Services.AddSingleton<ExportDocument>();
        builder.Services.AddSingleton<ApiTokenStore>();
        builder.Services.AddSingleton<IApiTokens>(services => services.GetRequiredService<ApiTokenStore>());
        builder.Services.AddTokenValidation(builder.Configuration);
        return builder;
    }
}
