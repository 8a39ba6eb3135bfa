using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Support;

internal static class SupportModule
{
    public static FunctionsApplicationBuilder AddSupport(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SupportAudit>();
        return builder;
    }
}
