using System.Net;
using System.Net.Http.Json;
using AiPromptGen.HostFixture;
using Microsoft.AspNetCore.Mvc;

namespace AiPromptGen.IntegrationTests.Local;

[TestFixture]
internal sealed class HttpTriggerTests
{
    private readonly Gate gate = new();
    private TestHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await TestHost.StartAsync(gate, "--FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=1000");

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("parcels/7", HttpStatusCode.OK, """{"fullName":"GET number","count":7}""")]
    [TestCase("parcels/seven", HttpStatusCode.OK, "GET anything seven")]
    [TestCase("hello", HttpStatusCode.OK, "hello nobody")]
    [TestCase("hello/Ada?q=1", HttpStatusCode.OK, "hello Ada?q=1")]
    [TestCase(
        "typed/6f1c0000-0000-0000-0000-000000000001/5000000000",
        HttpStatusCode.OK,
        "True 6f1c0000-0000-0000-0000-000000000001 5000000000 "
    )]
    [TestCase(
        "typed/6f1c0000-0000-0000-0000-000000000001/5/true",
        HttpStatusCode.OK,
        "True 6f1c0000-0000-0000-0000-000000000001 5 True"
    )]
    [TestCase("typed/no-guid/5/true", HttpStatusCode.InternalServerError, "")]
    [TestCase("HttpVoid", (HttpStatusCode)418, "tea")]
    [TestCase("HttpPoco", HttpStatusCode.OK, "")]
    [TestCase("HttpThrows?who=someone", HttpStatusCode.InternalServerError, "")]
    [TestCase("nowhere", HttpStatusCode.NotFound, "")]
    [TestCase("HttpRaw", HttpStatusCode.NotFound, "")]
    public async Task A_get_is_answered_as_in_production(string path, HttpStatusCode status, string body)
    {
        using var answer = await host.Client.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(body));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task Routes_exist_only_below_the_prefix()
    {
        using var answer = await host.Client.GetAsync(new Uri(host.Client.BaseAddress!, "/hello"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Without_methods_every_method_is_taken_and_problems_are_problem_json()
    {
        using var answer = await host.Client.DeleteAsync("HttpProblem");

        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>();
        Assert.That(problem!.Title, Is.EqualTo("DELETE"));
    }

    [TestCase(1000, HttpStatusCode.OK)]
    [TestCase(1001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_body_limit_is_the_configured_one(int bytes, HttpStatusCode status)
    {
        using var content = new ByteArrayContent(new byte[bytes]);
        using var answer = await host.Client.PostAsync("HttpRaw", content);

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_file_is_sent_with_its_name()
    {
        using var answer = await host.Client.GetAsync("HttpFile?name=notes");

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("a file"));
        Assert.That(answer.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("notes.txt"));
    }

    [Test]
    public async Task The_host_logs_a_failure_by_type_and_function_never_by_message()
    {
        using var answer = await host.Client.GetAsync("HttpThrows?who=someone");

        // The worker itself logs the exception whole, before the host hears of it.
        Assert.That(
            host.Logs.Lines.Where(line => line.StartsWith("Error: Function HttpThrows", StringComparison.Ordinal)),
            Is.Not.Empty.And.All.EqualTo("Error: Function HttpThrows failed with System.InvalidOperationException ")
        );
    }

    [Test]
    public async Task Each_invocation_has_a_scope_of_its_own_which_the_request_shares()
    {
        var first = await host.Client.GetStringAsync("HttpScope");
        var second = await host.Client.GetStringAsync("HttpScope");

        Assert.That(first, Does.StartWith("True ").And.Not.EqualTo(second));
    }

    [Test]
    public async Task Events_arrive_one_by_one()
    {
        using var answer = await host.Client.GetAsync("HttpEvents", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        for (var i = 0; i < 3; i++)
        {
            // The next is sent only after this one was read here.
            Assert.That(await reader.ReadLineAsync(), Is.EqualTo($"data: {i}"));
            Assert.That(await reader.ReadLineAsync(), Is.Empty);
            gate.Go.Release();
        }

        Assert.That(await reader.ReadLineAsync(), Is.Null);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
    }

    [Test]
    public async Task Both_tokens_fire_when_the_caller_goes_away()
    {
        using var leaving = new CancellationTokenSource();
        var call = host.Client.GetAsync("HttpHang", leaving.Token);
        await gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await leaving.CancelAsync();

        await Task.WhenAll(gate.TokenFired.Task, gate.AbortedFired.Task).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }
}
