using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>API tokens: made by somebody who has signed in, good for their scopes, gone when revoked or with the account.</summary>
[TestFixture]
internal sealed class ApiTokenTests
{
    private const string Both = """{"name":"mine","scopes":["generate","read"]}""";
    private const string Reader = """{"name":"reader","scopes":["read"]}""";
    private const string Idea = """{"kind":"text-to-prompt","idea":"a red fox","targets":["flux"]}""";

    [Test]
    public async Task A_token_does_what_its_scopes_name_and_nothing_else()
    {
        using var person = await ApiClient.NewAsync();
        using var both = await WithTokenAsync(person, Both);
        using var reader = await WithTokenAsync(person, Reader);

        var made = await both.GenerateAsync(Idea);
        var read = await reader.GetAsync($"generations/{made.Id}");
        var refused = await reader.SendAsync(HttpMethod.Post, "generations", Idea, ("Idempotency-Key", "a"));

        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.OK), made.Text);
        Assert.That(read.Status, Is.EqualTo(HttpStatusCode.OK), read.Text);
        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.Forbidden, "scope-missing")));
        Assert.That(read.Headers.GetValues("RateLimit-Policy").Single(), Does.StartWith("\"token\";q="));
    }

    [TestCase("GET", "account/export")]
    [TestCase("GET", "account/tokens")]
    [TestCase("POST", "account/tokens")]
    [TestCase("DELETE", "account")]
    public async Task A_token_is_no_way_to_the_account_itself(string method, string path)
    {
        using var person = await ApiClient.NewAsync();
        using var both = await WithTokenAsync(person, Both);

        var answer = await both.SendAsync(new HttpMethod(method), path, method == "GET" ? (string?)null : Both);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "token-invalid")));
    }

    [Test]
    public async Task The_secret_is_shown_once_and_a_revoked_token_works_no_more()
    {
        using var person = await ApiClient.NewAsync();
        var made = await person.SendAsync(HttpMethod.Post, "account/tokens", Reader);
        var token = made.At("token").GetString()!;
        using var reader = ApiClient.With(await SharedApp.AddressAsync(), token);
        await reader.GetAsync("account");

        var listed = await person.GetAsync("account/tokens");
        Assert.That(listed.Text, Does.Not.Contain(token.Split('_')[^1]).And.Contain("lastUsedAt"));
        var exported = await person.GetAsync("account/export");
        Assert.That(exported.Text, Does.Not.Contain(token.Split('_')[^1]));

        var revoked = await person.SendAsync(HttpMethod.Delete, $"account/tokens/{made.Id}");
        var again = await person.SendAsync(HttpMethod.Delete, $"account/tokens/{made.Id}");
        var after = await reader.GetAsync("account");

        Assert.That(revoked.Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((again.Status, again.Code), Is.EqualTo((HttpStatusCode.NotFound, "token-not-found")));
        Assert.That((after.Status, after.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "token-invalid")));
    }

    [Test]
    public async Task Ten_are_the_most_even_when_they_are_made_at_once()
    {
        using var person = await ApiClient.NewAsync();
        await person.GetAsync("account");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 14).Select(_ => person.SendAsync(HttpMethod.Post, "account/tokens", Reader))
        );

        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.Created), Is.EqualTo(10));
        Assert.That(
            answers.Where(a => a.Status != HttpStatusCode.Created).Select(a => a.Code),
            Is.All.EqualTo("tokens-full")
        );
    }

    [TestCase("""{"name":"","scopes":["read"]}""", "value-missing")]
    [TestCase("""{"name":"a\nb","scopes":["read"]}""", "token-name-invalid")]
    [TestCase("""{"name":"a","scopes":[]}""", "scope-unknown")]
    [TestCase("""{"name":"a","scopes":["write"]}""", "scope-unknown")]
    [TestCase("""{"name":"a","scopes":["read","read"]}""", "scope-unknown")]
    [TestCase("""{"name":"a","scopes":[null]}""", "scope-unknown")]
    public async Task A_wrong_wish_is_told(string body, string code)
    {
        using var person = await ApiClient.NewAsync();

        var answer = await person.SendAsync(HttpMethod.Post, "account/tokens", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Text, Does.Contain($"\"code\":\"{code}\""));
    }

    [TestCase("apg_")]
    [TestCase("apg_a_b_c")]
    [TestCase("apg_a0123456789abcdef0123456789abcdef_7zzy3n0c8k5w2v9r4m1hq6t0xd_00")]
    public async Task What_is_no_token_gets_nobody_in(string text)
    {
        using var nobody = ApiClient.With(await SharedApp.AddressAsync(), text);

        var answer = await nobody.GetAsync("account");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "token-invalid")));
    }

    private static async Task<ApiClient> WithTokenAsync(ApiClient person, string body)
    {
        var made = await person.SendAsync(HttpMethod.Post, "account/tokens", body);
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created), made.Text);
        return ApiClient.With(await SharedApp.AddressAsync(), made.At("token").GetString()!);
    }
}
