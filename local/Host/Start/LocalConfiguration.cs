using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>The sources that the Functions host and its tools feed a worker from; later ones win.</summary>
internal static class LocalConfiguration
{
    /// <summary>The section of what host.json says, as the Functions host names it.</summary>
    public const string HostJson = "AzureFunctionsJobHost";

    private const string HostFile = "host.json";

    /// <param name="folder">Of the app: host.json lies there, and outside the repository the settings file.</param>
    /// <exception cref="LocalHostException">A file or the command line cannot be read.</exception>
    public static void AddSources(ConfigurationManager configuration, string folder, string[] args)
    {
        var file = SettingsFile.Read(Path.Combine(RootAbove(folder) ?? folder, SettingsFile.Name));
        for (var i = 0; i < args.Length; i++)
        {
            var isValue = i > 0 && args[i - 1].StartsWith("--", StringComparison.Ordinal) && !args[i - 1].Contains('=');
            if (!isValue && !args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new LocalHostException($"command line: '{args[i]}' is no setting; write --Name=value.");
            }
        }

        configuration
            .AddInMemoryCollection(ReadHostFile(Path.Combine(folder, HostFile)))
            .AddInMemoryCollection(file)
            .AddEnvironmentVariables()
            .AddCommandLine(args);
    }

    /// <returns>Null where the setting is left out.</returns>
    /// <exception cref="LocalHostException">It is neither true nor false.</exception>
    public static bool? Flag(IConfiguration configuration, string setting) =>
        configuration[setting] is not { } value ? null
        : bool.TryParse(value, out var on) ? on
        : throw new LocalHostException($"{setting} must be true or false.");

    /// <summary>Neither of the two settings says otherwise.</summary>
    public static bool IsLocalDevelopment(IConfiguration configuration) =>
        !InAzure(configuration)
        && Array.TrueForAll(
            ["AZURE_FUNCTIONS_ENVIRONMENT", "DOTNET_ENVIRONMENT"],
            name => configuration[name] is null or "" or "Development"
        );

    /// <summary>App Service sets these on every instance.</summary>
    public static bool InAzure(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"])
        || !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"]);

    /// <summary>Whether something simulated is to stand in for a real service; nowhere but on a developer's machine.</summary>
    /// <param name="setting">Its switch, which the app refuses anywhere else.</param>
    /// <returns>Null where that says nothing.</returns>
    public static bool? IsStandInWanted(IConfiguration configuration, string setting) =>
        IsLocalDevelopment(configuration) ? Flag(configuration, setting) : false;

    /// <summary>The repository this build came from, if the app still lies in it.</summary>
    public static string? RepositoryRoot => RootAbove(AppContext.BaseDirectory);

    /// <summary>Where local runs keep what outlives them.</summary>
    public static string DataFolder(IConfiguration configuration)
    {
        var folder =
            (configuration["LOCAL_DATA"] is { Length: > 0 } set ? set : null)
            ?? (RepositoryRoot is { } root ? Path.Combine(root, ".local") : null)
            ?? throw new LocalHostException("LOCAL_DATA must name a folder where local runs may keep their data.");
        try
        {
            var made = Directory.CreateDirectory(folder).FullName;
            // Of a folder that is there already only a file tells whether it can be written to.
            var trial = Path.Combine(made, $".trial-{Environment.ProcessId}-{Guid.NewGuid():N}");
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
            return made;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LocalHostException($"LOCAL_DATA must name a folder that can be written to; '{folder}' is none.");
        }
    }

    private static string? RootAbove(string path)
    {
        var folder = new DirectoryInfo(path);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AiPromptGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    private static IEnumerable<KeyValuePair<string, string?>> ReadHostFile(string path)
    {
        try
        {
            var json = new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
            return json.AsEnumerable().Select(p => KeyValuePair.Create($"{HostJson}:{p.Key}", p.Value));
        }
        catch (InvalidDataException wrong)
        {
            throw new LocalHostException($"{HostFile}: this is not JSON. {wrong.GetBaseException().Message}");
        }
    }
}
