using System.Net;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Methods that the contract does not describe one by one: HEAD, and every wrong one.</summary>
[TestFixture]
internal sealed class DescribedMethodTests
{
    private DescribedApp app = null!;

    private static IEnumerable<string> Gets =>
        DescribedApp.Contract.Operations.Where(o => o.Method == "get").Select(o => o.Id);

    [OneTimeSetUp]
    public async Task Start() => app = await DescribedApp.StartAsync("DescribedMethods");

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCaseSource(nameof(Gets))]
    public async Task Head_is_get_without_a_body(string id)
    {
        var call = app.CallOf(DescribedApp.Contract.Operation(id));
        HttpResponseMessage? get = null;
        if (id != "GenerationEvents")
        {
            (get, _) = await app.SendAsync(call);
        }

        var (head, body) = await app.SendAsync(call with { Method = "head" });

        Assert.That(body, Is.Empty);
        Assert.That(head.StatusCode, Is.EqualTo(get?.StatusCode ?? HttpStatusCode.OK));
        Assert.That(
            head.Content.Headers.ContentType?.MediaType,
            Is.EqualTo(get is null ? "text/event-stream" : get.Content.Headers.ContentType?.MediaType)
        );
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.All))]
    public async Task A_wrong_method_is_a_problem_and_says_which_are_right(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var (answer, body) = await app.SendAsync(app.CallOf(operation) with { Method = "patch", Query = "" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(answer.Content.Headers.Allow, Has.Member(operation.Method.ToUpperInvariant()));
        Assert.That(JsonElement(body).GetProperty("code").GetString(), Is.EqualTo("method-not-allowed"));
    }

    [TestCase("nowhere")]
    [TestCase("generations/x/y/z")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{app.Address}/{path}"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    private static System.Text.Json.JsonElement JsonElement(byte[] body) => System.Text.Json.JsonElement.Parse(body);
}
