using System.Diagnostics;

namespace AiPromptGen.Site;

/// <summary>Builds the site in the background of a local run, when what was built is missing or older than its sources.</summary>
internal sealed class SiteBuild
{
    /// <summary>What the site is made from, inside its folder; and the contract beside it.</summary>
    private static readonly string[] Sources =
    [
        "src",
        "public",
        "build",
        "package-lock.json",
        "vite.config.ts",
        "svelte.config.js",
        "../docs/openapi.yaml",
    ];

    private readonly string folder;

    public SiteBuild(string folder)
    {
        this.folder = folder;
        Output = Path.Join(folder, "dist");
    }

    /// <summary>What is served.</summary>
    public string Output { get; }

    /// <summary>Why there is nothing new; null while it may still come.</summary>
    public string? Failure { get; private set; }

    private string Log => Made("site-build.log");

    /// <returns>The site of the repository that a folder lies in; null where there is none.</returns>
    public static SiteBuild? Find(string? from)
    {
        for (var at = from is null ? null : new DirectoryInfo(from); at is not null; at = at.Parent)
        {
            var site = Path.Join(at.FullName, "site");
            if (File.Exists(Path.Join(site, "package.json")) && File.Exists(Path.Join(at.FullName, "AiPromptGen.sln")))
            {
                return new SiteBuild(site);
            }
        }

        return null;
    }

    public bool IsOld()
    {
        var page = Path.Join(Output, "index.html");
        return !File.Exists(page)
            || Sources.Any(source => Newest(Path.Join(folder, source)) > File.GetLastWriteTimeUtc(page));
    }

    /// <summary>Nobody waits for it: the API starts, and a page says meanwhile that the site is being built.</summary>
    /// <param name="stopping">Ends the build with the run.</param>
    public void StartIfOld(CancellationToken stopping)
    {
        if (IsOld())
        {
            _ = Task.Run(() => RunAsync(stopping), CancellationToken.None);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            // Of several runs one builds: `npm ci` takes away what another one builds with.
            await using var only = await FileLock.TakeAsync(Made("site-build.lock"), stopping);
            if (!IsOld())
            {
                return;
            }

            var modules = Path.Join(folder, "node_modules", ".package-lock.json");
            var isInstalled =
                File.Exists(modules)
                && File.GetLastWriteTimeUtc(modules)
                    >= File.GetLastWriteTimeUtc(Path.Join(folder, "package-lock.json"));
            var done = (isInstalled || await NpmAsync(stopping, "ci")) && await NpmAsync(stopping, "run", "build");
            if (!done && !stopping.IsCancellationRequested)
            {
                await FailAsync($"The log is {Log}");
            }
        }
        catch (OperationCanceledException)
        {
            // The run ends before it is its turn.
        }
        catch (System.ComponentModel.Win32Exception)
        {
            await FailAsync("npm could not be started; install Node.js 20 or later.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            await FailAsync(refused.Message);
        }
    }

    private async Task FailAsync(string why)
    {
        Failure = why;
        await Console.Error.WriteLineAsync($"The site could not be built. {why}");
    }

    private async Task<bool> NpmAsync(CancellationToken stopping, params string[] arguments)
    {
        // It ends with its standard input: with this process, also when that is killed.
        var start = new ProcessStartInfo("node", [Path.Join(folder, "..", "local", "npm.js"), folder, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        // The browsers of the tests are the system's own.
        start.Environment["PUPPETEER_SKIP_DOWNLOAD"] = "1";
        using var process = Process.Start(start)!;
        await using var ending = stopping.Register(process.StandardInput.Close);
        var output = ChildOutput.ReadAsync(process.StandardOutput);
        var errors = ChildOutput.ReadAsync(process.StandardError);
        await process.WaitForExitAsync(CancellationToken.None);
        await File.AppendAllTextAsync(
            Log,
            $"npm {string.Join(' ', arguments)}\n{await output}{await errors}\n",
            CancellationToken.None
        );
        return process.ExitCode == 0;
    }

    private string Made(string file) => Path.GetFullPath(Path.Join(folder, "..", "artifacts", file));

    private static DateTime Newest(string path) =>
        File.Exists(path) ? File.GetLastWriteTimeUtc(path)
        : Directory.Exists(path)
            ? new DirectoryInfo(path)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => file.LastWriteTimeUtc)
                .DefaultIfEmpty()
                .Max()
        : DateTime.MinValue;
}
