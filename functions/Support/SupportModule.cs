using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Support;

internal static class SupportModule
{
    public static FunctionsApplicationBuilder AddSupport(this FunctionsApplicationBuilder builder)
    {
        builder.AddCheckedOptions<SupportOptions>(SupportOptions.Section);
        builder.Services.AddSingleton<SupportAudit>();
        builder.Services.AddSingleton<SupportGrants>();
        builder.Services.AddSingleton<AskedGrants>();
        return builder;
    }
}
