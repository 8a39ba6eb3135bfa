using System.ComponentModel;
using System.Diagnostics;
using AiPromptGen.Site;

namespace AiPromptGen.Host.Start.Storage;

/// <summary>
/// A running storage emulator: <c>local/azurite/emulator.js</c>, which ends when this object is disposed of or this process
/// dies, and saves its data first.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(32);

    private readonly Process starter;

    private Azurite(Process starter, string[] ports)
    {
        this.starter = starter;
        // The account and its key are public, the same for every emulator.
        ConnectionString =
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
            + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;"
            + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;"
            + $"TableEndpoint=http://127.0.0.1:{ports[2]}/devstoreaccount1;";
        // Its output closes with its process.
        Ended = ChildOutput.ReadAsync(starter.StandardOutput);
    }

    public string ConnectionString { get; }

    /// <summary>Completes when it has ended, for whatever reason.</summary>
    public Task Ended { get; }

    /// <param name="folder">Where it keeps its data; null for an emulator that forgets everything.</param>
    /// <exception cref="LocalHostException">It cannot be had, or another program uses the folder.</exception>
    public static async Task<Azurite> StartAsync(string? folder, Progress progress, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        var package = LocalConfiguration.RepositoryRoot is { } root
            ? Path.Combine(root, "local", "azurite")
            : throw new LocalHostException(
                "AzureWebJobsStorage is not set, and outside the repository there is no storage emulator to start."
            );
        for (var mayInstall = true; ; mayInstall = false)
        {
            var launchedAt = TimeProvider.System.GetUtcNow();
            var launched = Launch(package, folder);
            try
            {
                var answer = await progress.TellAsync(
                    "Starting the storage emulator",
                    launched.StandardOutput.ReadLineAsync(cancellationToken).AsTask()
                );
                if (answer?.Split(' ') is ["ready", .. var ports])
                {
                    return new(launched, ports);
                }

                if (answer is not "install" || !mayInstall)
                {
                    throw new LocalHostException(Explain(answer, folder));
                }
            }
            catch
            {
                await StopAsync(launched, ChildOutput.ReadAsync(launched.StandardOutput));
                throw;
            }

            launched.Dispose();
            await AzuritePackage.InstallAsync(package, launchedAt, progress, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => StopAsync(starter, Ended);

    /// <summary>Runs <c>emulator.js</c>; the end of its standard input ends it and what it has started.</summary>
    public static Process Launch(string package, string? argument)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(package, "emulator.js")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = argument is "--install",
        };
        if (argument is not null)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new LocalHostException(
                $"The storage emulator needs Node.js {AzuritePackage.Node} or newer, and 'node' is not on the PATH. "
                    + "Install it, or set AzureWebJobsStorage to a storage account."
            );
        }
    }

    private static string Explain(string? answer, string? folder) =>
        answer?.Split(' ') switch
        {
            ["busy", var process] =>
                $"Another run keeps its data in {Path.GetDirectoryName(folder)} (its storage emulator "
                    + $"is process {process}). Stop it, or give this one a folder of its own: LOCAL_DATA=/some/folder.",
            ["node", var found, var needed] =>
                $"The storage emulator needs Node.js {needed} or newer, and 'node' on the "
                    + $"PATH is {found}. Update it, or set AzureWebJobsStorage to a storage account.",
            _ =>
                $"The storage emulator did not start; {(folder is null ? "run local/azurite/emulator.js" : "see azurite.log in " + folder)}.",
        };

    /// <summary>Asks it to save and end, and waits for that.</summary>
    private static async ValueTask StopAsync(Process starter, Task ended)
    {
        starter.StandardInput.Close();
        await ended.WaitAsync(LongestStop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        starter.Dispose();
    }
}
