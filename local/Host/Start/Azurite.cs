using System.ComponentModel;
using System.Diagnostics;
using AiPromptGen.Site;

namespace AiPromptGen.Host.Start;

/// <summary>
/// A running storage emulator: <c>local/azurite/emulator.js</c>, which ends when this object is disposed of or this process
/// dies, and saves its data first.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    /// <summary>The oldest Node.js that it runs on; <c>engines</c> of <c>local/azurite/package.json</c>.</summary>
    public const string Node = "20.6";

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
        var launched = Launch(package, folder);
        try
        {
            // Its answer ends with it, so that nothing is left waiting.
            await using var stop = cancellationToken.Register(launched.StandardInput.Close);
            var answer = await progress.TellAsync("Starting the storage emulator", AnswerOf(launched));
            if (answer is "installing")
            {
                answer = await progress.TellAsync(
                    "Installing the storage emulator, which happens once and takes about a minute",
                    AnswerOf(launched),
                    atOnce: true
                );
            }

            cancellationToken.ThrowIfCancellationRequested();
            return answer?.Split(' ') is ["ready", .. var ports]
                ? new(launched, ports)
                : throw new LocalHostException(
                    answer ?? $"The storage emulator did not start; see azurite.log in {folder}."
                );
        }
        catch
        {
            await StopAsync(launched, ChildOutput.ReadAsync(launched.StandardOutput));
            throw;
        }
    }

    public ValueTask DisposeAsync() => StopAsync(starter, Ended);

    /// <summary>Runs <c>emulator.js</c>; the end of its standard input ends it and what it has started.</summary>
    public static Process Launch(string package, string? folder)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(package, "emulator.js")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (folder is not null)
        {
            start.ArgumentList.Add(folder);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new LocalHostException(
                $"The storage emulator needs Node.js {Node} or newer, and 'node' is not on the PATH. "
                    + "Install it, or set AzureWebJobsStorage to a storage account."
            );
        }
    }

    private static Task<string?> AnswerOf(Process starter) => starter.StandardOutput.ReadLineAsync();

    /// <summary>Asks it to save and end, and waits for that.</summary>
    private static async ValueTask StopAsync(Process starter, Task ended)
    {
        starter.StandardInput.Close();
        await ended.WaitAsync(LongestStop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        starter.Dispose();
    }
}
