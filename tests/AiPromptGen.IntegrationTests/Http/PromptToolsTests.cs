using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>The engine without an account: rendering, linting, the catalog.</summary>
[TestFixture]
internal sealed class PromptToolsTests
{
    private const string Fox = """{"subjects":[{"phrase":{"value":"a red fox in the snow","source":"user"}}]}""";

    [Test]
    public async Task A_structured_prompt_is_rendered_for_every_target_without_sign_in()
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.SendAsync(HttpMethod.Post, "prompts/render", $$"""{"prompt":{{Fox}}}""");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        var renderings = answer.At("renderings").EnumerateObject().ToList();
        Assert.That(renderings, Has.Count.EqualTo(28));
        foreach (var rendering in renderings)
        {
            Assert.That(rendering.Value.GetProperty("prompt").GetString(), Does.Contain("red fox").IgnoreCase);
        }
    }

    [Test]
    public async Task Only_the_targets_asked_for_are_answered_with_what_was_dropped()
    {
        using var nobody = await NobodyAsync();
        var body = """{"prompt":{"negatives":[{"term":{"value":"blorps","source":"user"}}]},"targets":["flux"]}""";

        var answer = await nobody.SendAsync(HttpMethod.Post, "prompts/render", body);

        var flux = answer.At("renderings", "flux");
        Assert.That(answer.At("renderings").EnumerateObject().Count(), Is.EqualTo(1));
        Assert.That(flux.GetProperty("dropped")[0].GetProperty("path").GetString(), Is.EqualTo("negatives[0]"));
        Assert.That(flux.GetProperty("warnings")[0].GetProperty("code").GetString(), Is.EqualTo("negative-dropped"));
    }

    [TestCase("""{"text":"a fox --colour red","target":"midjourney"}""", "parameter-unknown")]
    [TestCase("""{"text":"golden hour at midnight"}""", "contradiction")]
    [TestCase(
        """{"prompt":{"mood":[{"value":"calm","source":"user"},{"value":"calm","source":"user"}]}}""",
        "duplicate-phrase"
    )]
    public async Task A_mistake_in_a_prompt_is_found(string body, string code)
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.SendAsync(HttpMethod.Post, "prompts/lint", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        var codes = answer.At("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString());
        Assert.That(codes, Does.Contain(code));
    }

    [TestCase("render", "{}", "json-invalid")]
    [TestCase("render", """{"prompt":null}""", "json-invalid")]
    [TestCase("render", """{"prompt":[]}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"colour":"red"}}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"styles":[{"value":null,"source":"user"}]}}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"styles":[{"value":"x"}]}}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"styles":[{"value":"x","source":0}]}}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"medium":{"value":"\ud800","source":"user"}}}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"seed":1e99}}""", "json-invalid")]
    [TestCase("render", """{"prompt":{"subjects":[null]}}""", "request-invalid:value-missing")]
    [TestCase("render", """{"prompt":{"subjects":[{"weight":-1}]}}""", "request-invalid:number-out-of-range")]
    [TestCase("render", """{"prompt":{},"targets":[]}""", "request-invalid:targets-empty")]
    [TestCase("render", """{"prompt":{},"targets":["paint"]}""", "request-invalid:target-unknown")]
    [TestCase("render", """{"prompt":{},"targets":[null]}""", "request-invalid:target-unknown")]
    [TestCase("render", """{"prompt":{},"targets":["flux","flux"]}""", "request-invalid:target-repeated")]
    [TestCase("lint", "{}", "request-invalid:prompt-or-text")]
    [TestCase("lint", """{"text":"a","prompt":{}}""", "request-invalid:prompt-or-text")]
    [TestCase("lint", """{"text":"a","target":"paint"}""", "request-invalid:target-unknown")]
    [TestCase("lint", """{"prompt":{"styles":[null]}}""", "request-invalid:value-missing")]
    public async Task A_bad_request_is_told(string route, string body, string code)
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.SendAsync(HttpMethod.Post, $"prompts/{route}", body);

        var codes = code.Split(':');
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Code, Is.EqualTo(codes[0]), answer.Text);
        if (codes.Length == 2)
        {
            var told = answer.At("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());
            Assert.That(told, Does.Contain(codes[1]));
        }
    }

    [TestCase("render", """{"prompt":{"subjects":[{"phrase":{"value":"a nude child","source":"user"}}]}}""")]
    [TestCase("render", """{"prompt":{"idea":{"original":"a child"},"styles":[{"value":"nude","source":"model"}]}}""")]
    [TestCase("render", """{"prompt":{"verbatim":{"grammar":"plain","prompt":"a nude child","source":"user"}}}""")]
    [TestCase("lint", """{"prompt":{"title":"a nude child"}}""")]
    [TestCase("lint", """{"text":"a nude child","target":"flux"}""")]
    [TestCase("lint", """{"text":"a {nude|clothed} child"}""")]
    [TestCase("parse", """{"text":"a nude child"}""")]
    [TestCase("convert", """{"text":"a nude child","to":["flux"]}""")]
    [Property("Promise", "P14")]
    public async Task What_no_model_may_get_is_refused_by_every_tool_alike(string route, string body)
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.SendAsync(HttpMethod.Post, $"prompts/{route}", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), answer.Text);
        Assert.That(answer.Code, Is.EqualTo("content-refused"));
        Assert.That(answer.At("detail").GetString(), Does.Contain("would pass").And.Not.Contain("nude"));
    }

    [Test]
    public async Task Whatever_shape_the_body_has_the_answer_is_no_failure_of_ours()
    {
        using var nobody = await NobodyAsync();
        string[] values = ["null", "0", "-1", "1e308", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[]]", "true"];
        string[] members =
        [
            "subjects",
            "setting",
            "styles",
            "palette",
            "text",
            "negatives",
            "parameters",
            "aspectRatio",
            "idea",
            "verbatim",
            "composition",
            "camera",
            "lighting",
            "mood",
            "quality",
            "medium",
            "seed",
            "variations",
            "detail",
        ];
        foreach (var member in members)
        {
            foreach (var value in values)
            {
                var body = $$"""{"prompt":{"{{member}}":{{value}}},"targets":["ideogram-4","sdxl"]}""";
                var answer = await nobody.SendAsync(HttpMethod.Post, "prompts/render", body);
                Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.BadRequest), body);
            }
        }
    }

    [Test]
    public async Task The_catalog_tells_prices_targets_library_and_limits()
    {
        using var nobody = await NobodyAsync();

        var answer = await nobody.GetAsync("catalog");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        var kind = answer.At("kinds")[0];
        Assert.That(kind.GetProperty("kind").GetString(), Is.EqualTo("text-to-prompt"));
        Assert.That(kind.GetProperty("maxPriceCredits").GetInt32(), Is.EqualTo(1));
        var sdxl = answer.At("targets").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "sdxl");
        Assert.That(sdxl.GetProperty("limit").GetInt32(), Is.EqualTo(75));
        Assert.That(sdxl.GetProperty("countKind").GetString(), Is.EqualTo("exact"));
        Assert.That(sdxl.GetProperty("ratios").EnumerateArray().Select(r => r.GetString()), Does.Contain("16:9"));
        Assert.That(answer.At("library", "styles").GetArrayLength(), Is.GreaterThan(50));
        Assert.That(
            answer.At("library", "palettes")[0].GetProperty("colors")[0].GetProperty("hex").GetString(),
            Is.Not.Empty
        );
        Assert.That(answer.At("limits", "ideaLength").GetInt32(), Is.EqualTo(4000));
    }

    [TestCase("{0}", HttpStatusCode.NotModified)]
    [TestCase("W/{0}", HttpStatusCode.NotModified)]
    [TestCase("\"other\", {0}", HttpStatusCode.NotModified)]
    [TestCase("*", HttpStatusCode.NotModified)]
    [TestCase("\"other\"", HttpStatusCode.OK)]
    [TestCase("no tag", HttpStatusCode.OK)]
    public async Task Who_has_the_catalog_is_told_so(string header, HttpStatusCode status)
    {
        using var nobody = await NobodyAsync();
        var tag = (await nobody.GetAsync("catalog")).Headers.ETag!.Tag;

        var answer = await nobody.SendAsync(
            HttpMethod.Get,
            "catalog",
            (string?)null,
            ("If-None-Match", header.Replace("{0}", tag, StringComparison.Ordinal))
        );

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Headers.ETag!.Tag, Is.EqualTo(tag));
        Assert.That(answer.Text.Length, status == HttpStatusCode.OK ? Is.GreaterThan(1000) : Is.Zero);
    }

    [Test, Property("Promise", "P14")]
    public async Task An_address_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var app = await TestApp.StartAsync(
            "AddressLimit",
            settings: "AddressLimits:PromptRequestsPerWindow=3"
        );
        using var nobody = new ApiClient(app.Address);
        var body = """{"text":"a fox"}""";
        for (var i = 0; i < 3; i++)
        {
            var admitted = await nobody.SendAsync(HttpMethod.Post, "prompts/lint", body);
            Assert.That(admitted.Status, Is.EqualTo(HttpStatusCode.OK), admitted.Text);
        }

        // An address claimed in a header is nobody's, off Azure.
        var refused = await nobody.SendAsync(HttpMethod.Post, "prompts/render", body, ("X-Forwarded-For", "9.9.9.9"));

        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(refused.Code, Is.EqualTo("rate-limited"));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(refused.Headers.GetValues("RateLimit").Single(), Does.Match("^\"prompts\";r=0;t=[1-9][0-9]?$"));
    }

    private static async Task<ApiClient> NobodyAsync() => new(await SharedApp.AddressAsync());
}
