using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

[TestFixture]
internal sealed class CookieTests
{
    /// <summary>Tokens are sent by the page itself: the back end neither sets a cookie nor reads one.</summary>
    [TestCase("health"), Property("Promise", "P19")]
    [TestCase("catalog")]
    [TestCase("account")]
    [TestCase("generations")]
    [TestCase("nowhere")]
    public async Task No_cookie_is_set_and_none_is_read(string path)
    {
        using var person = await ApiClient.NewAsync();
        var plain = await person.GetAsync(path);

        person.Http.DefaultRequestHeaders.Add("Cookie", "session=stolen; consent=all");
        var withCookie = await person.GetAsync(path);

        Assert.That(plain.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(withCookie.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(withCookie.Status, Is.EqualTo(plain.Status));
    }
}
