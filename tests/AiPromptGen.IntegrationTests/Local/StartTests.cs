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
internal sealed class StartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly List<MarkedProgram> programs = [];
    private string data = null!;

    /// <summary>In a fresh clone npm installs the storage emulator, which takes longer than a start may.</summary>
    [OneTimeSetUp]
    public static void Have_an_emulator() => _ = TestStorage.ConnectionString;

    [SetUp]
    public void Make_a_data_folder() => data = Directory.CreateTempSubdirectory("start-").FullName;

    [TearDown]
    public void Leave_nothing_behind()
    {
        programs.ForEach(program => program.Dispose());
        programs.Clear();
        Directory.Delete(data, recursive: true);
    }

    [Test]
    public async Task It_says_one_line_keeps_all_in_its_folder_and_stops_when_told()
    {
        var home = Directory.CreateDirectory(Path.Combine(data, "home")).FullName;
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

        Assert.That(await LineOfAsync(second), Does.StartWith($"Another run keeps its data in {data} "));
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

            await InterruptAsync(program, moment % 2 is 0 ? MarkedProgram.Interrupt : MarkedProgram.Terminate, allowed);
        }
    }

    [TestCase(MarkedProgram.Interrupt)]
    [TestCase(MarkedProgram.Terminate)]
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

    [Test]
    public async Task An_old_Node_is_named() =>
        Assert.That(
            await LineOfAsync(Start(("PATH", PathWithOldNode("18.20.1")))),
            Does.StartWith("The storage emulator needs Node.js 20.6.0 or newer, and 'node' on the PATH is 18.20.1.")
        );

    [Test]
    public async Task Without_Node_it_says_what_to_install() =>
        Assert.That(
            await LineOfAsync(Start(("PATH", data))),
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

    [TestCase(
        "command line: --Credits:SignUpCredits must be a whole number from 0 to 100000.",
        "--Credits:SignUpCredits=many"
    )]
    [TestCase(
        "command line: --Credits:WindowSeconds must be a whole number from 1 to 3600.",
        "--Credits:WindowSeconds=-5"
    )]
    [TestCase("command line: --Simulators:Ai must be true or false.", "--Simulators:Ai=maybe")]
    [TestCase(
        "command line: --Billing:SiteAddress must be an address such as https://example.org/.",
        "--Billing:SiteAddress=x"
    )]
    [TestCase("command line: --PayPal:Environment must be one of sandbox, live.", "--PayPal:Environment=production")]
    [TestCase(
        "command line: --Generations:Routes:text-to-prompt:0:MostOutputTokens must be a whole number from 1000 to 128000.",
        "--Generations:Routes:text-to-prompt:0:MostOutputTokens=10"
    )]
    [TestCase(
        "command line: --Moderation:Provider must be one of openai-compatible, azure-content-safety, not 'openai'.",
        "--Moderation:Provider=openai"
    )]
    [TestCase(
        "command line: --AzureFunctionsJobHost:logging:logLevel:default must be one of Trace, Debug, Information, Warning, Error, Critical, None.",
        "--AzureFunctionsJobHost:logging:logLevel:default=Loud"
    )]
    [TestCase("command line: --FUNCTIONS_WORKER_RUNTIME must be dotnet-isolated.", "--FUNCTIONS_WORKER_RUNTIME=node")]
    [TestCase(
        "command line: --Host:LocalHttpPort must be a port from 0 to 65535, such as 7071.",
        "--Host:LocalHttpPort=many"
    )]
    [TestCase(
        "command line: --AzureAd:Instance must be an address such as https://login.microsoftonline.com/.",
        "--AzureAd:Instance=x"
    )]
    [TestCase(
        "command line: --Audit:AccountKeys:0:From must be a time such as 2026-01-31T00:00:00Z.",
        "--Audit:AccountKeys:0:From=soon"
    )]
    [TestCase(
        "command line: --Generations:Routes:text-to-prompt:0:Retries must be a whole number from 0 to 5.",
        "--Generations:Routes:text-to-prompt:0:Retries=x"
    )]
    [TestCase(
        "command line: --Generations:Routes:text-to-video is no kind. There are: text-to-prompt, image-to-prompt, text-to-image.",
        "--Generations:Routes:text-to-video:0:Provider=embedded"
    )]
    [TestCase("command line: --Host:CORS must be origins such as https://example.org, not '*'.", "--Host:CORS=*")]
    [TestCase(
        "command line: --urls must be an address such as http://127.0.0.1:7071, without a path, not '8080'.",
        "--urls=8080"
    )]
    [TestCase("command line: 'frobnicate' is no setting; write --Name=value.", "frobnicate")]
    public async Task A_wrong_setting_is_one_line(string line, string setting)
    {
        var program = Start($"--AzureWebJobsStorage={TestStorage.ConnectionString}", setting);

        Assert.That(await LineOfAsync(program), Is.EqualTo(line));
    }

    [Test]
    public async Task A_wrong_setting_of_the_environment_is_named_as_it_is_there() =>
        Assert.That(
            await LineOfAsync(
                Start(("Credits__RefusalThreshold", "1000"), ("AzureWebJobsStorage", TestStorage.ConnectionString))
            ),
            Is.EqualTo("environment: Credits__RefusalThreshold must be a whole number from 2 to 50.")
        );

    [Test]
    public async Task A_storage_account_that_is_none_is_one_line()
    {
        Assert.That(
            await LineOfAsync(Start("--AzureWebJobsStorage=nonsense")),
            Does.StartWith("command line: --AzureWebJobsStorage must be the connection string of a storage account")
        );
    }

    private MarkedProgram Start() => Start([], []);

    private MarkedProgram Start(params string[] settings) => Start([], settings);

    private MarkedProgram Start(params (string Name, string Value)[] environment) => Start(environment, []);

    private MarkedProgram Start((string Name, string Value)[] environment, string[] settings)
    {
        var variables = environment.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        variables["LOCAL_DATA"] = data;
        var program = new MarkedProgram(variables, ["--urls=http://127.0.0.1:0", .. settings]);
        programs.Add(program);
        return program;
    }

    private static async Task InterruptAsync(MarkedProgram program, int signal, TimeSpan allowed)
    {
        var watch = Stopwatch.StartNew();
        program.Send(signal);
        await program.EndAsync(Limit);
        Assert.That(await program.LeftAsync(Limit), Is.Empty);
        Assert.That(watch.Elapsed, Is.LessThan(allowed), string.Join('\n', program.Errors));
        Assert.That(program.Errors.Where(line => !line.Contains('…')), Is.Empty);
    }

    /// <summary>The one line of a start that fails.</summary>
    private static async Task<string> LineOfAsync(MarkedProgram program)
    {
        Assert.That(await program.EndAsync(Limit), Is.EqualTo(1));
        Assert.That(await program.FirstLine, Is.Null);
        Assert.That(await program.LeftAsync(Moment), Is.Empty);
        return program.Errors.Single(line => !line.Contains('…'));
    }

    /// <summary>A PATH on which the storage emulator is not installed, with this in place of npm.</summary>
    private string PathWithNpm(string script)
    {
        var package = UninstalledAzurite.In(data);
        UninstalledAzurite.PathWith(
            data,
            "node",
            $"shift; exec '{UninstalledAzurite.Node}' '{package}/emulator.js' \"$@\""
        );
        return UninstalledAzurite.PathWith(data, "npm", script);
    }

    private string PathWithOldNode(string version)
    {
        var old = Path.Combine(data, "old.js");
        File.WriteAllText(old, $"Object.defineProperty(process, 'versions', {{ value: {{ node: '{version}' }} }});");
        return UninstalledAzurite.PathWith(data, "node", $"exec '{UninstalledAzurite.Node}' --require '{old}' \"$@\"");
    }
}
