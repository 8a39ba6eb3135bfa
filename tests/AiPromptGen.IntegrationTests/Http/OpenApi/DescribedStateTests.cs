using System.Net;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Answers that depend on what was before: they are as told, too.</summary>
[TestFixture]
internal sealed class DescribedStateTests
{
    private static readonly AnswerCheck Check = new(DescribedApp.Contract);
    private DescribedApp app = null!;

    [OneTimeSetUp]
    public async Task Start() => app = await DescribedApp.StartAsync("DescribedState");

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCase("CreateGeneration", "red", "blue", HttpStatusCode.Accepted)]
    [TestCase("BatchGenerations", "red", "green", HttpStatusCode.Accepted)]
    [TestCase("CreateOrder", "small", "small", HttpStatusCode.Created)]
    [TestCase("GrantCredits", "25", "26", HttpStatusCode.Created)]
    [TestCase("RefundPayment", "3.33", "3.34", HttpStatusCode.Created)]
    public async Task A_key_stands_for_one_body(string id, string part, string other, HttpStatusCode status)
    {
        var call = WholeCallOf(id);

        var first = await SendAsync(call);
        var again = await SendAsync(call);
        var changed = await SendAsync(call.With(Text(call).Replace(part, other, StringComparison.Ordinal)));

        Assert.That(first.Status, Is.EqualTo(status));
        // By then it may have ended.
        Assert.That(again.Status, Is.EqualTo(status).Or.EqualTo(HttpStatusCode.OK));
        if (id is not ("BatchGenerations" or "CreateOrder"))
        {
            Assert.That(changed.Code, Is.EqualTo("idempotency-key-reused"));
        }
    }

    [TestCase("LintPrompt", """{"text":"a nude child"}""")]
    [TestCase("ParsePrompt", """{"text":"a nude child"}""")]
    [TestCase("ConvertPrompt", """{"text":"a nude child","to":["flux"]}""")]
    [TestCase("RenderPrompt", """{"prompt":{"subjects":[{"phrase":{"value":"a nude child","source":"user"}}]}}""")]
    public async Task What_no_model_may_get_is_refused(string id, string body)
    {
        var answer = await SendAsync(app.CallOf(DescribedApp.Contract.Operation(id)).With(body));

        Assert.That(answer.Code, Is.EqualTo("content-refused"));
    }

    [Test]
    public async Task An_upload_serves_once()
    {
        var operation = DescribedApp.Contract.Operation("CreateGeneration");
        var body = $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{await app.UploadAsync()}}}"}}""";

        var first = await SendAsync(app.CallOf(operation).With(body));
        var again = await SendAsync(app.CallOf(operation).With(body));

        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(again.Code, Is.AnyOf("upload-in-use", "upload-not-found"));
    }

    [Test]
    public async Task The_key_of_a_deleted_generation_is_gone_with_it()
    {
        var call = WholeCallOf("CreateGeneration");
        var made = await SendAsync(call with { Headers = [.. call.Headers, ("Prefer", "wait=30")] });
        var delete = app.CallOf(DescribedApp.Contract.Operation("DeleteGeneration"));
        await SendAsync(delete with { Id = made.Json!["id"]!.GetValue<string>() });

        Assert.That((await SendAsync(call)).Status, Is.EqualTo(HttpStatusCode.Accepted), "a new one");
    }

    [Test]
    public async Task Events_that_were_seen_are_over()
    {
        var call = app.CallOf(DescribedApp.Contract.Operation("GenerationEvents"));
        var seen = await SendAsync(call with { Headers = [("Last-Event-ID", "2147483647")] });
        var odd = await SendAsync(call with { Headers = [("Last-Event-ID", "none")] });

        Assert.That(seen.Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(odd.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_order_that_was_agreed_to_is_captured_and_stays_so()
    {
        var call = app.CallOf(DescribedApp.Contract.Operation("CaptureOrder")) with
        {
            Id = await app.ApprovedOrderAsync(),
        };

        Assert.That((await SendAsync(call)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await SendAsync(call)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("DeleteAccount")]
    [TestCase("ExportAccount")]
    [TestCase("GetErasure")]
    public async Task Of_whom_nothing_is_held_nothing_is_found(string id)
    {
        using var person = await app.UnseenPersonAsync();
        var answer = await SendAsync(WholeCallOf(id) with { Token = DescribedApp.TokenOf(person) });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private Call WholeCallOf(string id)
    {
        var call = app.WholeCallOf(DescribedApp.Contract.Operation(id));
        return call.Body is null ? call : call.With(app.Real(Text(call)));
    }

    private static string Text(Call call) => System.Text.Encoding.UTF8.GetString(call.Body!);

    private async Task<(HttpStatusCode Status, string? Code, JsonNode? Json)> SendAsync(Call call)
    {
        var (answer, body) = await app.SendAsync(call);
        Assert.That(Check.Mistakes(call.Operation, answer, body), Is.Empty);
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        var json = isJson ? JsonNode.Parse(body) : null;
        return (answer.StatusCode, json is JsonObject ? json["code"]?.GetValue<string>() : null, json);
    }
}
