using System.Net;
using AiPromptGen.Accounts;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Accounts;

[TestFixture]
internal sealed class TokenLifetimeTests
{
    [Test, Property("Promise", "P1")]
    public async Task A_token_ends_with_its_lifetime_and_a_minute_of_skew()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("TokenLifetime", time: time);
        using var person = await ApiClient.NewAsync(app.Address);

        time.Advance(DevelopmentIssuer.Lifetime + TokenValidation.ClockSkew - TimeSpan.FromSeconds(2));
        var alive = await person.GetAsync("account");
        time.Advance(TimeSpan.FromSeconds(3));
        var expired = await person.GetAsync("account");

        Assert.That(alive.Status, Is.EqualTo(HttpStatusCode.OK), alive.Text);
        Assert.That(expired.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(expired.Code, Is.EqualTo("token-invalid"));
    }

    [Test]
    public async Task A_token_from_the_future_is_not_valid_yet()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("TokenFuture", time: time);
        await using var behind = await TestApp.StartAsync("TokenPast", time: Clock.New());
        using var person = new ApiClient(behind.Address);
        time.Advance(TimeSpan.FromMinutes(10));
        using var ahead = await ApiClient.NewAsync(app.Address);
        person.Http.DefaultRequestHeaders.Authorization = ahead.Http.DefaultRequestHeaders.Authorization;

        var answer = await person.GetAsync("account");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized), answer.Text);
    }
}
