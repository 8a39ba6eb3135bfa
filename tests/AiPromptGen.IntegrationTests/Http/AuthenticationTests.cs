using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Http;

/// <summary>Attacks on the bearer token, against the real validation.</summary>
[TestFixture]
internal sealed class AuthenticationTests
{
    private static readonly string[] Protected =
    [
        "GET account",
        "GET account/ledger",
        "GET account/export",
        "GET account/erasure",
        "DELETE account",
        "POST account",
        "GET generations",
        "POST generations",
        "GET generations/00000000000000000000000000",
        "DELETE generations/00000000000000000000000000",
        "GET generations/00000000000000000000000000/events",
        "POST uploads",
        "POST generations/batch",
        "POST generations/00000000000000000000000000/favourite",
        "GET generations/00000000000000000000000000/export",
        "GET favourites",
        "POST favourites",
        "GET favourites/export",
        "GET favourites/00000000000000000000000000",
        "PUT favourites/00000000000000000000000000",
        "DELETE favourites/00000000000000000000000000",
        "GET support/audit",
        "POST support/audit",
        "POST support/accounts/a00000000000000000000000000000000/grants",
        "POST support/grants",
        "POST support/inactive",
        "POST support/grants/approvals",
    ];

    [TestCaseSource(nameof(Protected)), Property("Promise", "P1")]
    public async Task Without_a_token_nothing_is_answered(string call)
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var answer = await nobody.SendAsync(new HttpMethod(call.Split(' ')[0]), call.Split(' ')[1]);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Code, Is.EqualTo("token-missing"));
        Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
    }

    [Test]
    public async Task A_token_that_was_tampered_with_is_refused()
    {
        using var person = await ApiClient.NewAsync();
        var parts = person.Http.DefaultRequestHeaders.Authorization!.Parameter!.Split('.');
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var forged = new Dictionary<string, string>
        {
            ["alg none"] = $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            ["no signature"] = $"{parts[0]}.{parts[1]}.",
            ["another subject"] = $"{parts[0]}.{Change(parts[1], ("sub", "somebody-else"))}.{parts[2]}",
            ["longer life"] = $"{parts[0]}.{Change(parts[1], ("exp", now + 99_999_999))}.{parts[2]}",
            ["own key"] = Sign(parts[1]),
            ["own key, expired"] = Sign(Change(parts[1], ("exp", now - 3600))),
            ["own key, other issuer"] = Sign(Change(parts[1], ("iss", "https://evil.example"))),
            ["own key, other audience"] = Sign(Change(parts[1], ("aud", "somebody"))),
            ["HMAC with the public key id"] = Hmac(parts[1]),
            ["garbage"] = "abc",
            ["three dots"] = "a.b.c",
            ["empty"] = "",
            ["very long"] = new string('a', 20_000),
        };

        foreach (var (name, token) in forged)
        {
            person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await person.GetAsync("account");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized), name);
            Assert.That(answer.Code, Does.StartWith("token-"), name);
            Assert.That(answer.Text, Does.Not.Contain("IDX").And.Not.Contain("Exception"), name);
        }
    }

    [TestCase("{}", 400)]
    [TestCase("""{"email":"nobody"}""", 400)]
    [TestCase("""{"email":null}""", 400)]
    [TestCase("""{"email":"a@b.example","role":"support"}""", 400)]
    [TestCase("""{"email":"a@b.example","roles":["owner"]}""", 400)]
    [TestCase("""{"email":"a@b.example","roles":["support","support"]}""", 400)]
    [TestCase("""{"email":"a@b.example","roles":[null]}""", 400)]
    public async Task A_sign_in_without_an_address_is_told(string body, int status)
    {
        using var nobody = new ApiClient(await SharedApp.AddressAsync());

        var answer = await nobody.SendAsync(HttpMethod.Post, "dev/sign-in", body);

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text);
        Assert.That(answer.ContentType, Is.EqualTo("application/problem+json"));
    }

    [Test, Property("Promise", "P1"), Property("Promise", "P11")]
    public async Task The_account_is_made_on_first_sight_with_its_sign_up_credits_once()
    {
        using var person = await ApiClient.NewAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => person.GetAsync("account")));

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK), answers[0].Text);
        Assert.That(answers.Select(a => a.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers[0].At("email").GetString(), Is.EqualTo(person.Email));
        Assert.That(answers[0].Id, Does.Not.Contain("@"));
        Assert.That((await person.CreditsAsync()).Entries, Is.EqualTo(new long[] { 50 }));
    }

    [Test]
    public async Task The_same_address_is_the_same_account()
    {
        using var person = await ApiClient.NewAsync();
        var first = (await person.GetAsync("account")).Id;

        await person.SignInAsync(person.Email.ToUpperInvariant());

        Assert.That((await person.GetAsync("account")).Id, Is.EqualTo(first));
    }

    private static string Change(string payload, (string Name, object Value) change)
    {
        var claims = JsonSerializer.Deserialize<Dictionary<string, object>>(Decode(payload))!;
        claims[change.Name] = change.Value;
        return Encode(JsonSerializer.Serialize(claims));
    }

    private static string Sign(string payload)
    {
        using var rsa = RSA.Create(2048);
        var signed = $"{Encode("""{"alg":"RS256","typ":"JWT","kid":"development"}""")}.{payload}";
        var signature = rsa.SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{signed}.{Base64Url(signature)}";
    }

    private static string Hmac(string payload)
    {
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT","kid":"development"}""")}.{payload}";
        return $"{signed}.{Base64Url(HMACSHA256.HashData("development"u8, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string json) => Base64Url(Encoding.UTF8.GetBytes(json));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Decode(string part) =>
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));
}
