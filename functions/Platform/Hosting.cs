using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

internal static class Hosting
{
    /// <summary>True on Azure, where App Service sets these on every instance. Development features refuse to start there.</summary>
    public static bool IsAzure(IConfiguration configuration) =>
        configuration["WEBSITE_SITE_NAME"] is { Length: > 0 }
        || configuration["WEBSITE_INSTANCE_ID"] is { Length: > 0 };

    public static bool IsDevelopment(IConfiguration configuration) =>
        !IsAzure(configuration)
        && (configuration["AZURE_FUNCTIONS_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"])
            is null
                or "Development";
}
