using System.Net;
using AiPromptGen.Host.Start;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>A page of another origin can read answers only when exactly its origin is configured.</summary>
[TestFixture]
internal sealed class CrossOriginTests
{
    private const string Site = "https://aiimagepromptgenerator.org";

    [TestCase(Site, Site)]
    [TestCase("https://evil.example", null)]
    [TestCase("https://aiimagepromptgenerator.org.evil.example", null)]
    [TestCase("http://aiimagepromptgenerator.org", null)]
    [TestCase("null", null)]
    public async Task Only_a_configured_origin_is_let_in(string origin, string? allowed)
    {
        await using var app = await TestApp.StartAsync("Cors", settings: $"Host:CORS={Site}");
        using var http = new HttpClient();

        var preflight = await SendAsync(
            http,
            HttpMethod.Options,
            app,
            origin,
            ("Access-Control-Request-Method", "POST")
        );
        var answer = await SendAsync(http, HttpMethod.Get, app, origin);

        Assert.That(AllowedBy(preflight), Is.EqualTo(allowed));
        Assert.That(AllowedBy(answer), Is.EqualTo(allowed));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
        Assert.That(
            string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers")),
            Does.Contain("Location").And.Contain("Retry-After").And.Contain("RateLimit")
        );
    }

    [Test]
    public async Task Without_the_setting_nobody_is_let_in()
    {
        await using var app = await TestApp.StartAsync("CorsOff");
        using var http = new HttpClient();

        Assert.That(AllowedBy(await SendAsync(http, HttpMethod.Get, app, Site)), Is.Null);
    }

    [Test]
    public void A_wildcard_is_refused() =>
        Assert.That(
            async () => await TestApp.StartAsync("CorsAll", settings: "Host:CORS=*"),
            Throws.TypeOf<LocalHostException>()
        );

    private static string? AllowedBy(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        HttpMethod method,
        TestApp app,
        string origin,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, $"{app.Address}/health");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return http.SendAsync(request);
    }
}
