using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Architecture;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Local.Simulators;

[TestFixture]
internal sealed class AiSimulatorTests
{
    private SimulatorClient client = null!;

    [SetUp]
    public async Task Start() => client = await SimulatorClient.StartAsync(new FakeTimeProvider());

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    [Test]
    public void It_listens_on_loopback_only()
    {
        var address = client.Simulator.Address;

        var listening = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Where(l => l.Port == address.Port)
            .Select(l => l.Address);
        Assert.That(address.IsLoopback, Is.True);
        Assert.That(listening, Is.EqualTo(new[] { IPAddress.Loopback }));
    }

    [TestCase("rebound.example.org", 403)]
    [TestCase("192.168.1.10", 403)]
    [TestCase("localhost", 200)]
    public async Task A_request_that_names_another_host_is_refused(string host, int status)
    {
        using var request = SimulatorClient.Request(SimulatorClient.Chat, SimulatorClient.ChatBody("a fox"));
        request.Headers.Host = host;
        using var answer = await client.Http.SendAsync(request, CancellationToken.None);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_taken_port_is_an_error()
    {
        var port = client.Simulator.Address.Port;

        Assert.That(
            async () => await AiSimulator.StartAsync(port, TimeProvider.System, CancellationToken.None),
            Throws.InstanceOf<IOException>()
        );
        Assert.That((await client.ChatAsync("a fox")).Status, Is.EqualTo(200));
    }

    [TestCase("api-key", "wrong", 401)]
    [TestCase("Authorization", "Bearer wrong", 401)]
    [TestCase("Authorization", "Basic any", 401)]
    [TestCase("X-Other", "any", 401)]
    [TestCase("api-key", "any", 200)]
    [TestCase("Authorization", "Bearer any", 200)]
    public async Task A_key_is_needed_and_may_be_any_but_wrong(string header, string value, int status)
    {
        client.Http.DefaultRequestHeaders.Clear();
        client.Http.DefaultRequestHeaders.Add(header, value);

        Assert.That((await client.ChatAsync("a fox")).Status, Is.EqualTo(status));
        Assert.That((await client.ImageAsync("a fox")).Status, Is.EqualTo(status));
    }

    [TestCase("v1/chat/completions", "any", 200)]
    [TestCase("v1/images/generations", "any", 200)]
    [TestCase("v1/chat/completions", "missing", 404)]
    [TestCase("openai/deployments/missing/chat/completions?api-version=1", "any", 404)]
    [TestCase("openai/deployments/missing/images/generations?api-version=1", "any", 404)]
    [TestCase("openai/deployments/any/chat/completions", "any", 404)]
    [TestCase("openai/deployments/any/embeddings?api-version=1", "any", 404)]
    public async Task Both_shapes_are_there_and_nothing_else(string path, string model, int status)
    {
        var body = SimulatorClient.ChatBody("a fox");
        body["model"] = model;
        body["prompt"] = "a fox";

        var reply = await client.PostAsync(path, body);

        Assert.That(reply.Status, Is.EqualTo(status));
        Assert.That(
            reply.ErrorCode is "DeploymentNotFound",
            Is.EqualTo(status == 404 && $"{path}{model}".Contains("missing"))
        );
    }

    [TestCase("no json")]
    [TestCase("[1]")]
    [TestCase("""{ "a": 1, "a": 2 }""")]
    [TestCase("""{ "messages": [{ "role": "user", "content": [{ "text": 5 }] }] }""")]
    public async Task A_body_that_cannot_be_read_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        using var answer = await client.Http.PostAsync(new Uri(SimulatorClient.Chat, UriKind.Relative), content);

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    [Test]
    public async Task Down_answers_nobody_until_it_is_up_again()
    {
        client.Simulator.Down = true;
        var chat = await client.ChatAsync("a fox");
        var image = await client.ImageAsync("a fox");
        client.Simulator.Down = false;
        var again = await client.ChatAsync("a fox");

        Assert.That((chat.Status, image.Status, again.Status), Is.EqualTo((503, 503, 200)));
        Assert.That(client.Simulator.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Requests_are_recorded_as_they_came()
    {
        var body = SimulatorClient.ChatBody("a red fox");
        await client.PostAsync(SimulatorClient.Chat, body);
        await client.ImageAsync("sim-500");

        var (chat, image) = (client.Simulator.Requests[0], client.Simulator.Requests[1]);
        Assert.That((chat.Method, chat.Path), Is.EqualTo(("POST", "/openai/deployments/any/chat/completions")));
        Assert.That(chat.Query, Is.EqualTo("?api-version=2024-10-21"));
        Assert.That(chat.Headers["API-KEY"], Is.EqualTo("any"));
        Assert.That(chat.Body, Is.EqualTo(body.ToJsonString()));
        Assert.That(JsonNode.Parse(image.Body)!["prompt"]!.ToString(), Is.EqualTo("sim-500"));
    }

    [Test]
    public void Old_requests_are_dropped_before_they_fill_the_memory()
    {
        var log = new RequestLog();
        var body = new string('x', 30_000_000);
        foreach (var path in new[] { "/1", "/2", "/3" })
        {
            log.Add(new("POST", path, "", new Dictionary<string, string>(StringComparer.Ordinal), body));
        }

        Assert.That(log.All.Select(r => r.Path), Is.EqualTo(new[] { "/2", "/3" }));
    }

    [Test]
    public async Task It_stops_while_somebody_waits()
    {
        var waiting = client.Http.SendAsync(
            SimulatorClient.Request(SimulatorClient.Chat, SimulatorClient.ChatBody("sim-timeout")),
            CancellationToken.None
        );
        await client.ChatAsync("a fox");
        await client.Simulator.DisposeAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public void The_page_explains_every_magic_word_and_no_other()
    {
        var page = Repository.Read("docs/simulators.md");
        var explained = page.Split('\n')
            .Where(l => l.StartsWith("| `sim-", StringComparison.Ordinal))
            .SelectMany(l => l.Split('|')[1].Split('`'))
            .Where(w => w.StartsWith("sim-", StringComparison.Ordinal));

        Assert.That(explained, Is.EquivalentTo(MagicWords.All));
    }
}
