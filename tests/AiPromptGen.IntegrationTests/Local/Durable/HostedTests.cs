using System.Diagnostics;
using AiPromptGen.IntegrationTests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>The engine inside the local host: bindings, settings, and a process that is killed.</summary>
[TestFixture]
internal sealed class HostedTests
{
    [Test]
    public async Task An_http_function_starts_an_orchestration_through_its_durable_client()
    {
        var hub = TestHub.NewName();
        await using var host = await StartAsync(hub);
        using var http = new HttpClient();

        var answer = await http.GetStringAsync($"{host.Address}/start?name=Ada");

        Assert.That(answer, Is.EqualTo("Ada, 36, hosted, Whoami"));
        var table = new TableClient(TestStorage.ConnectionString, $"{hub}Tasks");
        Assert.That((await table.GetEntityAsync<TableEntity>("hosted", "instance")).Value["Name"], Is.EqualTo("Typed"));
    }

    [Test]
    public async Task An_orchestration_goes_on_after_its_process_was_killed()
    {
        var hub = TestHub.NewName();
        using var child = ChildProgram.Start<KilledProgram>(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["KILLED_HUB"] = hub,
                ["KILLED_STORAGE"] = TestStorage.ConnectionString,
            }
        );
        try
        {
            Assert.That(await child.StandardOutput.ReadLineAsync(), Does.StartWith("Listening on "));
            // The second activity never ends there.
            Assert.That(await child.StandardOutput.ReadLineAsync(), Is.EqualTo("One(x)"));
            Assert.That(await child.StandardOutput.ReadLineAsync(), Is.EqualTo("Two(x>One)"));
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }

        Assert.That(child.ExitCode, Is.EqualTo(137), "SIGKILL");
        var watch = Stopwatch.StartNew();
        var probe = new Probe();
        await using var host = await StartAsync(hub, services => services.AddSingleton(probe));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var end = await client.WaitForInstanceCompletionAsync("killed", getInputsAndOutputs: true);

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("x>One>Two>Three"));
        Assert.That(probe.Calls, Is.EqualTo(new[] { "Two(x>One)", "Three(x>One>Two)" }), "One was recorded");
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    private static async Task<LocalHost> StartAsync(string hub, Action<IServiceCollection>? configure = null)
    {
        var builder = TestHost.CreateBuilder(
            [typeof(StartFunctions), typeof(StepsOrchestrator), typeof(FixtureActivities)],
            $"--AzureWebJobsStorage={TestStorage.ConnectionString}",
            $"--AzureFunctionsJobHost:extensions:durableTask:hubName={hub}"
        );
        builder.Logging.ClearProviders();
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<Probe>();
        configure?.Invoke(builder.Services);
        var host = (LocalHost)builder.Build();
        await host.StartAsync(CancellationToken.None);
        return host;
    }
}

internal static class StartFunctions
{
    [Function("StartTyped")]
    public static async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "start")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(
            "Typed",
            new Person(request.Query["name"]!, 36),
            new StartOrchestrationOptions("hosted"),
            cancellationToken
        );
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        return new ContentResult { Content = end.ReadOutputAs<string>() };
    }
}

/// <summary>Starts a chain, says what its activities do, and hangs in the second.</summary>
internal sealed class KilledProgram : IChildProgram
{
    public static async Task RunAsync(string[] args)
    {
        var probe = new Probe();
        probe.On("One", input => Say($"One({input})", $"{input}>One"));
        probe.On(
            "Two",
            (input, _) =>
            {
                Say($"Two({input})", "");
                return new TaskCompletionSource<string>().Task;
            }
        );
        var builder = FunctionsApplication.CreateBuilder(
            [
                "--urls=http://127.0.0.1:0",
                "--Accounts:DevelopmentKeyPem=unused",
                $"--AzureWebJobsStorage={Environment.GetEnvironmentVariable("KILLED_STORAGE")}",
                $"--AzureFunctionsJobHost:extensions:durableTask:hubName={Environment.GetEnvironmentVariable("KILLED_HUB")}",
            ],
            typeof(KilledProgram).Assembly,
            new[] { typeof(StepsOrchestrator), typeof(FixtureActivities) }.Contains
        );
        builder.Services.AddSingleton(probe);
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        await client.ScheduleNewOrchestrationInstanceAsync("Chain", "x", new StartOrchestrationOptions("killed"));
        await client.WaitForInstanceCompletionAsync("killed");
    }

    private static string Say(string line, string result)
    {
        Console.WriteLine(line);
        return result;
    }
}
