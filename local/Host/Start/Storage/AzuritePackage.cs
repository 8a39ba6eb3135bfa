using System.ComponentModel;
using System.Diagnostics;

namespace AiPromptGen.Host.Start.Storage;

/// <summary>The pinned storage emulator of <c>local/azurite</c>; installed there the first time it is wanted.</summary>
internal static class AzuritePackage
{
    public static async Task<string> LocateAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var root =
            LocalConfiguration.RepositoryRoot
            ?? throw new LocalHostException(
                "AzureWebJobsStorage is not configured, and outside the repository there is no storage emulator to start."
            );
        var package = Path.Combine(root, "local", "azurite");
        var script = Path.Combine(package, "node_modules", "azurite", "dist", "src", "azurite.js");
        // npm writes this last, so its presence means a whole install.
        var installed = Path.Combine(package, "node_modules", ".package-lock.json");
        if (!File.Exists(installed))
        {
            var local = Directory.CreateDirectory(Path.Combine(root, ".local")).FullName;
            var path = Path.Combine(local, "azurite-install.lock");
            await using var only = await FileLock.TakeAsync(path, FileOptions.None, time, cancellationToken);
            if (!File.Exists(installed))
            {
                await InstallAsync(package, cancellationToken);
            }
        }

        return script;
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new LocalHostException(
                "The local storage emulator needs Node.js 20 or newer with npm on the PATH; "
                    + "install it or set AzureWebJobsStorage to a storage account."
            );
        }
    }

    private static async Task InstallAsync(string package, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("Installing the local storage emulator; this happens once.");
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = package,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("ci");
        using var npm = Start(start);
        await npm.StandardOutput.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new LocalHostException("'npm ci' in local/azurite failed; run it there by hand to see why.");
        }
    }
}
