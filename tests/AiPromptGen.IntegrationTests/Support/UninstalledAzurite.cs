using AiPromptGen.Host.Start;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>The storage emulator as it is in a fresh clone, before npm has installed its packages.</summary>
internal static class UninstalledAzurite
{
    public static string Installed { get; } = Path.Combine(LocalConfiguration.RepositoryRoot!, "local", "azurite");

    public static string Node { get; } =
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(':')
            .Select(folder => Path.Combine(folder, "node"))
            .First(File.Exists);

    /// <returns>The folder of the emulator, in the folder that plays the part of the clone.</returns>
    public static string In(string clone)
    {
        var package = Directory.CreateDirectory(Path.Combine(clone, "local", "azurite")).FullName;
        foreach (var file in new[] { "../npm.js", "emulator.js", "lock.js", "package.json" })
        {
            File.Copy(Path.Combine(Installed, file), Path.Combine(package, file));
        }

        return package;
    }

    /// <returns>A PATH whose first folder has a shell script in place of the real program.</returns>
    public static string PathWith(string folder, string program, string script)
    {
        var file = Path.Combine(folder, program);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
