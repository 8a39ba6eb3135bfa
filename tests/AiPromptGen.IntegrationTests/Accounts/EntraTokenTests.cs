using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>The validation of production, settings and all, against an External ID tenant that answers in this process.</summary>
[TestFixture, Parallelizable]
internal sealed class EntraTokenTests
{
    private const string Other = "00000000-0000-0000-0000-000000000009";

    private readonly EntraTenant tenant = new();
    private TestApp app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => app = await tenant.StartAsync("Entra");

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        await app.DisposeAsync();
        tenant.Dispose();
    }

    [Test, Property("Promise", "P1")]
    public async Task A_token_of_the_tenant_signs_in_and_its_keys_are_fetched_once()
    {
        for (var i = 0; i < 25; i++)
        {
            var answer = await GetAsync(app, tenant.Token(EntraTenant.Claims()));
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        }

        await TestContext.Out.WriteLineAsync(string.Join('\n', tenant.Asked));
        Assert.That(tenant.Asked, Is.Not.Empty);
        Assert.That(tenant.Asked.GroupBy(a => a).Select(g => g.Count()), Is.All.LessThanOrEqualTo(2));
    }

    /// <summary>The token table: one claim is another one's, of another kind, or missing (null).</summary>
    [TestCase("iss", $"https://{Other}.ciamlogin.com/{Other}/v2.0")]
    [TestCase("iss", $"https://login.microsoftonline.com/{Other}/v2.0")]
    [TestCase("iss", $"https://sts.windows.net/{EntraTenant.Id}/", Description = "of version 1")]
    [TestCase("iss", "https://evil.example/v2.0")]
    [TestCase("iss", null)]
    [TestCase("aud", Other)]
    [TestCase("aud", $"api://{EntraTenant.Client}", Description = "of version 1")]
    [TestCase("aud", null)]
    [TestCase("ver", "1.0")]
    [TestCase("ver", "2")]
    [TestCase("ver", null)]
    [TestCase("tid", Other)]
    [TestCase("tid", "9188040d-6c67-4c5b-b112-36a304b66dad", Description = "personal Microsoft accounts")]
    [TestCase("tid", "common")]
    [TestCase("tid", null)]
    [TestCase("oid", "")]
    [TestCase("oid", "ada")]
    [TestCase("oid", null)]
    [TestCase("scp", "another_scope")]
    [TestCase("scp", "")]
    [TestCase("scp", null)]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string? value)
    {
        var claims = EntraTenant.Claims();
        Assert.That((await GetAsync(app, tenant.Token(claims))).Status, Is.EqualTo(HttpStatusCode.OK));

        var answer = await GetAsync(app, tenant.Token(With(claims, claim, value)));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Unauthorized, "token-invalid")));
    }

    /// <summary>What tokens of one person may differ in.</summary>
    [TestCase("sub", "subject-of-another-app")]
    [TestCase("sub", null)]
    [TestCase("email", "ada@new.example")]
    [TestCase("email", null)]
    [TestCase("oid", "00000000-0000-0000-0000-0000000000A1")]
    [TestCase("scp", "openid access_as_user")]
    [Property("Promise", "P1")]
    public async Task A_person_has_one_account(string claim, string? value)
    {
        var first = await GetAsync(app, tenant.Token(EntraTenant.Claims()));

        var answer = await GetAsync(app, tenant.Token(With(EntraTenant.Claims(), claim, value)));

        Assert.That((answer.Status, answer.Id), Is.EqualTo((HttpStatusCode.OK, first.Id)), answer.Text);
    }

    [Test, Property("Promise", "P1")]
    public async Task Another_person_has_another_account_though_the_address_and_the_subject_are_the_same()
    {
        var first = await GetAsync(app, tenant.Token(EntraTenant.Claims()));

        var answer = await GetAsync(app, tenant.Token(With(EntraTenant.Claims(), "oid", Other)));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Id, Is.Not.EqualTo(first.Id));
    }

    /// <summary>A role is what a tenant says of its people: of another tenant it says nothing here.</summary>
    [TestCase(EntraTenant.Id, 200)]
    [TestCase(Other, 401)]
    [Property("Promise", "P23")]
    public async Task The_support_role_comes_from_the_one_tenant(string of, int status)
    {
        var claims = With(EntraTenant.Claims(), "tid", of);
        claims["roles"] = new[] { "support" };

        var answer = await GetAsync(app, tenant.Token(claims), "support/audit");

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text);
    }

    [TestCase(null)]
    [TestCase("preferred_username")]
    [TestCase("upn")]
    [Property("Promise", "P2")]
    public async Task That_a_sign_in_gives_no_address_is_told_in_the_account_and_once_to_the_operator(string? claim)
    {
        var logs = new RecordedLogs();
        using var silent = new EntraTenant();
        await using var program = await silent.StartAsync(
            "EntraNoEmail",
            services => services.AddSingleton<ILoggerProvider>(logs)
        );
        var claims = With(EntraTenant.Claims(), "oid", $"{Guid.NewGuid()}");
        Assert.That((await GetAsync(program, silent.Token(claims))).At("emailHeld").GetBoolean(), Is.True);
        Assert.That(logs.Lines, Has.None.Contains("'email' claim"));
        claims = With(With(claims, "oid", $"{Guid.NewGuid()}"), "email", null);
        if (claim is not null)
        {
            claims[claim] = "ada@example.org";
        }

        var first = await GetAsync(program, silent.Token(claims));
        await GetAsync(program, silent.Token(claims));

        Assert.That(first.At("emailHeld").GetBoolean(), Is.False, first.Text);
        Assert.That(first.Json.TryGetProperty("email", out _), Is.False);
        Assert.That(logs.Lines, Has.Exactly(1).Contains("'email' claim"));
        Assert.That(logs.Lines, Has.None.Contains("ada@example.org"));
    }

    [Test]
    public async Task An_algorithm_that_Entra_does_not_sign_with_is_refused()
    {
        var answer = await GetAsync(app, tenant.Token(EntraTenant.Claims(), SecurityAlgorithms.RsaSha512));

        Assert.That(answer.Code, Is.EqualTo("token-invalid"));
    }

    /// <summary>
    /// Forged tokens name keys that there are not, before and after the tenant changes its key without notice: the first token
    /// of the new key is taken.
    /// </summary>
    [Test, Property("Promise", "P1")]
    public async Task A_new_key_is_found_at_once_whatever_was_forged_before()
    {
        using var changing = new EntraTenant();
        await using var program = await changing.StartAsync("EntraKeys");
        var old = changing.Token(EntraTenant.Claims());
        Assert.That((await GetAsync(program, old)).Status, Is.EqualTo(HttpStatusCode.OK));
        await ForgeAsync(program, changing, 20);

        changing.ChangeKey();
        var forging = ForgeAsync(program, changing, 20);
        var answer = await GetAsync(program, changing.Token(EntraTenant.Claims()));
        await forging;

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That((await GetAsync(program, old)).Code, Is.EqualTo("token-invalid"), "its key is gone");
    }

    /// <summary>Forgers cost the issuer two small requests a second at most, the metadata and the keys, however many there are.</summary>
    [Test]
    public async Task Forged_keys_cost_the_issuer_little()
    {
        using var attacked = new EntraTenant();
        await using var program = await attacked.StartAsync("EntraForged");
        Assert.That(
            (await GetAsync(program, attacked.Token(EntraTenant.Claims()))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
        var (before, watch) = (attacked.Asked.Count, Stopwatch.StartNew());

        await ForgeAsync(program, attacked, 200);

        var most = 2 * ((int)watch.Elapsed.TotalSeconds + 2);
        Assert.That(attacked.Asked.Count - before, Is.InRange(2, most));
        Assert.That(
            (await GetAsync(program, attacked.Token(EntraTenant.Claims()))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }

    private static async Task ForgeAsync(TestApp program, EntraTenant tenant, int tokens)
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, tokens)
                .Select(i =>
                    GetAsync(program, tenant.Token(EntraTenant.Claims(), keyId: $"forged-{i}-{Guid.NewGuid()}"))
                )
        );
        Assert.That(answers.Select(a => a.Code), Is.All.EqualTo("token-invalid"));
    }

    private static Dictionary<string, object> With(Dictionary<string, object> claims, string claim, string? value)
    {
        var changed = new Dictionary<string, object>(claims);
        changed.Remove(claim);
        if (value is not null)
        {
            changed[claim] = value;
        }

        return changed;
    }

    private static async Task<Answer> GetAsync(TestApp program, string token, string path = "account")
    {
        using var person = new ApiClient(program.Address);
        person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await person.GetAsync(path);
    }
}
