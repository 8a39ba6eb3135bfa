using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>The program from outside, as `dotnet run` starts it: what it says, and that it can be stopped at every moment.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
[SupportedOSPlatform("linux")]
[Platform("Linux", Reason = "What is left running is read from /proc")]
internal sealed class StartTests : StartFixture
{
    [Test]
    public async Task It_says_one_line_keeps_all_in_its_folder_and_stops_when_told()
    {
        var home = Directory.CreateDirectory(Path.Combine(Data, "home")).FullName;
        var program = Start(("HOME", home));
        var line = await program.FirstLine.WaitAsync(Limit);
        using var http = new HttpClient();
        var address = line!["Listening on ".Length..];

        var pages = new[] { address, address + "/" };
        var answers = await Task.WhenAll(pages.Select(page => http.GetStringAsync(new Uri(page))));
        // While the website is being built its page says so, with 503.
        using var root = await http.GetAsync(new Uri(new Uri(address).GetLeftPart(UriPartial.Authority)));
        var website = await root.Content.ReadAsStringAsync();
        program.Send(MarkedProgram.Terminate);

        Assert.That(await program.EndAsync(Limit), Is.Zero);
        Assert.That(line, Does.Match(@"^Listening on http://127\.0\.0\.1:\d{4,5}/api$"));
        Assert.That(answers, Has.All.Contain("/api/health").And.All.Contain("docs/openapi.yaml"));
        Assert.That(website, Does.Contain("AI Image Prompt Generator").Or.Contain("The site is being built"));
        Assert.That(program.Errors.Where(e => !e.Contains('…')), Is.Empty);
        Assert.That(await program.LeftAsync(Moment), Is.Empty);
        // npm keeps its packages there when it builds the website.
        Assert.That(Directory.EnumerateFileSystemEntries(home).Select(Path.GetFileName), Is.SubsetOf([".npm"]));
    }

    [Test]
    public async Task A_second_start_on_the_same_data_is_told_in_a_line()
    {
        var first = Start();
        await first.FirstLine.WaitAsync(Limit);

        var second = Start();

        Assert.That(await LineOfAsync(second), Does.StartWith($"Another run keeps its data in {Data} "));
        first.Send(MarkedProgram.Terminate);
        await first.EndAsync(Limit);
    }

    /// <summary>Twenty moments of a start, spread over it by a seed; on a busy machine everything takes longer.</summary>
    [Test, NonParallelizable]
    public async Task At_every_moment_of_the_start_it_stops_and_leaves_nothing()
    {
        var random = new Random(12);
        var watch = Stopwatch.StartNew();
        var whole = Start();
        await whole.FirstLine.WaitAsync(Limit);
        var start = watch.Elapsed;
        whole.Send(MarkedProgram.Terminate);
        await whole.EndAsync(Limit);
        var allowed = start > TimeSpan.FromSeconds(2) ? start : TimeSpan.FromSeconds(2);
        for (var moment = 0; moment < 20; moment++)
        {
            var program = Start();
            await Task.Delay(start * ((moment + random.NextDouble()) / 20));

            await InterruptAsync(program, Signals[moment % Signals.Length], allowed);
        }
    }

    [Test]
    public async Task An_old_Node_is_named() =>
        Assert.That(
            await LineOfAsync(Start(("PATH", PathWithOldNode("18.20.1")))),
            Does.StartWith("The storage emulator needs Node.js 20.6.0 or newer, and 'node' on the PATH is 18.20.1.")
        );

    [Test]
    public async Task Without_Node_it_says_what_to_install() =>
        Assert.That(
            await LineOfAsync(Start(("PATH", Data))),
            Does.StartWith("The storage emulator needs Node.js 20.6 or newer, and 'node' is not on the PATH.")
        );

    [Test]
    public async Task A_taken_port_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        Assert.That(
            await LineOfAsync(Start($"--urls={url}")),
            Is.EqualTo(
                $"{url} is taken by another program; choose another address with --urls, such as --urls http://127.0.0.1:7072."
            )
        );
    }

    private string PathWithOldNode(string version)
    {
        var old = Path.Combine(Data, "old.js");
        File.WriteAllText(old, $"Object.defineProperty(process, 'versions', {{ value: {{ node: '{version}' }} }});");
        return UninstalledAzurite.PathWith(Data, "node", $"exec '{UninstalledAzurite.Node}' --require '{old}' \"$@\"");
    }
}
