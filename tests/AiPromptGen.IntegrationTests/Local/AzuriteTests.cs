using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AiPromptGen.Host.Start;
using AiPromptGen.IntegrationTests.Support;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>The storage emulator of a data folder: one at a time, and whatever ends its program, nothing is lost.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
internal sealed partial class AzuriteTests
{
    private string data = null!;

    [SetUp]
    public void Make_a_data_folder() => data = Directory.CreateTempSubdirectory("azurite-").FullName;

    [TearDown]
    public void Delete_the_data_folder() => Directory.Delete(data, recursive: true);

    [Test]
    public async Task It_saves_when_it_is_stopped()
    {
        await using (var first = await StartAsync(data))
        {
            await WriteAsync(first.ConnectionString);
        }

        await using var second = await StartAsync(data);

        Assert.That(await ReadAsync(second.ConnectionString), Is.True);
    }

    [TestCase(MarkedProgram.HangUp)]
    [TestCase(MarkedProgram.Interrupt)]
    [TestCase(MarkedProgram.Quit)]
    [TestCase(MarkedProgram.Terminate)]
    [Platform(Exclude = "Win", Reason = "Windows has no such signals")]
    public async Task It_saves_when_a_signal_ends_it(int signal)
    {
        await using (var first = await StartAsync(data))
        {
            await WriteAsync(first.ConnectionString);
            MarkedProgram.Send(await IdAsync(), signal);
            await first.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var second = await StartAsync(data);

        Assert.That(await ReadAsync(second.ConnectionString), Is.True);
    }

    /// <summary>
    /// .NET's HTTP client opens connections in advance. Azurite would wait for their first request when it stops, and is ended
    /// after 30 seconds without having saved.
    /// </summary>
    [Test]
    public async Task It_does_not_wait_for_a_connection_on_which_nothing_was_asked()
    {
        var emulator = await StartAsync(data);
        // Until it serves, it ends without saving.
        await WriteAsync(emulator.ConnectionString);
        var address = new TableServiceClient(emulator.ConnectionString).Uri;
        using var unused = new TcpClient(address.Host, address.Port);

        await emulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(25));

        Assert.That(await unused.GetStream().ReadAsync(new byte[1]), Is.Zero);
    }

