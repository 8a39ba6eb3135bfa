using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.SupportDesk;

/// <summary><c>POST /support/grants</c> and its approvals: what one person of support may not give alone.</summary>
[TestFixture]
internal sealed class TwoPeopleTests
{
    private const int SignUp = 50;
    private const int Alone = 100;
    private const int MostWrites = 20;
    private const string Role = ""","roles":["support"]""";

    private readonly RecordedLogs logs = new();
    private readonly ExportedTelemetry telemetry = new();
    private TestApp app = null!;
    private ApiClient first = null!;
    private ApiClient second = null!;
    private ApiClient person = null!;
    private string account = "";

    [OneTimeSetUp]
    public async Task Start() =>
        app = await TestApp.StartAsync(
            "TwoPeople",
            services =>
            {
                services.AddSingleton<ILoggerProvider>(logs);
                telemetry.AddTo(services);
            }
        );

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [SetUp]
    public async Task Begin()
    {
        first = await ApiClient.SupportAsync(app.Address);
        second = await ApiClient.SupportAsync(app.Address);
        person = await ApiClient.NewAsync(app.Address);
        account = (await person.GetAsync("account")).Id;
    }

    [TearDown]
    public void End()
    {
        first.Dispose();
        second.Dispose();
        person.Dispose();
    }

