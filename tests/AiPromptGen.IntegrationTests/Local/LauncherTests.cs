using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;
using AiPromptGen.Host.Start;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>
/// What `dotnet run` starts ends with it, however that ends. It passes signals on, but one that comes in the very moment in which
/// it starts the program ends itself alone.
/// </summary>
[TestFixture]
[SupportedOSPlatform("linux")]
[Platform("Linux", Reason = "What is left running is read from /proc")]
internal sealed class LauncherTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private string data = null!;

    [OneTimeSetUp]
    public static void Have_an_emulator() => _ = TestStorage.ConnectionString;

    [SetUp]
    public void Make_a_data_folder() => data = Directory.CreateTempSubdirectory("launcher-").FullName;

    [TearDown]
    public void Delete_the_data_folder() => Directory.Delete(data, recursive: true);

    [Test]
    public async Task The_program_ends_when_its_dotnet_run_is_killed()
    {
        var build = typeof(App).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] command = ["run", "--no-build", "--no-launch-profile", "-c", build, "--project", "functions", "--"];
        using var program = Start("dotnet", [.. command, "--urls=http://127.0.0.1:0"]);
        var line = await program.FirstLine.WaitAsync(Limit);

        program.Send(MarkedProgram.Kill);

        Assert.That(line, Does.StartWith("Listening on "));
        Assert.That(await program.LeftAsync(Limit), Is.Empty);
    }

    /// <summary>A script in place of `dotnet` that waits for the real one, which it starts.</summary>
    [Test]
    public async Task A_process_between_the_launcher_and_the_program_changes_nothing()
    {
        var host = HostProgram.Command(
            new Dictionary<string, string>(StringComparer.Ordinal),
            "--urls=http://127.0.0.1:0"
        );
        string[] script = ["-c", "sh -c '\"$@\"; exit $?' sh \"$@\" --Host:Launcher=$$; exit $?", "sh"];
        using var program = Start("sh", [.. script, host.FileName, .. host.ArgumentList]);
        var line = await program.FirstLine.WaitAsync(Limit);

        program.Send(MarkedProgram.Kill);

        Assert.That(line, Does.StartWith("Listening on "));
        Assert.That(await program.LeftAsync(Limit), Is.Empty);
    }

    [Test]
    public async Task A_program_that_finds_its_launcher_gone_ends_at_once()
    {
        var host = HostProgram.Command(
            new Dictionary<string, string>(StringComparer.Ordinal),
            "--urls=http://127.0.0.1:0"
        );
        // The shell ends long before .NET has loaded.
        using var program = Start(
            "sh",
            ["-c", "\"$@\" --Host:Launcher=$$ &", "sh", host.FileName, .. host.ArgumentList]
        );

        Assert.That(await program.EndAsync(Limit), Is.Zero);
        Assert.That(await program.LeftAsync(Limit), Is.Empty);
        Assert.That(await program.FirstLine.WaitAsync(Limit), Is.Null);
    }

    /// <summary>A tool evaluates the command in one process, which may be gone by then, and starts it from another one.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_launcher_that_has_not_started_the_program_does_not_end_it(bool isGone)
    {
        using var evaluator = Process.Start("sleep", isGone ? "0" : "300");
        if (isGone)
        {
            await evaluator.WaitForExitAsync();
        }

        var host = HostProgram.Command(
            new Dictionary<string, string>(StringComparer.Ordinal),
            "--urls=http://127.0.0.1:0",
            $"--Host:Launcher={evaluator.Id}"
        );
        using var program = Start(host.FileName, host.ArgumentList);
        var line = await program.FirstLine.WaitAsync(Limit);
        evaluator.Kill();
        // Longer than it takes the program to notice.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var running = await program.LeftAsync(TimeSpan.Zero);
        program.Send(MarkedProgram.Terminate);

        Assert.That(line, Does.StartWith("Listening on "));
        Assert.That(running, Is.Not.Empty);
        Assert.That(await program.EndAsync(Limit), Is.Zero);
    }

    private MarkedProgram Start(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = LocalConfiguration.RepositoryRoot,
        };
        start.Environment["LOCAL_DATA"] = data;
        return new(start);
    }
}
