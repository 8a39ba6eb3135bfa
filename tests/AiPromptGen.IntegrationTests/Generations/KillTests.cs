using System.Diagnostics;
using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>The program as people run it, killed (SIGKILL) while generations run, and started again.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "Signals")]
internal sealed class KillTests
{
    private const int Generations = 20;
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(2);
    private Process? program;
    private int port;

    [TearDown]
    public void End()
    {
        program?.Kill();
        program?.Dispose();
        program = null;
        port = 0;
    }

    /// <param name="milliseconds">When the program is killed, counted from the first request.</param>
    [TestCase(0)]
    [TestCase(60)]
    [TestCase(250)]
    [Property("Promise", "P15"), Property("Promise", "P11")]
    public async Task Twenty_generations_survive_a_kill(int milliseconds)
    {
        using var person = await ApiClient.NewAsync(await StartAsync(milliseconds));
        var picture = (await person.UploadAsync(TestPictures.Photo())).Id;
        await person.GetAsync("account");

        var requests = Enumerable.Range(0, Generations).Select(i => TryAsync(person, i, picture)).ToList();
        await Task.Delay(milliseconds);
        program!.Kill();
        await program.WaitForExitAsync();
        await Task.WhenAll(requests);
        program.Dispose();

        var killed = Stopwatch.GetTimestamp();
        // The clients repeat what they got no answer to, as clients do: same key, same body.
        using var again = new ApiClient(await StartAsync(milliseconds));
        await again.SignInAsync(person.Email);
        var ends = await Task.WhenAll(Enumerable.Range(0, Generations).Select(i => EndAsync(again, i, picture)));

        await TestContext.Out.WriteLineAsync($"All had ended {Stopwatch.GetElapsedTime(killed)} after the kill.");
        Assert.That(ends.Select(e => e.State), Is.All.EqualTo("succeeded"), ends[0].Text);
        var charged = ends.Sum(e => e.At("credits", "charged").GetInt64());
        var credits = await again.CreditsAsync();
        Assert.That(charged, Is.EqualTo(Generations));
        Assert.That(credits.Balance, Is.EqualTo(50 - charged));
        Assert.That(credits.Reserved, Is.Zero);
        Assert.That(credits.Entries.Sum(), Is.EqualTo(credits.Balance));
        Assert.That(credits.Entries, Has.Count.EqualTo(1 + Generations));
        var history = await again.GetAsync("generations?limit=100");
        Assert.That(history.At("generations").GetArrayLength(), Is.EqualTo(Generations));
    }

    private static string Body(int i, string picture) =>
        i == 0
            ? $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{picture}}}"}}"""
            : $$"""{"kind":"text-to-prompt","idea":"lighthouse number {{i}} in a storm","targets":["flux"]}""";

    /// <summary>Repeats the request and waits: what the killed program held is hidden in its queues for a minute.</summary>
    private static async Task<Answer> EndAsync(ApiClient person, int i, string picture)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await person.GenerateAsync(Body(i, picture), $"k-{i}", wait: 1);
        while (!IsEnd(answer) && Stopwatch.GetElapsedTime(started) < LongestRecovery)
        {
            if (IsBusy(answer))
            {
                await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
                answer = await person.GenerateAsync(Body(i, picture), $"k-{i}", wait: 1);
                continue;
            }

            // All of them together ask five times a second: an account may read 600 times a minute.
            await Task.Delay(TimeSpan.FromSeconds(Generations / 5.0));
            answer = await person.GetAsync($"generations/{answer.Id}");
        }

        return answer;
    }

    private static bool IsEnd(Answer answer) => !IsBusy(answer) && answer.State is not ("queued" or "running");

    /// <summary>Says to come again, in the documented words; any other failure is none that a client repeats.</summary>
    private static bool IsBusy(Answer answer)
    {
        var busy = answer.Status == HttpStatusCode.ServiceUnavailable;
        Assert.That(busy || (int)answer.Status < 400, Is.True, $"{answer.Status}: {answer.Text}");
        Assert.That(busy && answer.Headers.RetryAfter is null, Is.False, answer.Text);
        return busy;
    }

    private static async Task TryAsync(ApiClient person, int i, string picture)
    {
        try
        {
            await person.GenerateAsync(Body(i, picture), $"k-{i}", wait: 0);
        }
        catch (HttpRequestException)
        {
            // Killed in between.
        }
    }

    private async Task<Uri> StartAsync(int hub)
    {
        // The same address at both starts, so that the second one is the same instance to the engine.
        port = port == 0 ? FreePort.Next() : port;
        program = HostProgram.Start(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["AzureWebJobsStorage"] = TestStorage.ConnectionString,
                ["LOCAL_DATA"] = TestStorage.DataFolder,
            },
            $"--urls=http://127.0.0.1:{port}",
            $"--AzureFunctionsJobHost:extensions:durableTask:hubName=Kill{hub}"
        );
        var line = await program.StandardOutput.ReadLineAsync();
        return new Uri(line!["Listening on ".Length..]);
    }
}
