using System.Diagnostics;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Generations;

/// <summary>The program as people run it, killed for real (SIGKILL) while generations run, and started again.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "Signals")]
internal sealed class KillTests
{
    private const int Generations = 20;
    private Process? program;

    [TearDown]
    public void End()
    {
        program?.Kill();
        program?.Dispose();
        program = null;
    }

    /// <param name="milliseconds">From the first request on.</param>
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

        // The clients repeat what they got no answer to, as clients do: same key, same body.
        using var again = new ApiClient(await StartAsync(milliseconds));
        await again.SignInAsync(person.Email);
        var ends = await Task.WhenAll(
            Enumerable.Range(0, Generations).Select(i => again.GenerateAsync(Body(i, picture), $"k-{i}"))
        );

        Assert.That(ends.Select(e => e.State), Is.All.EqualTo("succeeded"), ends[0].Text);
        var charged = ends.Sum(e => e.At("credits", "charged").GetInt64());
        var credits = await again.CreditsAsync();
        Assert.That(charged, Is.EqualTo(Generations - 1), "the picture was only measured, which is free");
        Assert.That(credits.Balance, Is.EqualTo(50 - charged));
        Assert.That(credits.Reserved, Is.Zero);
        Assert.That(credits.Entries.Sum(), Is.EqualTo(credits.Balance));
        Assert.That(credits.Entries, Has.Count.EqualTo(Generations));
        var history = await again.GetAsync("generations?limit=100");
        Assert.That(history.At("generations").GetArrayLength(), Is.EqualTo(Generations));
    }

    private static string Body(int i, string picture) =>
        i == 0
            ? $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{picture}}}"}}"""
            : $$"""{"kind":"text-to-prompt","idea":"lighthouse number {{i}} in a storm","targets":["flux"]}""";

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
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec",
                typeof(App).Assembly.Location,
                "--urls=http://127.0.0.1:0",
                $"--AzureFunctionsJobHost:extensions:durableTask:hubName=Kill{hub}",
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["AzureWebJobsStorage"] = TestStorage.ConnectionString;
        start.Environment["LOCAL_DATA"] = TestStorage.DataFolder;
        start.Environment["TMPDIR"] = TestStorage.DataFolder;
        program = Process.Start(start)!;
        var line = await program.StandardOutput.ReadLineAsync();
        return new Uri(line!["Listening on ".Length..]);
    }
}
