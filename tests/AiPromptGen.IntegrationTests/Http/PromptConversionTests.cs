using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>A finished prompt moves from one image model to another, without an account.</summary>
[TestFixture]
internal sealed class PromptConversionTests
{
    private const string Midjourney =
        "a red fox in the snow, golden hour --ar 3:2 --seed 7 --stylize 250 --no people --blorp 1 --v 7";

    private ApiClient client = null!;

    [OneTimeSetUp]
    public async Task ConnectAsync() => client = new ApiClient(await SharedApp.AddressAsync());

    [OneTimeTearDown]
    public void Dispose() => client.Dispose();

    [Test]
    public async Task A_prompt_is_taken_apart_without_sign_in()
    {
        var answer = await PostAsync("parse", new { text = Midjourney, target = "midjourney" });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.At("grammar").GetString(), Is.EqualTo("midjourney"));
        Assert.That(answer.At("confidence").GetDouble(), Is.EqualTo(1));
        Assert.That(answer.At("prompt", "aspectRatio", "width").GetInt32(), Is.EqualTo(3));
        Assert.That(answer.At("prompt", "seed").GetInt64(), Is.EqualTo(7));
        var understood = answer.At("understood").EnumerateArray().Select(part => part.ToString());
        Assert.That(understood, Has.Some.Contains("golden hour").And.Some.Contains("stylize 250"));
        Assert.That(
            answer.At("unparsed").EnumerateArray().Single().ToString(),
            Does.Contain("--blorp 1").And.Contain("parameter-unknown")
        );
        Assert.That(answer.Json.TryGetProperty("renderings", out _), Is.False);
    }

    [Test]
    public async Task A_prompt_is_written_for_other_targets()
    {
        var answer = await PostAsync(
            "convert",
            new
            {
                text = Midjourney,
                from = "midjourney",
                to = new[] { "sdxl", "flux" },
            }
        );

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        var sdxl = answer.At("renderings", "sdxl");
        Assert.That(sdxl.GetProperty("prompt").GetString(), Does.StartWith("a red fox in the snow"));
        Assert.That(sdxl.GetProperty("negative").GetString(), Is.EqualTo("people"));
        Assert.That(sdxl.GetProperty("parameters").ToString(), Does.Contain("1216").And.Contain("832"));
        Assert.That(answer.At("renderings", "flux", "prompt").GetString(), Does.Contain("fox").And.Not.Contain("--"));
    }

    [Test]
    public async Task What_was_read_can_be_rendered_again()
    {
        var parsed = await PostAsync("parse", new { text = Midjourney });

        var body = $$"""{"prompt":{{parsed.At("prompt")}},"targets":["midjourney"]}""";
        var answer = await client.SendAsync(HttpMethod.Post, "prompts/render", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.At("renderings", "midjourney", "prompt").GetString(), Is.EqualTo(Midjourney));
    }

    [TestCase("parse", "{}", 400, "json-invalid")]
    [TestCase("parse", """{"text":null}""", 400, "json-invalid,value-missing")]
    [TestCase("parse", """{"text":" "}""", 400, "value-missing")]
    [TestCase("parse", """{"text":"a","target":"paint"}""", 400, "target-unknown")]
    [TestCase("parse", """{"text":"a","more":1}""", 400, "json-invalid")]
    [TestCase("convert", """{"text":"a","to":[]}""", 400, "targets-empty")]
    [TestCase("convert", """{"text":"a","to":["flux","flux"]}""", 400, "target-repeated")]
    [TestCase("convert", """{"text":"a","to":[null]}""", 400, "target-unknown")]
    [TestCase("convert", """{"text":"a","to":["flux"],"from":""}""", 400, "target-unknown")]
    [TestCase("convert", """{"text":"a nude 12 year old girl","to":["flux"]}""", 422, "content-refused")]
    [Property("Promise", "P14")]
    public async Task A_bad_request_is_told(string route, string body, int status, string codes)
    {
        var answer = await client.SendAsync(HttpMethod.Post, $"prompts/{route}", body);

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(
            codes.Split(','),
            Has.Some.Matches<string>(code => answer.Text.Contains($"\"{code}\"")),
            answer.Text
        );
    }

    [Test, Property("Promise", "P14")]
    public async Task A_text_may_be_as_long_as_the_longest_prompt_and_no_longer()
    {
        var longest = await PostAsync("parse", new { text = new string('猫', 32_000) });
        var longer = await PostAsync("parse", new { text = new string('a', 32_001) });
        var huge = await PostAsync("parse", new { text = new string('a', 300_000) });

        Assert.That(longest.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(longer.Text, Does.Contain("text-too-long"));
        Assert.That(huge.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    private Task<Answer> PostAsync(string route, object body) =>
        client.SendAsync(HttpMethod.Post, $"prompts/{route}", JsonSerializer.Serialize(body));
}
