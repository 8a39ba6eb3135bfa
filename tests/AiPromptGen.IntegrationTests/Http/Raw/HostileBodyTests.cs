using System.Net;
using System.Text;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Http.Raw;

/// <summary>Bodies that stall, end early or say several things at once, and methods that nobody knows.</summary>
[TestFixture]
internal sealed class HostileBodyTests
{
    private const string Json = "Content-Type: application/json";
    private const string Chunked = "Transfer-Encoding: chunked";
    private const string Preview = "POST /prompts/preview HTTP/1.1";

    [Test]
    public async Task Who_stalls_in_mid_body_has_not_sent_it_all_and_is_no_error_of_ours()
    {
        var logs = new RecordedLogs();
        await using var app = await TestApp.StartAsync(
            "Stalls",
            services => services.AddSingleton<ILoggerProvider>(logs)
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var token = $"Authorization: {person.Http.DefaultRequestHeaders.Authorization}";
        string[][] heads =
        [
            [Preview, Json, "Content-Length: 1000"],
            [Preview, Json, Chunked],
            ["POST /generations HTTP/1.1", Json, "Content-Length: 1000", "Idempotency-Key: stall", token],
            ["POST /uploads HTTP/1.1", "Content-Type: image/png", "Content-Length: 400000", token],
            ["POST /uploads HTTP/1.1", "Content-Type: multipart/form-data; boundary=b", "Content-Length: 400", token],
        ];

        // The web server waits five seconds for a sender.
        var answers = await Task.WhenAll(
            heads.Select(head => RawHttp.SendAsync(app.Address, head, head[2] == Chunked ? "7fffffff\r\n{" : "--b\r\n"))
        );

        Assert.That(answers.Select(answer => (answer.Status, answer.Code)), Is.All.EqualTo((400, "body-incomplete")));
        Assert.That(logs.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("a: \0")]
    [TestCase("a: ", 70_000)]
    [TestCase(": x")]
    public async Task A_trailer_that_is_none_is_the_senders_mistake(string trailer, int more = 0)
    {
        var body =
            $"23\r\n{{\"idea\":\"a fox\",\"targets\":[\"flux\"]}}\r\n0\r\n{trailer}{new string('b', more)}\r\n\r\n";

        var answer = await RawHttp.SendAsync(await SharedApp.AddressAsync(), [Preview, Json, Chunked], body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "body-incomplete")), answer.Head);
    }

