using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Platform;

internal static class Hosting
{
    /// <summary>True on Azure, where App Service sets these on every instance. Development features refuse to start there.</summary>
    public static bool IsAzure(IConfiguration configuration) =>
        configuration["WEBSITE_SITE_NAME"] is { Length: > 0 }
        || configuration["WEBSITE_INSTANCE_ID"] is { Length: > 0 };

    /// <summary>
    /// Whether a Functions host has started this process and will call its functions. On Azure that may be a native host, which passes its
    /// address in another way.
    /// </summary>
    public static bool HasHost(IConfiguration configuration) =>
        configuration["Functions:Worker:HostEndpoint"] is { Length: > 0 }
        || configuration["AZURE_FUNCTIONS_NATIVE_HOST"] is { Length: > 0 }
        || IsAzure(configuration);

    public static bool IsDevelopment(IConfiguration configuration) =>
        !IsAzure(configuration)
        && (configuration["AZURE_FUNCTIONS_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"])
            is null
                or "Development";
}
