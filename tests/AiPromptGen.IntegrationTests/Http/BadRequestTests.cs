using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>Every mistake a client can make has its status and its stable code, costs nothing and leaves nothing.</summary>
[TestFixture]
internal sealed class BadRequestTests
{
    private const string MissingId = "00000000000000000000000000";

    private static readonly TestCaseData[] Bodies =
    [
        Case("not JSON", "{", 400, "json-invalid"),
        Case("nothing", "", 400, "json-invalid"),
        Case("null", "null", 400, "request-invalid:json-invalid"),
        Case("an array", "[]", 400, "json-invalid"),
        Case("an unknown field", """{"kind":"text-to-prompt","idea":"a cat","price":0}""", 400, "json-invalid"),
        Case("a repeated field", """{"kind":"text-to-prompt","idea":"a","idea":"b"}""", 400, "json-invalid"),
        Case("another case", """{"Kind":"text-to-prompt","idea":"a cat"}""", 400, "json-invalid"),
        Case("a wrong type", """{"kind":"text-to-prompt","idea":7}""", 400, "json-invalid"),
        Case("a number for a kind", """{"kind":0,"idea":"a cat"}""", 400, "json-invalid"),
        Case("an unknown kind", """{"kind":"text-to-video","idea":"a cat"}""", 400, "json-invalid"),
        Case("no kind", """{"idea":"a cat"}""", 400, "json-invalid"),
        Case("a lone surrogate", """{"kind":"text-to-prompt","\uD800":"a cat"}""", 400, "json-invalid"),
        Case("a deep body", Deep(), 400, "json-invalid"),
        Case("no idea", """{"kind":"text-to-prompt"}""", 400, "request-invalid:idea-missing"),
        Case("an empty idea", """{"kind":"text-to-prompt","idea":"  "}""", 400, "request-invalid:idea-missing"),
        Case("a long idea", Long(), 400, "request-invalid:idea-too-long"),
        Case("no targets", Text("\"targets\":[]"), 400, "request-invalid:targets-empty"),
        Case("an unknown target", Text("\"targets\":[\"paint\"]"), 400, "request-invalid:target-unknown"),
        Case("a null target", Text("\"targets\":[null]"), 400, "request-invalid:target-unknown"),
        Case("a repeated target", Text("\"targets\":[\"flux\",\"flux\"]"), 400, "request-invalid:target-repeated"),
        Case("an unknown control", Text("\"controls\":{\"tempo\":\"fast\"}"), 400, "json-invalid"),
        Case("a wrong control", Text("\"controls\":{\"variations\":-1}"), 400, "request-invalid:control-invalid"),
        Case("a template that never ends", Idea("a {b|c"), 400, "request-invalid:template-unclosed"),
        Case("a template that ends twice", Idea("{b|c}}"), 400, "request-invalid:template-unopened"),
        Case("an unknown list", Idea("a __nothing__"), 400, "request-invalid:template-list-unknown"),
        Case("more than there are", Idea("{3$$a|b}"), 400, "request-invalid:template-quantity-invalid"),
        Case("a weight of zero", Idea("{0::a|b}"), 400, "request-invalid:template-weight-invalid"),
        Case("thirty nested choices", Idea(Nested(30)), 400, "request-invalid:template-too-deep"),
        Case("thirty choices", Idea(Repeated(30)), 400, "request-invalid:template-too-many-combinations"),
        Case("a template that grows", Idea(Growing()), 400, "request-invalid:template-too-long"),
        Case("a template of nothing", Idea("{|a}"), 400, "request-invalid:template-blank"),
        Case(
            "too many to have all",
            Idea(Repeated(6), "\"allCombinations\":true"),
            400,
            "request-invalid:template-too-many-combinations"
        ),
        Case(
            "all and a number",
            Idea("{a|b}", "\"allCombinations\":true,\"variations\":2"),
            400,
            "request-invalid:control-invalid"
        ),
        Case("locks without a parent", Text("\"lock\":[\"styles\"]"), 400, "request-invalid:parent-missing"),
        Case("swaps without a parent", Text("\"swap\":{}"), 400, "request-invalid:parent-missing"),
        Case("a wrong parent", Text("\"parentId\":\"../x\""), 400, "request-invalid:parent-id-invalid"),
        Case("a missing parent", Remix(), 404, "parent-not-found"),
        Case("an unknown lock", Remix("\"lock\":[\"idea\"]"), 400, "request-invalid:lock-unknown"),
        Case("a null lock", Remix("\"lock\":[null]"), 400, "request-invalid:lock-unknown"),
        Case("a lock twice", Remix("\"lock\":[\"mood\",\"mood\"]"), 400, "request-invalid:lock-repeated"),
        Case("an unknown swap", Remix("\"swap\":{\"tempo\":\"x\"}"), 400, "json-invalid"),
        Case("a wrong swap", Remix("\"swap\":{\"aspectRatio\":\"x\"}"), 400, "request-invalid:control-invalid"),
        Case(
            "a locked swap",
            Remix("\"lock\":[\"styles\"],\"swap\":{\"style\":\"x\"}"),
            400,
            "request-invalid:swap-locked"
        ),
        Case(
            "a locked control",
            Remix("\"lock\":[\"negatives\"],\"controls\":{\"negative\":\"x\"}"),
            400,
            "request-invalid:swap-locked"
        ),
        Case(
            "a swap and a control",
            Remix("\"swap\":{\"mood\":\"x\"},\"controls\":{\"mood\":\"y\"}"),
            400,
            "request-invalid:swap-repeated"
        ),
        Case(
            "a remix of a picture",
            $$"""{"kind":"image-to-prompt","parentId":"{{MissingId}}"}""",
            400,
            "request-invalid:parent-unexpected"
        ),
        Case("a picture with a text", Text("\"source\":{}"), 400, "request-invalid:source-unexpected"),
        Case("no picture", """{"kind":"image-to-prompt"}""", 400, "request-invalid:source-missing"),
        Case("an empty source", """{"kind":"image-to-prompt","source":{}}""", 400, "request-invalid:source-missing"),
        Case("a wrong upload id", Image("../account"), 400, "request-invalid:upload-id-invalid"),
        Case("a missing upload", Image(MissingId), 404, "upload-not-found"),
    ];

