using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>The sources the Functions host and its tools feed a worker from; later ones win.</summary>
internal static class LocalConfiguration
{
    /// <summary>The section of what host.json says, as the Functions host names it.</summary>
    public const string HostJson = "AzureFunctionsJobHost";

    public static void AddSources(ConfigurationManager configuration, string folder, string[] args)
    {
        configuration
            .AddInMemoryCollection(
                Read(folder, "host.json", "").Select(p => KeyValuePair.Create($"{HostJson}:{p.Key}", p.Value))
            )
            .AddInMemoryCollection(Read(folder, "local.settings.json", "Values"))
            .AddInMemoryCollection(
                Read(folder, "local.settings.json", "Host").Select(p => KeyValuePair.Create("Host:" + p.Key, p.Value))
            )
            .AddEnvironmentVariables()
            .AddCommandLine(args);
    }

    public static string EnvironmentName =>
        Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? "Development";

    /// <summary>Neither of the two settings says otherwise.</summary>
    public static bool IsDevelopment(IConfiguration configuration) =>
        Array.TrueForAll(
            ["AZURE_FUNCTIONS_ENVIRONMENT", "DOTNET_ENVIRONMENT"],
            name => configuration[name] is null or "" or "Development"
        );

    /// <summary>App Service sets these on every instance.</summary>
    public static bool InAzure(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"])
        || !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"]);

    /// <summary>Whether something simulated stands in for a real service; on a developer's machine only.</summary>
    /// <param name="setting">Its switch.</param>
    /// <returns>Null where that says nothing.</returns>
    /// <exception cref="LocalHostException">It is on anywhere else.</exception>
    public static bool? IsStandInWanted(IConfiguration configuration, string setting)
    {
        var wanted = configuration.GetValue<bool?>(setting);
        if (!InAzure(configuration) && IsDevelopment(configuration))
        {
            return wanted;
        }

        return wanted is true
            ? throw new LocalHostException(
                $"{setting} is on, but this is not a development environment. Remove the setting."
            )
            : false;
    }

    /// <summary>The repository this build came from, if the app still lies in it.</summary>
    public static string? RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AiPromptGen.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName;
        }
    }

    /// <summary>Where local runs keep what outlives them.</summary>
    public static string DataFolder(IConfiguration configuration)
    {
        var folder =
            configuration["LOCAL_DATA"]
            ?? (RepositoryRoot is { } root ? Path.Combine(root, ".local") : null)
            ?? throw new LocalHostException("Set LOCAL_DATA to a folder where local runs may keep their data.");
        return Directory.CreateDirectory(folder).FullName;
    }

    private static List<KeyValuePair<string, string?>> Read(string folder, string file, string section)
    {
        var json = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, file), optional: true, reloadOnChange: false)
            .Build();
        var pairs = section.Length == 0 ? json.AsEnumerable() : json.GetSection(section).AsEnumerable(true);
        return
        [
            .. pairs
                .Where(p => p.Value is not null)
                .Select(p => KeyValuePair.Create(p.Key.Replace("__", ":", StringComparison.Ordinal), p.Value)),
        ];
    }
}
