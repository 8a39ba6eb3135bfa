using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host.Start;

/// <summary>What the platform does in Azure and a local run has to do for the app: CORS, and keys that stay in its folder.</summary>
internal static class LocalServices
{
    public static void AddTo(IServiceCollection services, string dataFolder)
    {
        CrossOrigin.AddTo(services);
        // ASP.NET would keep them in the home folder, and it warns that they lie there unencrypted; they protect nothing that
        // leaves this machine.
        services.AddDataProtection().PersistKeysToFileSystem(new(Path.Combine(dataFolder, "keys")));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }
}