    [TestCase("\r\n--b")]
    [TestCase("\r\n--bx\r\n")]
    [TestCase("\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhel")]
    public async Task A_form_that_is_cut_off_behind_its_picture_is_not_taken(string rest)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await UploadAsync(person, rest);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "body-incomplete")), answer.Head);
    }

    [TestCase("\r\n--b--")]
    [TestCase("\r\n--b--\r\nan epilogue, which is to be passed over")]
    [TestCase("\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--b--\r\n")]
    public async Task A_form_may_go_on_behind_its_picture(string rest)
    {
        using var person = await ApiClient.NewAsync();

        Assert.That((await UploadAsync(person, rest)).Status, Is.EqualTo(201));
    }

    [TestCase("FOO")]
    [TestCase("TRACE")]
    [TestCase("PROPFIND")]
    [TestCase("QUERY")]
    [TestCase("M-SEARCH")]
    public async Task A_method_that_nobody_knows_is_a_problem(string method)
    {
        var address = await SharedApp.AddressAsync();

        var known = await RawHttp.SendAsync(address, [$"{method} /catalog HTTP/1.1"]);
        var unknown = await RawHttp.SendAsync(address, [$"{method} /nowhere HTTP/1.1"]);

        Assert.That((known.Status, known.Code), Is.EqualTo((405, "method-not-allowed")), known.Head);
        Assert.That(known.Head, Does.Contain("Allow: GET, HEAD"));
        Assert.That((unknown.Status, unknown.Code), Is.EqualTo((404, "not-found")), unknown.Head);
    }

    [TestCase("""{"idea":"a fox","controls":{"detail":"full, off"}}""", "$.controls.detail")]
    [TestCase("""{"idea":"a fox","controls":{"detail":"off,off"}}""", "$.controls.detail")]
    [TestCase("""{"idea":"a fox","controls":{"detail":" off"}}""", "$.controls.detail")]
    [TestCase("""{"targets":["flux"]}""", "$.idea")]
    [TestCase("{}", "$.idea")]
    [TestCase("[]", "$")]
    [TestCase("{", "$")]
    public async Task What_is_wrong_in_a_body_is_named(string body, string member)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(HttpMethod.Post, "prompts/preview", body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.BadRequest, "json-invalid")), answer.Text);
        Assert.That(answer.At("errors")[0].GetProperty("member").GetString(), Is.EqualTo(member));
    }

    [TestCase("\u0301\u0300\u0327", TestName = "Only combining marks")]
    [TestCase("\u20DD\uFE0F\u20E3", TestName = "Only enclosing marks")]
    [TestCase("\U0001F3FB\u200D\U0001F3FF", TestName = "Only skin tones")]
    [TestCase("\0\u0001\u007F\u0085", TestName = "Only control characters")]
    [TestCase("\uE000\U000F0000", TestName = "Only private characters")]
    [TestCase("\uFFFF\uFDD0\U0001FFFE", TestName = "Only characters that are none")]
    [TestCase("\uFFF9\uFFFC\uFFFD", TestName = "Only replacement characters")]
    [TestCase(",.;:*", TestName = "Only punctuation")]
    [TestCase("(--) [ ]", TestName = "Only brackets and dashes")]
    public async Task An_idea_without_a_sign_that_means_something_is_none(string idea)
    {
        using var person = await ApiClient.NewAsync();
        var text = JsonSerializer.Serialize(idea);

        var preview = await person.SendAsync(HttpMethod.Post, "prompts/preview", $$"""{"idea":{{text}}}""");
        var made = await person.GenerateAsync($$"""{"kind":"text-to-prompt","idea":{{text}}}""");

        Assert.That(preview.Status, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.BadRequest), preview.Text);
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.BadRequest), made.Text);
        Assert.That(made.At("errors")[0].GetProperty("code").GetString(), Is.EqualTo("idea-missing"));
    }

    [TestCase("🦊")]
    [TestCase("★")]
    [TestCase("狐")]
    [TestCase("७")]
    [TestCase("e\u0301")]
    public async Task One_sign_can_be_an_idea(string idea)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(
            HttpMethod.Post,
            "prompts/preview",
            $$"""{"idea":"{{idea}}","targets":["flux"]}"""
        );

        Assert.That(answer.At("prompt", "idea", "original").GetString(), Is.EqualTo(idea));
    }

    [TestCase("it's <b> & \u00E9\u72D0", TestName = "Marks of pages and letters are sent without escapes")]
    public async Task What_can_be_read_is_sent_without_escapes(string idea)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(
            HttpMethod.Post,
            "prompts/preview",
            $$"""{"idea":"{{idea}}, a \"sign\"","targets":["flux"]}"""
        );

        Assert.That(answer.Text, Does.Contain($$""" "original":"{{idea}}, a \"sign\"" """.Trim()));
        Assert.That(answer.Text, Does.Not.Contain("\\u"));
    }

    /// <param name="rest">What follows the picture's last byte.</param>
    private static async Task<RawAnswer> UploadAsync(ApiClient person, string rest)
    {
        var form = Encoding.Latin1.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"
        );
        byte[] body = [.. form, .. TestPictures.Solid("#204060"), .. Encoding.Latin1.GetBytes(rest)];
        return await RawHttp.SendAsync(
            await SharedApp.AddressAsync(),
            [
                "POST /uploads HTTP/1.1",
                "Content-Type: multipart/form-data; boundary=b",
                FormattableString.Invariant($"Content-Length: {body.Length}"),
                $"Authorization: {person.Http.DefaultRequestHeaders.Authorization}",
            ],
            body
        );
    }
}
