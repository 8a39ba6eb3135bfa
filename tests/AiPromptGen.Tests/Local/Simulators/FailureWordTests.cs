using AiPromptGen.Simulators;

namespace AiPromptGen.Tests.Local.Simulators;

/// <summary>The words that are about the connection: the same for texts and pictures.</summary>
[TestFixture(SimulatorClient.Chat)]
[TestFixture(SimulatorClient.Images)]
internal sealed class FailureWordTests(string path)
{
    private readonly RecordedWaits time = new();
    private SimulatorClient client = null!;

    [OneTimeSetUp]
    public async Task Start() => client = await SimulatorClient.StartAsync(time);

    [OneTimeTearDown]
    public async Task Stop() => await client.DisposeAsync();

    [TestCase("sim-429", 429, null)]
    [TestCase("sim-429-after", 429, "1")]
    [TestCase("sim-500", 500, null)]
    [TestCase("sim-503", 503, null)]
    public async Task An_error_is_its_status_and_a_body(string word, int status, string? retryAfter)
    {
        var reply = await PostAsync(word);

        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That(reply.ErrorCode, Is.Not.Empty);
        Assert.That(reply.Message.Headers.RetryAfter?.ToString(), Is.EqualTo(retryAfter));
    }

    [Test]
    public async Task Slow_is_two_seconds_later()
    {
        var before = time.Waits.Count;
        var quick = await PostAsync("a fox");
        var waitsOfQuick = time.Waits.Skip(before).ToList();
        var slow = await PostAsync("a fox sim-slow");

        Assert.That((quick.Status, slow.Status), Is.EqualTo((200, 200)));
        Assert.That(waitsOfQuick, Is.Empty);
        Assert.That(time.Waits.Skip(before), Is.EqualTo(new[] { TimeSpan.FromSeconds(2) }));
    }

    [Test]
    public async Task Timeout_answers_nothing_until_the_client_leaves()
    {
        using var leave = new CancellationTokenSource();
        var waiting = client.Http.SendAsync(Request("sim-timeout"), leave.Token);
        while (!client.Simulator.Requests.Any(r => r.Body.Contains("sim-timeout", StringComparison.Ordinal)))
        {
            await Task.Yield();
        }

        var others = await PostAsync("a fox");
        var unanswered = !waiting.IsCompleted;
        await leave.CancelAsync();

        Assert.That((others.Status, unanswered), Is.EqualTo((200, true)));
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Cut_ends_in_the_middle_of_the_body()
    {
        using var answer = await client.Http.SendAsync(
            Request("sim-cut"),
            HttpCompletionOption.ResponseHeadersRead,
            CancellationToken.None
        );
        var promised = answer.Content.Headers.ContentLength ?? 0;
        var received = 0;
        Exception? cut = null;
        await using var body = await answer.Content.ReadAsStreamAsync(CancellationToken.None);
        try
        {
            while (await body.ReadAsync(new byte[1000], CancellationToken.None) is var read and > 0)
            {
                received += read;
            }
        }
        catch (IOException exception)
        {
            cut = exception;
        }

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(cut, Is.Not.Null);
        Assert.That(received, Is.LessThan(promised));
    }

    [Test]
    public async Task Oversize_is_more_than_32_megabytes()
    {
        using var answer = await client.Http.SendAsync(
            Request("sim-oversize"),
            HttpCompletionOption.ResponseHeadersRead,
            CancellationToken.None
        );
        await using var body = await answer.Content.ReadAsStreamAsync(CancellationToken.None);
        var buffer = new byte[100_000];
        long received = 0;
        while (await body.ReadAsync(buffer, CancellationToken.None) is var read and > 0)
        {
            received += read;
        }

        Assert.That(answer.Content.Headers.ContentLength, Is.Null);
        Assert.That(received, Is.GreaterThan(32 * 1024 * 1024));
    }

    private Task<Reply> PostAsync(string text) => client.PostAsync(path, Body(text));

    private HttpRequestMessage Request(string text) => SimulatorClient.Request(path, Body(text));

    private System.Text.Json.Nodes.JsonObject Body(string text) =>
        path is SimulatorClient.Chat ? SimulatorClient.ChatBody(text) : new() { ["prompt"] = text };
}
