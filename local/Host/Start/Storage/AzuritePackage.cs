using AiPromptGen.Site;

namespace AiPromptGen.Host.Start.Storage;

/// <summary>The pinned packages of the storage emulator; installed the first time that it is wanted.</summary>
internal static class AzuritePackage
{
    /// <summary>The oldest Node.js that they run on; <c>engines</c> of <c>local/azurite/package.json</c>.</summary>
    public const string Node = "20.6";

    public static async Task InstallAsync(string package, Progress progress, CancellationToken cancellationToken)
    {
        // Beside what builds make, since the packages belong to the repository and not to a data folder.
        var made = Directory.CreateDirectory(Path.Combine(package, "..", "..", "artifacts")).FullName;
        await using var only = await progress.TellAsync(
            "Waiting for another start that installs the storage emulator",
            FileLock.TakeAsync(Path.Combine(made, "azurite-install.lock"), cancellationToken)
        );
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
