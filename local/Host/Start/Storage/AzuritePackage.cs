using AiPromptGen.Site;

namespace AiPromptGen.Host.Start.Storage;

/// <summary>The pinned packages of the storage emulator; installed the first time that it is wanted.</summary>
internal static class AzuritePackage
{
    /// <summary>The oldest Node.js that they run on; <c>engines</c> of <c>local/azurite/package.json</c>.</summary>
    public const string Node = "20.6";

    /// <param name="missing">When they were found not to be there.</param>
    public static async Task InstallAsync(
        string package,
        DateTimeOffset missing,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        // Beside what builds make, since the packages belong to the repository and not to a data folder.
        var file = Path.GetFullPath(Path.Combine(package, "..", "..", "artifacts", "azurite-install.lock"));
        await using var only = await progress.TellAsync(
            "Waiting for another start that installs the storage emulator",
            FileLock.TakeAsync(file, cancellationToken)
        );
        // Of two first starts at once the second has waited for the first to install, and must not take away what that one runs
        // on. npm writes this file last.
        var last = new FileInfo(Path.Combine(package, "node_modules", ".package-lock.json"));
        if (last.Exists && last.LastWriteTimeUtc >= missing.UtcDateTime)
        {
            return;
        }

        using var npm = Azurite.Launch(package, "--install");
        var words = Task.WhenAll(ChildOutput.ReadAsync(npm.StandardOutput), ChildOutput.ReadAsync(npm.StandardError));
        try
        {
            await progress.TellAsync(
                "Installing the storage emulator, which happens once and takes about a minute",
                npm.WaitForExitAsync(cancellationToken),
                atOnce: true
            );
        }
        finally
        {
            // The end of its input ends it.
            npm.StandardInput.Close();
        }

        if (npm.ExitCode != 0)
        {
            await Console.Error.WriteLineAsync(string.Concat(await words).Trim());
            throw new LocalHostException(
                $"'npm ci' in local/azurite failed with exit code {npm.ExitCode}; what it said stands above."
            );
        }
    }
}
