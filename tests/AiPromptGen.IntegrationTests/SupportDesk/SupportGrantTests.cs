using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.SupportDesk;

/// <summary><c>POST /support/accounts/{id}/grants</c>.</summary>
[TestFixture]
internal sealed class SupportGrantTests
{
    private const string Body = """{"credits":25,"reason":"provider-failure"}""";
    private TestApp app = null!;
    private ApiClient support = null!;
    private ApiClient person = null!;
    private string account = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        app = await TestApp.StartAsync("SupportGrants");
        support = await ApiClient.SupportAsync(app.Address);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        support.Dispose();
        await app.DisposeAsync();
    }

    [SetUp]
    public async Task Begin()
    {
        person = await ApiClient.NewAsync(app.Address);
        account = (await person.GetAsync("account")).Id;
    }

    [TearDown]
    public void End() => person.Dispose();

    [Test, Property("Promise", "P11"), Property("Promise", "P23")]
    public async Task Goodwill_is_granted_once_a_key()
    {
        var first = await GrantAsync(support, account, "k-1", Body);
        var again = await GrantAsync(support, account, "k-1", Body);

        Assert.That(first.Status, Is.EqualTo(HttpStatusCode.Created), first.Text);
        Assert.That(again.Text, Is.EqualTo(first.Text));
        var credits = await person.CreditsAsync();
        Assert.That(credits.Balance, Is.EqualTo(75));
        Assert.That(credits.Entries, Is.EqualTo(new[] { 25L, 50L }));
        var entry = (await person.GetAsync("account/ledger")).At("entries")[0];
        Assert.That(entry.GetProperty("reference").GetString(), Is.EqualTo("support:provider-failure"));
        var lots = (await person.GetAsync("account")).At("credits", "lots").EnumerateArray();
        Assert.That(lots.Select(l => l.GetProperty("origin").GetString()), Does.Contain("goodwill"));
    }

    [Test]
    public async Task Two_at_once_with_one_key_grant_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GrantAsync(support, account, "k-2", Body)));

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Created), answers[0].Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(75));
    }

    [Test, Property("Promise", "P23")]
    public async Task Nobody_grants_to_themselves()
    {
        var own = (await support.GetAsync("account")).Id;

        var answer = await GrantAsync(support, own, "k-own", Body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Forbidden, "own-account")), answer.Text);
        Assert.That((await support.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [TestCase("""{"credits":26,"reason":"provider-failure"}""")]
    [TestCase("""{"credits":25,"reason":"courtesy"}""")]
    public async Task The_same_key_with_another_body_is_refused(string other)
    {
        await GrantAsync(support, account, "k-3", Body);

        var answer = await GrantAsync(support, account, "k-3", other);

        Assert.That(((int)answer.Status, answer.Code), Is.EqualTo((422, "idempotency-key-reused")));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(75));
    }

    [Test]
    public async Task A_key_is_its_callers_own()
    {
        using var colleague = await ApiClient.SupportAsync(app.Address);
        await GrantAsync(support, account, "k-4", Body);
        await GrantAsync(colleague, account, "k-4", Body);

        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(100));
    }

    [TestCase("""{"credits":0,"reason":"courtesy"}""", "request-invalid")]
    [TestCase("""{"credits":1001,"reason":"courtesy"}""", "request-invalid")]
    [TestCase("""{"credits":5,"reason":"because she asked"}""", "json-invalid")]
    [TestCase("""{"credits":5}""", "json-invalid")]
    [TestCase("""{"credits":5,"reason":"courtesy","note":"hello"}""", "json-invalid")]
    public async Task A_wrong_grant_is_refused(string body, string code)
    {
        var answer = await GrantAsync(support, account, "k-5", body);

        Assert.That(((int)answer.Status, answer.Code), Is.EqualTo((400, code)), answer.Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [Test]
    public async Task It_needs_a_key_an_account_and_the_role()
    {
        var path = $"support/accounts/{account}/grants";
        using var nobody = new ApiClient(app.Address);

        Assert.That((await support.SendAsync(HttpMethod.Post, path, Body)).Code, Is.EqualTo("idempotency-key-missing"));
        var unknown = "a" + new string('0', 32);
        Assert.That((await GrantAsync(support, unknown, "k-6", Body)).Code, Is.EqualTo("account-not-found"));
        Assert.That((await GrantAsync(support, "me", "k-6", Body)).Code, Is.EqualTo("account-not-found"));
        Assert.That((await GrantAsync(person, account, "k-6", Body)).Code, Is.EqualTo("role-missing"));
        Assert.That((await GrantAsync(nobody, account, "k-6", Body)).Code, Is.EqualTo("token-missing"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    [Test, Property("Promise", "P21"), Property("Promise", "P23")]
    public async Task Both_sides_are_audited_with_words_alone()
    {
        using var asker = await ApiClient.SupportAsync(app.Address);
        var me = new AccountId((await asker.GetAsync("account")).Id);
        await GrantAsync(asker, account, "k-7", Body);
        await GrantAsync(asker, account, "k-7", Body);

        var (hers, mine) = (
            (await AccountRemains.ReadAsync(app, new AccountId(account))).Audit,
            (await AccountRemains.ReadAsync(app, me)).Audit
        );
        Assert.That(hers.Select(Told), Is.EqualTo(new[] { ("support-grant:provider-failure", "granted:25") }));
        Assert.That(mine.Select(Told), Is.All.EqualTo(("support-grant:provider-failure", "none")));
        Assert.That(mine, Has.Count.EqualTo(2), "each attempt");
        Assert.That(mine.SelectMany(r => r.Select(p => p.Value)).OfType<string>(), Has.None.Contain(account));
    }

    [Test, Property("Promise", "P21")]
    public async Task One_key_for_two_accounts_leaves_a_row_of_each_grant()
    {
        using var other = await ApiClient.NewAsync(app.Address);
        var second = (await other.GetAsync("account")).Id;
        await GrantAsync(support, account, "k-8", Body);
        await GrantAsync(support, second, "k-8", Body);

        foreach (var id in new[] { account, second })
        {
            var rows = (await AccountRemains.ReadAsync(app, new AccountId(id))).Audit;
            Assert.That(rows.Select(Told), Is.EqualTo(new[] { ("support-grant:provider-failure", "granted:25") }));
        }
    }

    private static (string, string) Told(TableEntity row) =>
        (row.GetString("RequestStatus"), row.GetString("QuotaEvent"));

    private static Task<Answer> GrantAsync(ApiClient caller, string account, string key, string body) =>
        caller.SendAsync(HttpMethod.Post, $"support/accounts/{account}/grants", body, ("Idempotency-Key", key));
}
