using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Http.Raw;

/// <summary>What a hostile run sent, byte for byte. A broken request is its sender's mistake, and is told as one.</summary>
[TestFixture]
internal sealed class HostileHttpTests
{
    private const string Json = "Content-Type: application/json";
    private const string Chunked = "Transfer-Encoding: chunked";
    private const string Preview = "POST /prompts/preview HTTP/1.1";

    [TestCase("80000000\r\nx")]
    [TestCase("ffffffffffffffff\r\nx")]
    [TestCase("-1\r\nx")]
    [TestCase("zz\r\nx")]
    [TestCase("1\r\nxyz\r\n")]
    public async Task A_chunk_that_is_none_is_the_senders_mistake(string body)
    {
        var answer = await RawHttp.SendAsync(await SharedApp.AddressAsync(), [Preview, Json, Chunked], body);

        Assert.That(answer.Status, Is.EqualTo(400), answer.Head);
        Assert.That(answer.Code, Is.EqualTo("body-incomplete"));
    }

    [Test]
    public async Task A_form_without_its_last_boundary_ends_early()
    {
        using var person = await ApiClient.NewAsync();
        var form = Encoding.Latin1.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"
        );
        byte[] body = [.. form, .. TestPictures.Solid("#204060")];

        var answer = await RawHttp.SendAsync(
            await SharedApp.AddressAsync(),
            [
                "POST /uploads HTTP/1.1",
                "Content-Type: multipart/form-data; boundary=b",
                Invariant($"Content-Length: {body.Length}"),
                $"Authorization: {person.Http.DefaultRequestHeaders.Authorization}",
            ],
            body
        );

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "body-incomplete")), answer.Head);
    }

    [Test]
    public async Task Who_resets_in_mid_body_is_no_error_of_ours()
    {
        var logs = new RecordedLogs();
        await using var app = await TestApp.StartAsync(
            "Resets",
            services => services.AddSingleton<ILoggerProvider>(logs)
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var token = $"Authorization: {person.Http.DefaultRequestHeaders.Authorization}";

        for (var times = 0; times < 5; times++)
        {
            await RawHttp.ResetAsync(app.Address, [Preview, Json, "Content-Length: 1000"], "{\"idea\":\"a");
            await RawHttp.ResetAsync(app.Address, [Preview, Json, Chunked], "400\r\n{\"idea\":\"a");
            await RawHttp.ResetAsync(
                app.Address,
                ["POST /uploads HTTP/1.1", "Content-Type: image/png", "Content-Length: 400000", token],
                "\u0089PNG\r\n"
            );
        }

        // Each has been heard of before the last one of these is answered.
        for (var times = 0; times < 5; times++)
        {
            await person.GetAsync("account");
            await Task.Delay(50);
        }

        Assert.That(
            logs.Lines.Where(line =>
                line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)
                || line.StartsWith(nameof(LogLevel.Critical), StringComparison.Ordinal)
            ),
            Is.Empty
        );
    }

    [TestCase("application/json", "gzip", 415)]
    [TestCase("application/json", "br, identity", 415)]
    [TestCase("application/json", "identity", 200)]
    [TestCase("application/json; charset=utf-16", null, 415)]
    [TestCase("application/json; charset=iso-8859-1", null, 415)]
    [TestCase("application/json; charset=\"UTF-8\"", null, 200)]
    public async Task Only_plain_UTF_8_is_read(string type, string? encoding, int status)
    {
        const string Body = """{"idea":"a fox","targets":["flux"]}""";
        string[] head = [Preview, $"Content-Type: {type}", Invariant($"Content-Length: {Body.Length}")];

        var answer = await RawHttp.SendAsync(
            await SharedApp.AddressAsync(),
            encoding is null ? head : [.. head, $"Content-Encoding: {encoding}"],
            Body
        );

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.Code, Is.EqualTo(status == 415 ? "content-type-unsupported" : ""));
    }

    [Test]
    public async Task A_compressed_picture_is_not_taken()
    {
        using var person = await ApiClient.NewAsync();
        using var picture = new ByteArrayContent(TestPictures.Solid("#204060"));
        picture.Headers.ContentType = new("image/png");
        picture.Headers.ContentEncoding.Add("gzip");

        var answer = await person.SendAsync(HttpMethod.Post, "uploads", picture);

        Assert.That(
            (answer.Status, answer.Code),
            Is.EqualTo((HttpStatusCode.UnsupportedMediaType, "content-type-unsupported"))
        );
    }

    [TestCase("\u200B\u200B")]
    [TestCase("\u2060 \uFEFF\u00AD")]
    [TestCase("\u3164\u115F")]
    [TestCase("\uDB40\uDC41\uFE0F")]
    [TestCase("\u2800\u202E")]
    public async Task An_idea_that_nobody_can_see_is_none(string idea)
    {
        using var person = await ApiClient.NewAsync();

        var preview = await person.SendAsync(HttpMethod.Post, "prompts/preview", $$"""{"idea":"{{idea}}"}""");
        var parsed = await person.SendAsync(HttpMethod.Post, "prompts/parse", $$"""{"text":"{{idea}}"}""");
        var made = await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":"{{idea}}"}""");

        Assert.That(ErrorOf(preview), Is.EqualTo("idea-missing"));
        Assert.That(ErrorOf(parsed), Is.EqualTo("value-missing"));
        Assert.That(ErrorOf(made), Is.EqualTo("idea-missing"));
    }

    [Test]
    public async Task An_apostrophe_is_sent_as_one()
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(
            HttpMethod.Post,
            "prompts/preview",
            """{"idea":"a cat's cradle","targets":["flux"]}"""
        );
        var problem = await person.GetAsync("generations?it's=x");

        Assert.That(answer.Text, Does.Contain("cat's cradle"));
        Assert.That(answer.Text + problem.Text, Does.Not.Contain("\\u0027"));
    }

    private static string ErrorOf(Answer answer)
    {
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        return answer.At("errors")[0].GetProperty("code").GetString()!;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
