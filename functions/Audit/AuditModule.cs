using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Audit;

internal static class AuditModule
{
    public static FunctionsApplicationBuilder AddAudit(this FunctionsApplicationBuilder builder)
    {
        builder
            .Services.AddOptionsWithValidateOnStart<AuditOptions>()
            .Bind(builder.Configuration.GetSection(AuditOptions.Section));
        builder.Services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        builder.Services.AddSingleton<AuditKeys>();
        builder.Services.AddSingleton<AuditTables>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<AuditQuery>();
        builder.Services.AddSingleton<Platform.IExportSection, AuditExport>();
        return builder;
    }
}
