using AiPromptGen.Platform;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiPromptGen.Credits;

public static class CreditsModule
{
    /// <summary>The table of everything held about accounts, one partition each.</summary>
    public const string TableName = "users";

    /// <summary>Needs a TableServiceClient and a TimeProvider.</summary>
    public static IServiceCollection AddCredits(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new Jitter(Random.Shared));
        return services.AddSingleton(provider => new AccountLedger(
            provider.GetRequiredService<TableServiceClient>().GetTableClient(TableName),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Jitter>()
        ));
    }
}
