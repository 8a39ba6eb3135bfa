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
        // It logs every forged token as our error; the answer 401 says it all.
        builder.Logging.AddFilter("Microsoft.IdentityModel", LogLevel.Critical);
        builder.Services.AddSingleton<DevelopmentIssuer>();
        builder.Services.AddSingleton<AccountErasures>();
        builder.Services.AddSingleton<ExportDocument>();
        builder.Services.AddSingleton<ApiTokenStore>();
        builder.Services.AddSingleton<IApiTokens>(services => services.GetRequiredService<ApiTokenStore>());
        builder.Services.AddTokenValidation(builder.Configuration);
        return builder;
    }
}
