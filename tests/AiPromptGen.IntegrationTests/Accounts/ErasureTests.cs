using System.Net;
using AiPromptGen.Accounts;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>The end of an account: what it takes while it ends, and what comes back afterwards.</summary>
[TestFixture]
internal sealed class ErasureTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";
    private const string Prompt = """{"prompt":{"title":"a heron"},"targets":["flux"]}""";

    [Test, Property("Promise", "P1"), Property("Promise", "P2"), Property("Promise", "P6")]
    public async Task An_erased_account_leaves_nothing_and_asking_again_gives_the_same_answer()
    {
        await using var app = await TestApp.StartAsync("Erases");
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await AccountAsync(person);
        for (var i = 0; i < 3; i++)
        {
            await person.GenerateAsync(Idea);
        }

        await person.UploadAsync(TestPictures.Solid("#204060"));
        await person.SendAsync(HttpMethod.Post, "favourites", Prompt);
        var deleted = (await person.GetAsync("generations")).At("generations")[0].GetProperty("id").GetString();
        await person.DeleteAsync($"generations/{deleted}");

        var asked = await person.EraseAsync();
        var repeated = await person.EraseAsync();
        await person.ErasedAsync();
        var afterwards = await person.EraseAsync();

        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.Accepted), asked.Text);
        Assert.That(asked.Headers.Location!.ToString(), Is.EqualTo("/api/account/erasure"));
        Assert.That((repeated.Status, repeated.Id), Is.EqualTo((HttpStatusCode.Accepted, asked.Id)));
        Assert.That((afterwards.Id, afterwards.State), Is.EqualTo((asked.Id, "done")));
        Assert.That(await ErasedTrace.OfAsync(app, account), Is.Empty);
        var audit = (await AccountRemains.ReadAsync(app, account)).Audit;
        Assert.That(audit.Count(a => a.GetString("RequestStatus") == "erasure-requested"), Is.EqualTo(1));
    }

    [TestCase("""{"confirm":"yes"}""", 400, "request-invalid")]
    [TestCase("""{"confirm":"Delete my account"}""", 400, "request-invalid")]
    [TestCase("{}", 400, "json-invalid")]
    [TestCase("""{"confirm":"delete my account","now":true}""", 400, "json-invalid")]
    public async Task Without_the_exact_words_nothing_is_deleted(string body, int status, string code)
    {
        using var person = await ApiClient.NewAsync();
        await person.GetAsync("account");

        var answer = await person.SendAsync(HttpMethod.Delete, "account", body);

        Assert.That(((int)answer.Status, answer.Code), Is.EqualTo((status, code)), answer.Text);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
        Assert.That((await person.GetAsync("account/erasure")).Code, Is.EqualTo("erasure-not-found"));
    }

    [Test]
    public async Task Who_has_no_account_gets_none_by_deleting_it()
    {
        using var person = await ApiClient.NewAsync();

        Assert.That((await person.EraseAsync()).Code, Is.EqualTo("account-not-found"));
        Assert.That((await person.GetAsync("account/export")).Code, Is.EqualTo("account-not-found"));
    }

    [Test, Property("Promise", "P14"), Property("Promise", "P11")]
    public async Task While_it_ends_an_account_settles_what_runs_and_takes_nothing_new()
    {
        var release = new TaskCompletionSource();
        var provider = new FakeProvider(
            async (r, _) =>
            {
                await release.Task;
                return new AiPromptGen.Generations.Providers.ProviderResult.Composed(FakeProvider.Compose(r));
            }
        );
        await using var app = await TestApp.StartAsync("EraseWaits", provider.AddTo, settings: FakeProvider.Routes);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await AccountAsync(person);
        var upload = (await person.UploadAsync(TestPictures.Solid("#204060"))).Id;
        var running = await person.GenerateAsync(Idea, wait: 0);
        await Clock.UntilAsync(() => Task.FromResult(provider.Calls == 1));

        await person.EraseAsync();
        await Clock.UntilAsync(async () => (await person.GetAsync("account")).Code == "account-closing");

        string?[] codes =
        [
            .. await CodesAsync(
                () => person.GenerateAsync(Idea, wait: 0),
                () => person.UploadAsync(TestPictures.Solid("#204060")),
                () => person.SendAsync(HttpMethod.Post, "favourites", Prompt),
                () => person.GetAsync("account/export"),
                () => person.GetAsync("account/ledger")
            ),
        ];
        Assert.That(codes, Is.All.EqualTo("account-closing"));
        Assert.That((await person.GetAsync("account/erasure")).State, Is.EqualTo("running"));
        Assert.That((await person.GetAsync($"generations/{running.Id}")).State, Is.EqualTo("running"));
        await AssertLedgerRefusesAsync(app, account);
        Assert.That((await AccountRemains.ReadAsync(app, account)).Of($"upload-{upload}").Count(), Is.EqualTo(1));

        release.SetResult();
        await person.ErasedAsync();
        Assert.That(await ErasedTrace.OfAsync(app, account), Is.Empty);
        var audit = (await AccountRemains.ReadAsync(app, account)).Audit;
        Assert.That(audit.Select(a => a.GetString("QuotaEvent")), Has.Member("committed:5"));
    }

    [Test, Property("Promise", "P2"), Property("Promise", "P14")]
    public async Task A_generation_that_hangs_cannot_hold_an_erasure_up_for_long()
    {
        var time = Clock.New();
        var provider = new FakeProvider(
            async (_, canceled) =>
            {
                await Task.Delay(Timeout.Infinite, canceled);
                throw new InvalidOperationException("Never here.");
            }
        );
        await using var app = await TestApp.StartAsync("EraseHangs", provider.AddTo, time, FakeProvider.Routes);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await AccountAsync(person);
        await person.GenerateAsync(Idea, wait: 0);
        await Clock.UntilAsync(() => Task.FromResult(provider.Calls == 1));
        var asked = time.GetUtcNow();

        await EraseAsync(person, time);

        Assert.That(time.GetUtcNow() - asked, Is.LessThan(TimeSpan.FromMinutes(70)));
        Assert.That(await ErasedTrace.OfAsync(app, account), Is.Empty);
    }

    [Test, Property("Promise", "P1"), Property("Promise", "P11")]
    public async Task A_new_account_has_sign_up_credits_again_only_after_the_window()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("EraseAgain", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
        await EraseAsync(person, time);

        time.Advance(TimeSpan.FromDays(60));
        await person.ComeBackAsync(person.Email);
        var second = await person.CreditsAsync();
        Assert.That((second.Balance, second.Entries.Count), Is.EqualTo((0L, 0)));
        // An account without a grant does not make the window longer.
        await EraseAsync(person, time);
        time.Advance(TimeSpan.FromDays(31));
        await person.ComeBackAsync(person.Email);

        Assert.That((await person.CreditsAsync()).Balance, Is.EqualTo(50));
    }

    /// <summary>
    /// Another tab, another device or a script comes with a token of before. The account it was for has gone, and nothing that
    /// its owner did since asks for another one.
    /// </summary>
    [Test, Property("Promise", "P1"), Property("Promise", "P2")]
    public async Task A_sign_in_from_before_an_erasure_opens_nothing()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("EraseStale", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        using var tab = ApiClient.With(app.Address, person.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        var account = await AccountAsync(person);
        await EraseAsync(person, time);

        string?[] codes = [.. await CodesAsync(Requests(tab)), (await tab.SendAsync(HttpMethod.Post, "account")).Code];

        Assert.That(codes, Is.All.EqualTo("signed-in-before-erasure"));
        Assert.That(await ErasedTrace.OfAsync(app, account), Is.Empty);
        time.Advance(TimeSpan.FromSeconds(1));
        await person.SignInAsync(person.Email);
        Assert.That(await CodesAsync(Requests(person)), Is.All.EqualTo("account-erased"), "a token may renew itself");
        Assert.That(await ErasedTrace.OfAsync(app, account), Is.Empty);
        Assert.That(
            (await person.SendAsync(HttpMethod.Post, "account")).Id,
            Is.EqualTo(account.Value),
            "who asks for one has one of the same id"
        );
        Assert.That(await CodesAsync(Requests(person)), Has.None.EqualTo("account-erased"));
    }

    /// <summary>Everything that opens an account for whom never had one.</summary>
    private static Func<Task<Answer>>[] Requests(ApiClient caller) =>
        [
            () => caller.GetAsync("account"),
            () => caller.GetAsync("account/ledger"),
            () => caller.GenerateAsync(Idea, wait: 0),
            () => caller.UploadAsync(TestPictures.Solid("#204060")),
            () => caller.SendAsync(HttpMethod.Post, "favourites", Prompt),
            () => caller.GetAsync("account/tokens"),
        ];

    [Test]
    public async Task What_is_known_of_erased_accounts_names_nobody_and_is_forgotten()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("EraseForgets", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await AccountAsync(person);
        await EraseAsync(person, time);
        var erased = app.Services.GetRequiredService<AiPromptGen.Platform.Storage.StorageClients>().Erased;
        var rows = await erased.QueryAsync<Azure.Data.Tables.TableEntity>().ToListAsync();

        Assert.That(rows, Is.Not.Empty);
        Assert.That(
            rows.SelectMany(r => r.Select(p => $"{p.Value}")),
            Has.None.Contains(account.Value).And.None.Contains(person.Email)
        );
        Assert.That(
            rows.SelectMany(r => r.Keys).Distinct(),
            Is.SubsetOf(
                new[] { "odata.etag", "PartitionKey", "RowKey", "Timestamp", "ErasedAt", "ForgetAt", "FreeMonth" }
            )
        );
        time.Advance(TimeSpan.FromDays(89));
        await app.RunTimerAsync("SweepErasedAccounts");
        var due = Azure.Data.Tables.TableClient.CreateQueryFilter($"ForgetAt le {time.GetUtcNow()}");
        Assert.That(await erased.QueryAsync<Azure.Data.Tables.TableEntity>(due).AnyAsync(), Is.False);
        var memory = app.Services.GetRequiredService<ErasedAccounts>();
        Assert.That(await memory.RecallAsync(account, CancellationToken.None), Is.EqualTo(ErasedMemory.Nothing));
    }

    [Test, Property("Promise", "P2")]
    public async Task A_step_that_comes_late_does_not_touch_the_next_account_of_the_same_person()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("EraseLate", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await AccountAsync(person);
        var ledger = app.Services.GetRequiredService<AccountLedger>();
        var opened = (await ledger.ReadAsync(account, CancellationToken.None))!.OpenedAt;
        await EraseAsync(person, time);
        time.Advance(TimeSpan.FromMinutes(1));
        await person.ComeBackAsync(person.Email);
        await person.UploadAsync(TestPictures.Solid("#204060"));
        var steps = ActivatorUtilities.CreateInstance<ErasureActivities>(app.Services);
        var client = app.Durable;
        var late = new ErasureStart { AccountId = account.Value, OpenedAt = opened };
        var before = await ErasedTrace.OfAsync(app, account);

        await steps.CloseAccount(late, CancellationToken.None);
        Assert.That((await steps.EndWork(late, client, CancellationToken.None)).Done);
        await steps.DeletePictures(late, CancellationToken.None);
        await steps.RememberErasure(late, CancellationToken.None);
        Assert.That((await steps.DeleteRows(late, CancellationToken.None)).Done);

        Assert.That(await ErasedTrace.OfAsync(app, account), Is.EquivalentTo(before));
        Assert.That((await person.GetAsync("account")).Status, Is.EqualTo(HttpStatusCode.OK), "not closing");
    }

    private static async Task AssertLedgerRefusesAsync(TestApp app, AccountId account)
    {
        var grant = new Grant
        {
            Id = "g-1",
            Origin = CreditOrigin.Goodwill,
            Amount = new CreditAmount(1),
            Reference = "g-1",
        };
        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            app
                .Services.GetRequiredService<AccountLedger>()
                .GrantAsync(AccountRef.Current(account), grant, null, CancellationToken.None)
        );
        Assert.That(refused!.Problem.Code, Is.EqualTo("account-closing"));
    }

    private static async Task<IEnumerable<string?>> CodesAsync(params Func<Task<Answer>>[] calls)
    {
        var codes = new List<string?>();
        foreach (var call in calls)
        {
            codes.Add((await call()).Code);
        }

        return codes;
    }

    private static async Task EraseAsync(ApiClient person, FakeTimeProvider time)
    {
        await person.EraseAsync();
        await time.RunUntilAsync(async () => (await person.GetAsync("account/erasure")).State == "done");
    }

    private static async Task<AccountId> AccountAsync(ApiClient person) => new((await person.GetAsync("account")).Id);
}
