using System.Diagnostics;
using System.Runtime.Versioning;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>npm, which installs the storage emulator and builds the website: it ends with its program.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
[SupportedOSPlatform("linux")]
[Platform("Linux", Reason = "What is left running is read from /proc")]
internal sealed class NpmTests : StartFixture
{
    [TestCaseSource(nameof(Signals))]
    public async Task While_npm_installs_it_stops_and_leaves_nothing(int signal)
    {
        var program = Start(("PATH", PathWithNpm("echo noise; sleep 300 & wait")));
        while (
            !program.Errors.Any(line => line.StartsWith("Installing the storage emulator", StringComparison.Ordinal))
        )
        {
            await Task.Delay(50);
        }

        await InterruptAsync(program, signal, TimeSpan.FromSeconds(10));

        Assert.That(program.Errors, Has.None.Contain("noise"));
    }

    [Test]
    public async Task While_npm_installs_it_says_so_every_few_seconds()
    {
        var program = Start(("PATH", PathWithNpm("sleep 300")));
        for (var watch = Stopwatch.StartNew(); Told() < 3 && watch.Elapsed < Limit; )
        {
            await Task.Delay(50);
        }

        await InterruptAsync(program, MarkedProgram.Terminate, TimeSpan.FromSeconds(10));

        Assert.That(Told(), Is.AtLeast(3));

        int Told() => program.Errors.Count(line => line.StartsWith("Installing", StringComparison.Ordinal));
    }

    [Test]
    public async Task What_npm_says_is_shown_when_it_fails()
    {
        var program = Start(("PATH", PathWithNpm("echo noise; echo more >&2; exit 3")));

        Assert.That(await program.EndAsync(Limit), Is.EqualTo(1));
        Assert.That(program.Errors, Has.Some.EqualTo("noise").And.Some.EqualTo("more"));
        Assert.That(program.Errors[^1], Does.StartWith("'npm ci' in local/azurite failed with exit code 3"));
    }

    /// <summary>As the website is built: a signal that ends it as well leaves npm to nobody.</summary>
    [TestCaseSource(nameof(Signals))]
    public async Task What_runs_npm_ends_it_with_its_program_whatever_signal_has_come(int signal)
    {
        var script = Path.Combine(Path.GetDirectoryName(UninstalledAzurite.Installed)!, "npm.js");
        var start = new ProcessStartInfo("node", [script, Data, "ci"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        start.Environment["PATH"] = UninstalledAzurite.PathWith(Data, "npm", "echo noise; sleep 300 & wait");
        using var program = new MarkedProgram(start);
        await program.FirstLine.WaitAsync(Limit);

        program.Send(signal);
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        program.CloseInput();

        Assert.That(await program.LeftAsync(Moment), Is.Empty);
    }

    /// <summary>A PATH on which the storage emulator is not installed, with this in place of npm.</summary>
    private string PathWithNpm(string script)
    {
        var package = UninstalledAzurite.In(Data);
        UninstalledAzurite.PathWith(
            Data,
            "node",
            $"shift; exec '{UninstalledAzurite.Node}' '{package}/emulator.js' \"$@\""
        );
        return UninstalledAzurite.PathWith(Data, "npm", script);
    }
}