    /// <summary>An Azurite that takes a minute to load, and keeps its thread busy as the real one does for a second or two.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "Its standard input has one reader only")]
    public async Task While_it_loads_it_ends_with_its_program()
    {
        var slow = UninstalledAzurite.In(data);
        var azurite = Directory.CreateDirectory(Path.Combine(slow, "node_modules", "azurite", "dist", "src"));
        await File.WriteAllTextAsync(Path.Combine(slow, "node_modules", ".package-lock.json"), "{}");
        File.Copy(
            Path.Combine(UninstalledAzurite.Installed, "node_modules", "azurite", "package.json"),
            Path.Combine(slow, "node_modules", "azurite", "package.json")
        );
        await File.WriteAllTextAsync(
            Path.Combine(azurite.FullName, "azurite.js"),
            "for (const begun = Date.now(); Date.now() - begun < 60_000; );"
        );
        using var emulator = Azurite.Launch(slow, folder: null);
        await emulator.StandardOutput.ReadLineAsync();
        // By now it loads; a little later or earlier makes no difference to what is tested.
        await Task.Delay(TimeSpan.FromMilliseconds(200));

        emulator.StandardInput.Close();

        Assert.That(
            async () => await emulator.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20)),
            Throws.Nothing
        );
    }

    /// <summary>The second waits for the first to install, and must not take away what that one runs on.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "npm is a shell script here")]
    public async Task Of_two_first_starts_at_once_one_installs()
    {
        var package = UninstalledAzurite.In(data);
        var installed = Path.Combine(UninstalledAzurite.Installed, "node_modules");
        var path = UninstalledAzurite.PathWith(data, "npm", $"sleep 1; ln -s '{installed}' node_modules");
        using var first = LaunchWith(path, package);
        using var second = LaunchWith(path, package);

        var said = await Task.WhenAll(first.StandardOutput.ReadLineAsync(), second.StandardOutput.ReadLineAsync());
        var installer = said[0] is "installing" ? first : second;
        var then = await installer.StandardOutput.ReadLineAsync();
        foreach (var emulator in new[] { first, second })
        {
            emulator.StandardInput.Close();
            await emulator.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        Assert.That(said, Has.One.EqualTo("installing").And.One.StartsWith("ready "));
        Assert.That(then, Does.StartWith("ready "));
    }

    [Test]
    public async Task A_second_one_on_the_same_folder_is_told_in_a_line()
    {
        await using var first = await StartAsync(data);

        var refused = (await Assert.ThrowsAsync<LocalHostException>(async () => await StartAsync(data)))!;

        Assert.That(
            refused.Message,
            Does.Match($@"^Another run keeps its data in {Path.GetDirectoryName(data)} .*\d+")
        );
        Assert.That(refused.Message, Does.Contain("LOCAL_DATA="));
        await WriteAsync(first.ConnectionString);
    }

    [Test]
    public async Task Of_two_at_once_one_wins()
    {
        var starts = await Task.WhenAll(TryAsync(), TryAsync());

        Assert.That(starts.Count(start => start is not null), Is.EqualTo(1));
        await starts.Single(start => start is not null)!.DisposeAsync();
    }

    [Test]
    public async Task It_outlives_a_killed_owner_until_it_has_saved_and_the_next_waits_for_it()
    {
        var (owner, connection) = await OwnAsync();
        await WriteAsync(connection);
        owner.Kill();

        await using var next = await StartAsync(data);

        Assert.That(await ReadAsync(next.ConnectionString), Is.True);
    }

    [Test]
    public async Task Killed_itself_it_leaves_no_obstacle()
    {
        await using (var first = await StartAsync(data))
        {
            using var emulator = Process.GetProcessById(await IdAsync());
            emulator.Kill();
            await first.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await using var second = await StartAsync(data);
        await WriteAsync(second.ConnectionString);
    }

    [Test]
    public async Task The_oldest_Node_is_named_once_and_every_package_runs_on_it()
    {
        var folder = Path.Combine(LocalConfiguration.RepositoryRoot!, "local", "azurite");
        var lockFile = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        var engines = Engine().Matches(lockFile).Select(m => m.Groups["range"].Value).Where(range => range is not "*");

        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(folder, "package.json")),
            Does.Contain($"\"node\": \">={Azurite.Node}.0\"")
        );
        Assert.That(engines.Where(range => !Takes(range, Azurite.Node)), Is.Empty);
        Assert.That((Takes(">=22.0.0", "20.6"), Takes("^18.19.0 || >=20.6.0", "20.6")), Is.EqualTo((false, true)));
    }

    /// <summary>Alternatives of ">= 20.6", "^18.19.0", "20" or "*": enough for the ranges that the lock file has.</summary>
    private static bool Takes(string range, string version) =>
        range
            .Split("||")
            .Select(part => Least().Match(part))
            .Any(least =>
            {
                var has = Version.Parse(version);
                var wanted = new Version(
                    $"{least.Groups["major"]}.{(least.Groups["minor"].Success ? least.Groups["minor"].Value : "0")}"
                );
                return wanted <= has && (least.Groups["same"].Length is 0 || wanted.Major == has.Major);
            });

    [GeneratedRegex("\"node\": \"(?<range>.*?)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Engine();

    [GeneratedRegex(
        @"(?<same>\^?)(?<major>\d+)(\.(?<minor>\d+))?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Least();

    /// <returns>The process id of the emulator that runs; whoever starts another one is told.</returns>
    private async Task<int> IdAsync()
    {
        var told = (await Assert.ThrowsAsync<LocalHostException>(async () => await StartAsync(data)))!.Message;
        return int.Parse(told.Split("process ")[1].Split(')')[0], CultureInfo.InvariantCulture);
    }

    private static Process LaunchWith(string path, string package)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(package, "emulator.js")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = path;
        return Process.Start(start)!;
    }

    private async Task<(Process Owner, string Connection)> OwnAsync()
    {
        var owner = ChildProgram.Start<Owner>(new Dictionary<string, string?>(StringComparer.Ordinal), data);
        return (owner, (await owner.StandardOutput.ReadLineAsync())!);
    }

    private async Task<Azurite?> TryAsync()
    {
        try
        {
            return await StartAsync(data);
        }
        catch (LocalHostException)
        {
            return null;
        }
    }

    private static Task<Azurite> StartAsync(string folder) =>
        Azurite.StartAsync(folder, Progress.None, CancellationToken.None);

    private static async Task WriteAsync(string connection)
    {
        var table = new TableClient(connection, "kept");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r"));
    }

    private static async Task<bool> ReadAsync(string connection) =>
        (await new TableClient(connection, "kept").GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue;

    private sealed class Owner : IChildProgram
    {
        public static async Task RunAsync(string[] args)
        {
            var emulator = await StartAsync(args[0]);
            await Console.Out.WriteLineAsync(emulator.ConnectionString);
            await Task.Delay(Timeout.Infinite);
        }
    }
}
