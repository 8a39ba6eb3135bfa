using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Audit;

internal static class AuditModule
{
    public static FunctionsApplicationBuilder AddAudit(this FunctionsApplicationBuilder builder)
    {
        builder.AddOptions<AuditOptions, AuditOptionsValidator>(AuditOptions.Section);
        builder.Services.AddSingleton<AuditKeys>();
        builder.Services.AddSingleton<AuditTables>();
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<AuditQuery>();
        builder.Services.AddSingleton<Platform.IExportSection, AuditExport>();
        return builder;
    }
}
