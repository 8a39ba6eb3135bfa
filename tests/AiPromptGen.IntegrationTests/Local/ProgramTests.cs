using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AiPromptGen.Host.Start.Storage;
using AiPromptGen.IntegrationTests.Support;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>The local host as a process: what it prints, how it ends, what outlives it.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "Signals")]
internal sealed class ProgramTests
{
    private readonly List<Process> programs = [];
    private string data = null!;

    [SetUp]
    public void Make_a_data_folder() => data = Directory.CreateTempSubdirectory("local-host-").FullName;

    [TearDown]
    public async Task Leave_nothing_behind()
    {
        foreach (var program in programs)
        {
            program.Kill();
            program.Dispose();
        }

        programs.Clear();
        if (File.Exists(StateFile))
        {
            await AzuriteProcess.StopAsync(ReadState().Pid, TimeProvider.System, CancellationToken.None);
        }

        Directory.Delete(data, recursive: true);
    }

    [Test]
    public async Task It_prints_its_address_and_nothing_else_and_stops_when_told()
    {
        var program = Start("--urls=http://127.0.0.1:0", "--AzureWebJobsStorage=unused");
        var line = await program.StandardOutput.ReadLineAsync();
        using var client = new HttpClient();

        var answer = await client.GetStringAsync($"{line!["Listening on ".Length..]}/ProgramPing");
        AzuriteProcess.Terminate(program.Id);
        await EndAsync(program);

        Assert.That(line, Does.Match(@"^Listening on http://127\.0\.0\.1:\d{4,5}/api$"));
        Assert.That(answer, Is.Empty);
        Assert.That(await program.StandardOutput.ReadToEndAsync(), Is.Empty);
        Assert.That(program.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_taken_address_ends_it_with_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var program = Start("--urls", address, "--AzureWebJobsStorage=unused");

        Assert.That(
            await FailureAsync(program),
            Is.EqualTo(
                $"{address} is taken by another program; choose another address with --urls, such as --urls http://127.0.0.1:7072."
            )
        );
    }

    [Test]
    public async Task Without_node_it_says_what_to_install()
    {
        var program = Start(
            new Dictionary<string, string?>(Environment(), StringComparer.Ordinal) { ["PATH"] = "/nonexistent" },
            "--urls=http://127.0.0.1:0"
        );

        Assert.That(await FailureAsync(program), Does.StartWith("The local storage emulator needs Node.js"));
    }

    [Test]
    public async Task The_emulator_outlives_a_kill_is_found_again_and_saves_on_a_clean_stop()
    {
        var (first, firstTook) = await ListenAsync();
        var emulator = ReadState();
        await Table(emulator).AddEntityAsync(new TableEntity("p", "r"));
        var key = await File.ReadAllTextAsync(Path.Combine(data, "development-key.pem"));
        first.Kill();
        await EndAsync(first);

        var (second, secondTook) = await ListenAsync();
        var found = ReadState();
        var kept = await Table(found).GetEntityAsync<TableEntity>("p", "r");
        AzuriteProcess.Terminate(second.Id);
        await EndAsync(second);
        var stopped = !AzuriteProcess.IsAlive(emulator.Pid);

        var (third, _) = await ListenAsync();
        var saved = await Table(ReadState()).GetEntityAsync<TableEntity>("p", "r");
        var samePorts = ReadState().Ports;
        AzuriteProcess.Terminate(third.Id);
        await EndAsync(third);

        await TestContext.Out.WriteLineAsync(
            $"to listening: {firstTook} with a new emulator, {secondTook} with a found one"
        );
        Assert.That(found, Is.EqualTo(emulator));
        Assert.That((kept.HasValue, stopped, saved.HasValue), Is.EqualTo((true, true, true)));
        Assert.That(samePorts, Is.EqualTo(emulator.Ports));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(data, "development-key.pem")), Is.EqualTo(key));
    }

    private Dictionary<string, string?> Environment() =>
        new(StringComparer.Ordinal)
        {
            ["LOCAL_DATA"] = data,
            ["AzureWebJobsStorage"] = null,
            ["WEBSITE_SITE_NAME"] = null,
        };

    private string StateFile => Path.Combine(data, "azurite", "azurite.json");

    private Process Start(params string[] args) => Start(Environment(), args);

    private Process Start(Dictionary<string, string?> environment, params string[] args)
    {
        var program = ChildProgram.Start<Program>(environment, args);
        programs.Add(program);
        return program;
    }

    private async Task<(Process Program, TimeSpan Took)> ListenAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var program = Start("--urls=http://127.0.0.1:0");
        Assert.That(await program.StandardOutput.ReadLineAsync(), Does.StartWith("Listening on "));
        return (program, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<string> FailureAsync(Process program)
    {
        await EndAsync(program);
        Assert.That(program.ExitCode, Is.EqualTo(1));
        Assert.That(await program.StandardOutput.ReadToEndAsync(), Is.Empty);
        var lines = (await program.StandardError.ReadToEndAsync()).TrimEnd('\n');
        Assert.That(lines, Does.Not.Contain('\n'));
        return lines;
    }

    private static async Task EndAsync(Process program)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await program.WaitForExitAsync(limit.Token);
    }

    private State ReadState() => JsonSerializer.Deserialize<State>(File.ReadAllText(StateFile))!;

    private static TableClient Table(State state)
    {
        var table = new TableClient(state.Ports.ConnectionString, "kept");
        table.CreateIfNotExists();
        return table;
    }

    private sealed record State(int Pid, AzuritePorts Ports);

    private sealed class Program : IChildProgram
    {
        public static Task RunAsync(string[] args) =>
            FunctionsApplication
                .CreateProgram(args, typeof(Program).Assembly, type => type == typeof(Program))
                .ConfigureFunctionsWebApplication()
                .Build()
                .RunAsync();

        [Function("ProgramPing")]
        public static string Ping(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] Microsoft.AspNetCore.Http.HttpRequest request
        ) => request.Method;
    }
}