    [Test, Property("Promise", "P23")]
    public async Task What_is_more_than_one_may_give_waits_for_another()
    {
        var asked = await OrderAsync(first, account, "k", 500);
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.Accepted), asked.Text);
        Assert.That((await OrderAsync(first, account, "k", 500)).Text, Is.EqualTo(asked.Text), "repeated");
        Assert.That((await OrderAsync(first, account, "k", 499)).Code, Is.EqualTo("idempotency-key-reused"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp));

        var alone = await ApproveAsync(first, account, asked.Id);
        Assert.That((alone.Status, alone.Code), Is.EqualTo((HttpStatusCode.Forbidden, "second-person-needed")));
        var approvals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ApproveAsync(second, account, asked.Id)));

        Assert.That(approvals.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Created), approvals[0].Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp + 500));
        var repeated = await OrderAsync(first, account, "k", 500);
        Assert.That((repeated.Status, repeated.Id), Is.EqualTo((HttpStatusCode.Created, asked.Id)), repeated.Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp + 500));
        var hers = (await AccountRemains.ReadAsync(app, new AccountId(account))).Audit;
        Assert.That(
            hers.Select(r => (r.GetString("RequestStatus"), r.GetString("QuotaEvent"))),
            Is.EqualTo(new[] { ("support-grant:service-outage", "granted:500") })
        );
    }

    [Test, Property("Promise", "P23")]
    public async Task Many_small_ones_are_a_large_one()
    {
        var orders = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => OrderAsync(i % 2 == 0 ? first : second, account, $"k{i}", 30))
        );

        Assert.That(orders.Count(o => o.Status == HttpStatusCode.Created), Is.EqualTo(Alone / 30));
        Assert.That(orders.Count(o => o.Status == HttpStatusCode.Accepted), Is.EqualTo(8 - (Alone / 30)));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp + 90));
        var old = await first.SendAsync(
            HttpMethod.Post,
            $"support/accounts/{account}/grants",
            """{"credits":30,"reason":"courtesy"}""",
            ("Idempotency-Key", "old")
        );
        Assert.That((old.Status, old.Code), Is.EqualTo((HttpStatusCode.Forbidden, "second-person-needed")), old.Text);
        var granted = Array.FindIndex(orders, o => o.Status == HttpStatusCode.Created);
        var again = await OrderAsync(granted % 2 == 0 ? first : second, account, $"k{granted}", 30);
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Created), "what was granted stays so");
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp + 90));
    }

    [Test, Property("Promise", "P23")]
    public async Task Nobody_gives_to_themselves_as_the_first_or_as_the_second()
    {
        var own = (await first.GetAsync("account")).Id;

        Assert.That((await OrderAsync(first, own, "k", 5)).Code, Is.EqualTo("own-account"));
        var asked = await OrderAsync(second, own, "k", 500);
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.Accepted), asked.Text);
        Assert.That((await ApproveAsync(first, own, asked.Id)).Code, Is.EqualTo("own-account"));
        Assert.That((await ApproveAsync(second, own, asked.Id)).Code, Is.EqualTo("second-person-needed"));
        Assert.That((await first.CreditsAsync()).Balance, Is.EqualTo(SignUp));
    }

    [Test]
    public async Task What_does_not_wait_is_not_approved()
    {
        var asked = await OrderAsync(first, account, "k", 500);
        using var other = await ApiClient.NewAsync(app.Address);
        var others = (await other.GetAsync("account")).Id;
        var unknown = "goodwill-" + new string('0', 32);

        foreach (var id in new[] { unknown, "goodwill-", "sign-up", asked.Id + "0", "goodwill-" + new string('/', 32) })
        {
            Assert.That((await ApproveAsync(second, account, id)).Code, Is.EqualTo("grant-not-found"), id);
        }

        Assert.That((await ApproveAsync(second, others, asked.Id)).Code, Is.EqualTo("grant-not-found"));
        Assert.That((await ApproveAsync(second, "me", asked.Id)).Code, Is.EqualTo("account-not-found"));
        Assert.That((await ApproveAsync(person, account, asked.Id)).Code, Is.EqualTo("role-missing"));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp));
    }

    [Test, Property("Promise", "P13")]
    public async Task No_address_and_no_log_line_has_the_account()
    {
        var asked = await OrderAsync(first, account, "k", 500);
        await ApproveAsync(second, account, asked.Id);
        await OrderAsync(first, account, "k2", 5);
        await first.SendAsync(
            HttpMethod.Post,
            $"support/accounts/{account}/grants",
            """{"credits":5,"reason":"courtesy"}""",
            ("Idempotency-Key", "k3")
        );

        Assert.That(logs.Lines.Where(l => l.Contains(account, StringComparison.Ordinal)), Is.Empty);
        Assert.That(telemetry.Texts().Where(t => t.Contains(account, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task What_waits_goes_with_the_account()
    {
        await OrderAsync(first, account, "k", 500);
        await person.EraseAsync();
        await person.ErasedAsync();

        Assert.That(await ErasedTrace.OfAsync(app, new AccountId(account)), Is.Empty);
        Assert.That((await OrderAsync(first, account, "k", 500)).Code, Is.EqualTo("account-not-found"));
    }

    [Test]
    public async Task After_a_week_it_is_over_and_a_month_begins_anew()
    {
        var time = new ShiftedTime();
        await using var later = await TestApp.StartAsync("TwoPeopleLater", time: time);
        using var one = await SameAsync(later, first);
        using var two = await SameAsync(later, second);
        var asked = await OrderAsync(one, account, "k", 500);
        time.Advance(TimeSpan.FromDays(7));
        await one.SignInAsync(first.Email, Role);
        await two.SignInAsync(second.Email, Role);

        Assert.That((await ApproveAsync(two, account, asked.Id)).Code, Is.EqualTo("grant-expired"));
        Assert.That((await OrderAsync(one, account, "a", Alone)).Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((await OrderAsync(one, account, "b", 1)).Status, Is.EqualTo(HttpStatusCode.Accepted));
        time.Advance(TimeSpan.FromDays(31));
        await one.SignInAsync(first.Email, Role);
        Assert.That((await OrderAsync(one, account, "c", Alone)).Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(SignUp + (2 * Alone)));
    }

    /// <summary>Both steps, the process dead before or after each write; a new one is asked the same again.</summary>
    [TestCase(false)]
    [TestCase(true)]
    [Property("Promise", "P11"), Property("Promise", "P23")]
    public async Task Dying_at_any_write_grants_once(bool after)
    {
        var reached = 0;
        for (var write = 1; write <= MostWrites && await CrashAsync(write, after); write++)
        {
            reached = write;
        }

        await TestContext.Out.WriteLineAsync($"Died at each of {reached} writes (after: {after})");
        Assert.That(reached, Is.InRange(5, MostWrites - 1));
    }

    private async Task<bool> CrashAsync(int write, bool after)
    {
        var (dying, moment) = (new Death(write, after), $"write {write}, after: {after}");
        var key = Guid.NewGuid().ToString();
        var dead = await TestApp.StartAsync($"TwoPeopleCrash{write}{after}", services => services.AddDeath(dying));
        using (var one = await SameAsync(dead, first))
        using (var two = await SameAsync(dead, second))
        {
            dying.Arm();
            await TryAsync(async () =>
            {
                var asked = await OrderAsync(one, account, key, 500);
                await ApproveAsync(two, account, asked.Id);
            });
        }

        await dead.KillAsync();
        var id = (await OrderAsync(first, account, key, 500)).Id;
        Assert.That((await ApproveAsync(second, account, id)).Status, Is.EqualTo(HttpStatusCode.Created), moment);
        var (balance, _, _, entries) = await person.CreditsAsync();
        Assert.That((balance, entries.Count(e => e == 500)), Is.EqualTo((SignUp + (500 * write), write)), moment);
        var hers = (await AccountRemains.ReadAsync(app, new AccountId(account))).Audit;
        Assert.That(hers, Has.Count.EqualTo(write), moment);
        return dying.Dead;
    }

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception died) when (died is HttpRequestException or InvalidOperationException or KeyNotFoundException)
        {
            // Its answer was lost with it.
        }
    }

    private static async Task<ApiClient> SameAsync(TestApp app, ApiClient who)
    {
        var client = new ApiClient(app.Address);
        await client.SignInAsync(who.Email, Role);
        return client;
    }

    private static Task<Answer> OrderAsync(ApiClient caller, string account, string key, int credits) =>
        caller.SendAsync(
            HttpMethod.Post,
            "support/grants",
            $$"""{"accountId":"{{account}}","credits":{{credits}},"reason":"service-outage"}""",
            ("Idempotency-Key", key)
        );

    private static Task<Answer> ApproveAsync(ApiClient caller, string account, string id) =>
        caller.SendAsync(
            HttpMethod.Post,
            "support/grants/approvals",
            $$"""{"accountId":"{{account}}","id":"{{id}}"}"""
        );
}
