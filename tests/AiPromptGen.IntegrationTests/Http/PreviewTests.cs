using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>What the website asks while somebody types, and for the prompt inside a picture.</summary>
[TestFixture]
internal sealed class PreviewTests
{
    private const string Request = """
        {"idea":"please draw me a red fox in the snow, no people","targets":["flux","midjourney"],"lint":true,"spans":true}
        """;

    [Test]
    public async Task A_preview_is_what_a_generation_without_detail_makes()
    {
        using var person = await ApiClient.NewAsync();
        var preview = await person.SendAsync(HttpMethod.Post, "prompts/preview", Request);
        var made = await person.GenerateAsync(
            """
            {"kind":"text-to-prompt","idea":"please draw me a red fox in the snow, no people",
             "targets":["flux","midjourney"],"controls":{"detail":"off"}}
            """
        );

        Assert.That(preview.Status, Is.EqualTo(HttpStatusCode.OK), preview.Text);
        Assert.That(
            PromptOf(preview.At("renderings", "flux")),
            Is.EqualTo(PromptOf(made.At("result", "renderings", "flux")))
        );
        Assert.That(preview.At("findings").GetArrayLength(), Is.Zero);
        var flux = preview.At("renderings", "flux");
        var span = flux.GetProperty("spans")[0];
        Assert.That(
            PromptOf(flux)!.Substring(span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()),
            Does.Contain("red fox")
        );
    }

    [Test]
    public async Task An_idea_whose_language_is_not_read_says_so()
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var answer = await nobody.SendAsync(
            HttpMethod.Post,
            "prompts/preview",
            """{"idea":"ein roter Fuchs im Schnee mit dem Licht","lint":true,"targets":["flux"]}"""
        );

        Assert.That(answer.Text, Does.Contain("\"code\":\"idea-kept-whole\""));
    }

    [Test, Property("Promise", "P14")]
    public async Task Added_detail_is_free_five_times_a_day()
    {
        await using var app = await TestApp.StartAsync("FreeDetail");
        using var nobody = new ApiClient(app.Address);
        const string full = """{"idea":"a fox","controls":{"detail":"full"},"targets":["flux"]}""";
        for (var i = 0; i < 5; i++)
        {
            Assert.That(
                (await nobody.SendAsync(HttpMethod.Post, "prompts/preview", full)).Status,
                Is.EqualTo(HttpStatusCode.OK)
            );
        }

        var sixth = await nobody.SendAsync(HttpMethod.Post, "prompts/preview", full);
        var plain = await nobody.SendAsync(HttpMethod.Post, "prompts/preview", Request);

        Assert.That((sixth.Status, sixth.Code), Is.EqualTo((HttpStatusCode.TooManyRequests, "preview-limited")));
        Assert.That(sixth.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.FromHours(23)));
        Assert.That(plain.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("""{"idea":""}""", "idea-missing")]
    [TestCase("""{"idea":"a {fox|","targets":["flux"]}""", "template-unclosed")]
    [TestCase("""{"idea":"a","targets":["none"]}""", "target-unknown")]
    [TestCase("""{"idea":"a","controls":{"aspectRatio":"wide"}}""", "control-invalid")]
    public async Task A_wrong_idea_is_told(string body, string code)
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var answer = await nobody.SendAsync(HttpMethod.Post, "prompts/preview", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Text, Does.Contain($"\"code\":\"{code}\""));
    }

    [Test]
    public async Task The_prompt_of_a_picture_comes_back_from_its_texts_exactly()
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var answer = await nobody.SendAsync(
            HttpMethod.Post,
            "prompts/recover",
            """
            {"texts":{"Software":"x","parameters":"a (lighthouse:1.2) in a storm\nNegative prompt: people\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 512x512"},
             "targets":["sdxl"]}
            """
        );

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.At("found").GetBoolean(), Is.True);
        Assert.That(answer.At("prompt", "verbatim", "prompt").GetString(), Is.EqualTo("a (lighthouse:1.2) in a storm"));
        Assert.That(PromptOf(answer.At("renderings", "sdxl")), Is.EqualTo("a (lighthouse:1.2) in a storm"));
    }

    [TestCase("""{"texts":{"Comment":"holiday"}}""")]
    [TestCase("""{"texts":{"prompt":"{\"broken\": "}}""")]
    public async Task Texts_without_a_prompt_are_told_as_that(string body)
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var answer = await nobody.SendAsync(HttpMethod.Post, "prompts/recover", body);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((HttpStatusCode.OK, """{"found":false}""")));
    }

    [Test]
    public async Task The_catalog_comes_in_parts_and_compressed()
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var core = await nobody.GetAsync("catalog?part=core");
        var library = await nobody.GetAsync("catalog?part=library");
        var wrong = await nobody.GetAsync("catalog?part=all");

        Assert.That(core.At("signIn", "development").GetBoolean(), Is.True);
        Assert.That(core.At("library", "styles").GetArrayLength(), Is.Zero);
        Assert.That(core.At("targets").GetArrayLength(), Is.GreaterThan(10));
        Assert.That(library.At("library", "styles").GetArrayLength(), Is.GreaterThan(50));
        Assert.That(library.At("targets").GetArrayLength(), Is.Zero);
        Assert.That(wrong.Text, Does.Contain("part-unknown"));

        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"{await SharedApp.AddressAsync()}/catalog")
        );
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var answer = await nobody.Http.SendAsync(request);
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        Assert.That((await answer.Content.ReadAsByteArrayAsync()).Length, Is.LessThan(30_000));
    }

    [Test]
    public async Task A_summary_is_one_line_of_a_history()
    {
        using var person = await ApiClient.NewAsync();
        var made = await person.GenerateAsync(
            """{"kind":"text-to-prompt","idea":"a red fox, teal and orange, 16:9"}"""
        );

        var whole = await person.GetAsync("generations");
        var brief = await person.GetAsync("generations?view=summary");
        var wrong = await person.GetAsync("generations?view=all");

        var line = brief.At("generations")[0];
        Assert.That(line.GetProperty("id").GetString(), Is.EqualTo(made.Id));
        Assert.That(line.TryGetProperty("result", out _) || line.TryGetProperty("idea", out _), Is.False);
        Assert.That(line.GetProperty("summary").GetProperty("title").GetString(), Does.StartWith("a red fox"));
        Assert.That(line.GetProperty("summary").GetProperty("aspectRatio").GetString(), Is.EqualTo("16:9"));
        Assert.That(line.GetProperty("summary").GetProperty("colors").GetArrayLength(), Is.GreaterThan(0));
        Assert.That(brief.Text.Length, Is.LessThan(whole.Text.Length / 5));
        Assert.That(wrong.Text, Does.Contain("view-unknown"));
    }

    private static string? PromptOf(System.Text.Json.JsonElement rendering) =>
        rendering.GetProperty("prompt").GetString();
}