    [TestCaseSource(nameof(Bodies)), Property("Promise", "P14")]
    public async Task A_bad_body_is_told_costs_nothing_and_leaves_nothing(string body, int status, string code)
    {
        using var person = await ApiClient.NewAsync();
        await person.GetAsync("account");

        var answer = await person.GenerateAsync(body, wait: 0);

        var codes = code.Split(':');
        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(answer.ContentType, Is.EqualTo("application/problem+json"));
        Assert.That(answer.Code, Is.EqualTo(codes[0]), answer.Text);
        if (codes.Length == 2)
        {
            var errors = answer.At("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString());
            Assert.That(errors, Does.Contain(codes[1]));
        }

        Assert.That(answer.At("traceId").GetString(), Is.Not.Empty);
        var credits = await person.CreditsAsync();
        Assert.That((credits.Balance, credits.Reserved, credits.Entries.Count), Is.EqualTo((50L, 0L, 1)));
        Assert.That((await person.GetAsync("generations")).At("generations").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GenerateAsync(Text($"\"targets\":[\"{new string('x', 70_000)}\"]"), wait: 0);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(answer.Code, Is.EqualTo("body-too-large"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        using var person = await ApiClient.NewAsync();
        using var content = new StringContent(Text(), Encoding.UTF8, contentType);

        var answer = await person.SendAsync(HttpMethod.Post, "generations", content, ("Idempotency-Key", "k"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(answer.Code, Is.EqualTo("content-type-unsupported"));
    }

    [TestCase("generations?q=", "request-invalid")]
    [TestCase("generations?q=%20%20", "request-invalid")]
    [TestCase("favourites?cursor=abc", "request-invalid")]
    [TestCase("favourites?limit=0", "request-invalid")]
    [TestCase("favourites?q=x", "request-invalid")]
    [TestCase("favourites?folder=a&folder=b", "request-invalid")]
    [TestCase("generations?limit=0", "request-invalid")]
    [TestCase("generations?limit=101", "request-invalid")]
    [TestCase("generations?limit=x", "request-invalid")]
    [TestCase("generations?cursor=abc", "request-invalid")]
    [TestCase("generations?cursor='%20or%20''%20eq%20'", "request-invalid")]
    [TestCase("generations?kind=0", "request-invalid")]
    [TestCase("generations?colour=red", "request-invalid")]
    [TestCase("generations?limit=1&limit=2", "request-invalid")]
    [TestCase("account/ledger?cursor=%00", "request-invalid")]
    [TestCase("account/ledger?cursor=abc", "request-invalid")]
    [TestCase("account?x=1", "request-invalid")]
    public async Task A_bad_query_is_told(string path, string code)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.GetAsync(path);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Code, Is.EqualTo(code));
    }

    [TestCase("generations/x")]
    [TestCase("generations/" + MissingId)]
    [TestCase("generations/%2e%2e%2faccount")]
    [TestCase("generations/x/events")]
    public async Task An_id_that_is_none_is_not_found(string path)
    {
        using var person = await ApiClient.NewAsync();

        Assert.That((await person.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static TestCaseData Case(string name, string body, int status, string code) =>
        new TestCaseData(body, status, code).SetArgDisplayNames(name);

    private static string Text(string? more = null) =>
        $$"""{"kind":"text-to-prompt","idea":"a cat"{{(more is null ? "" : "," + more)}}}""";

    private static string Idea(string idea, string controls = "") =>
        $$$"""{"kind":"text-to-prompt","idea":"{{{idea}}}","controls":{ {{{controls}}} }}""";

    private static string Remix(string? more = null) =>
        Text($"\"parentId\":\"{MissingId}\"{(more is null ? "" : "," + more)}");

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{a|", depth)) + new string('}', depth);

    private static string Repeated(int count) => string.Concat(Enumerable.Repeat("{a|b}", count));

    private static string Growing() => $"{{30$${new string('-', 200)}$${string.Join('|', Enumerable.Range(0, 30))}}}";

    private static string Image(string id) => $$$"""{"kind":"image-to-prompt","source":{"uploadId":"{{{id}}}"}}""";

    private static string Long() => $$"""{"kind":"text-to-prompt","idea":"{{new string('a', 4001)}}"}""";

    private static string Deep() => new StringBuilder().Insert(0, "[", 5000).ToString();
}
