using System.Net;
using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>
/// How long the owner keeps what people leave: history, and accounts that nobody comes back to. On a storage of their own, as
/// the clock is moved for everything that is in it.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class KeptForTests
{
    private const int Inactive = 365;
    private const int Notice = 30;
    private const int History = 60;
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    private TestAzurite shared = null!;
    private TestAzurite storage = null!;
    private ShiftedTime time = null!;

    [OneTimeSetUp]
    public async Task Start() => shared = await TestAzurite.StartAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task Stop() => await shared.DisposeAsync();

    [SetUp]
    public void Begin() => (time, storage) = (new ShiftedTime(), shared);

    [Test, Property("Promise", "P2")]
    public async Task Whom_nobody_has_seen_is_told_once_and_then_erased()
    {
        await using var own = await TestAzurite.StartAsync(CancellationToken.None);
        storage = own;
        await using var app = await StartAsync("Inactive");
        using var gone = await PersonAsync(app);
        using var back = await PersonAsync(app);
        using var payer = await PersonAsync(app);
        await BuyAsync(app, payer);
        var nameless = await NamelessAsync(app);

        time.Advance(TimeSpan.FromDays(Inactive - 1));
        Assert.That(await ToTellAsync(app), Is.Empty);
        time.Advance(TimeSpan.FromDays(1));
        await DayAsync(app);
        Assert.That(await ToTellAsync(app), Is.EquivalentTo([gone.Email, back.Email]), "nobody goes who was not told");
        Assert.That(await ToTellAsync(app, gone.Id, back.Id, payer.Id, "a" + new string('0', 32)), Is.Empty);

        time.Advance(TimeSpan.FromDays(Notice - 2));
        await back.Client.SignInAsync(back.Email);
        await back.Client.GetAsync("account");
        await DayAsync(app);
        Assert.That(await LivingAsync(), Is.SupersetOf(new[] { gone.Id, back.Id, payer.Id, nameless.Value }));
        time.Advance(TimeSpan.FromDays(2));
        await DayAsync(app);

        await Clock.UntilAsync(async () => !(await LivingAsync()).Intersect([gone.Id, nameless.Value]).Any());
        Assert.That(await LivingAsync(), Is.SupersetOf(new[] { back.Id, payer.Id }), "who came back, and who has paid");
        var held = await StorageDump.ReadAsync(storage.ConnectionString);
        Assert.That(
            held.Where(h => h.Place is "users" or "uploads" or "results").ToList().Traces(gone.Id, gone.Email),
            Is.Empty
        );
        Assert.That(Statuses(held).Count(s => s == "inactive-told"), Is.EqualTo(2));
        Assert.That(Statuses(held).Count(s => s == "erasure-inactive"), Is.EqualTo(2));

        time.Advance(TimeSpan.FromDays(Inactive + Notice));
        await DayAsync(app);
        Assert.That(await LivingAsync(), Has.Member(back.Id), "what was told before counts no more");
        Assert.That(await ToTellAsync(app), Is.EqualTo([back.Email]));
    }

    /// <summary>The process dies at a write of the run that closes the account: the next day's run goes on.</summary>
    [Test, Property("Promise", "P2")]
    public async Task A_run_that_died_is_made_good_by_the_next([Values(1, 2, 3)] int write, [Values] bool after)
    {
        var (hub, dying) = ($"InactiveCrash{write}{after}", new Death(write, after));
        var first = await StartAsync(hub, services => services.AddDeath(dying));
        using var gone = await PersonAsync(first);
        time.Advance(TimeSpan.FromDays(Inactive));
        await ToTellAsync(first, gone.Id);
        time.Advance(TimeSpan.FromDays(Notice));

        dying.Arm();
        await TryAsync(() => DayAsync(first));
        await first.KillAsync();
        await using var second = await StartAsync(hub);
        time.Advance(TimeSpan.FromSeconds(5));
        await DayAsync(second);

        await Clock.UntilAsync(async () => !(await LivingAsync()).Contains(gone.Id));
    }

    [Test, Property("Promise", "P12")]
    public async Task History_has_the_end_that_its_owner_was_told()
    {
        await using var app = await StartAsync("OldHistory");
        using var person = await PersonAsync(app);
        var client = person.Client;
        var old = await client.GenerateAsync(Idea);
        Assert.That(old.State, Is.EqualTo("succeeded"), old.Text);
        await client.SendAsync(HttpMethod.Post, $"generations/{old.Id}/favourite", "{}");
        time.Advance(TimeSpan.FromDays(1));
        await client.SignInAsync(person.Email);
        var young = await client.GenerateAsync(Idea);

        time.Advance(TimeSpan.FromDays(History - 1));
        await DayAsync(app);

        await client.SignInAsync(person.Email);
        Assert.That((await client.GetAsync($"generations/{old.Id}")).Code, Is.EqualTo("generation-not-found"));
        Assert.That((await client.GetAsync($"generations/{young.Id}")).State, Is.EqualTo("succeeded"));
        var held = (await StorageDump.ReadAsync(storage.ConnectionString)).Where(h =>
            h.Place == "users" && h.Name.StartsWith(person.Id, StringComparison.Ordinal)
        );
        Assert.That(held.Count(h => h.Name.Contains("/gen-") && h.Field == "Status"), Is.EqualTo(1));
        Assert.That(held.Count(h => h.Name.Contains("/key-") && h.Field == "BodyHash"), Is.EqualTo(1), "its key too");
        Assert.That((await client.GetAsync("favourites")).At("favourites").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await client.CreditsAsync()).Entries.Sum(), Is.EqualTo(48), "what it cost is in the ledger");
    }

    [Test]
    public async Task People_are_shown_what_is_set()
    {
        await using var app = await StartAsync("KeptShown");
        using var nobody = new ApiClient(app.Address);
        using var usual = new ApiClient(await SharedApp.AddressAsync());

        var retention = (await nobody.GetAsync("catalog?part=core")).At("retention");
        Assert.That(retention.GetProperty("historyDays").GetInt32(), Is.EqualTo(History));
        Assert.That(retention.GetProperty("inactiveDays").GetInt32(), Is.EqualTo(Inactive));
        Assert.That(retention.GetProperty("noticeDays").GetInt32(), Is.EqualTo(Notice));
        Assert.That((await usual.GetAsync("catalog?part=core")).At("retention").EnumerateObject(), Is.Empty);
    }

    private sealed record Person(ApiClient Client, string Id) : IDisposable
    {
        public string Email => Client.Email;

        public void Dispose() => Client.Dispose();
    }

    private Task<TestApp> StartAsync(string hub, Action<IServiceCollection>? configure = null) =>
        TestApp.StartAsync(
            hub,
            configure,
            time,
            $"AzureWebJobsStorage={storage.ConnectionString}",
            $"Retention:InactiveDays={Inactive}",
            $"Retention:NoticeDays={Notice}",
            $"Retention:HistoryDays={History}"
        );

    private static async Task<Person> PersonAsync(TestApp app)
    {
        var client = await ApiClient.NewAsync(app.Address);
        return new Person(client, (await client.GetAsync("account")).Id);
    }

    private static async Task BuyAsync(TestApp app, Person person)
    {
        var grant = new Grant
        {
            Id = "bought",
            Origin = CreditOrigin.Purchase,
            Amount = new CreditAmount(1),
            Reference = "order",
        };
        await app
            .Services.GetRequiredService<AccountLedger>()
            .GrantAsync(AccountRef.Current(new AccountId(person.Id)), grant, null, CancellationToken.None);
    }

    /// <summary>Somebody whose sign-in gives no address.</summary>
    private async Task<AccountId> NamelessAsync(TestApp app)
    {
        var caller = new Caller(AccountIds.From(Guid.NewGuid(), Guid.NewGuid()), null, [])
        {
            SignedInAt = time.GetUtcNow(),
        };
        await app.Services.GetRequiredService<AccountOpening>().OpenAsync(caller, CancellationToken.None);
        return caller.AccountId;
    }

    /// <summary>Each hour's run of a day: every account is looked at once.</summary>
    private async Task DayAsync(TestApp app)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            await app.RunTimerAsync("SweepInactiveAccounts");
            // Two at once do the same.
            await Task.WhenAll(app.RunTimerAsync("SweepHistory"), app.RunTimerAsync("SweepHistory"));
            time.Advance(TimeSpan.FromHours(1));
        }
    }

    /// <returns>The addresses of those who are to be told, after these have been.</returns>
    private static async Task<IReadOnlyList<string>> ToTellAsync(TestApp app, params string[] told)
    {
        using var support = await ApiClient.SupportAsync(app.Address);
        var (emails, cursor) = (new List<string>(), "null");
        do
        {
            var ids = string.Join(',', told.Select(id => $"\"{id}\""));
            var answer = await support.SendAsync(
                HttpMethod.Post,
                "support/inactive",
                $$"""{"told":[{{ids}}],"cursor":{{cursor}}}"""
            );
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
            emails.AddRange(answer.At("accounts").EnumerateArray().Select(a => a.GetProperty("email").GetString()!));
            cursor = answer.Json.TryGetProperty("cursor", out var next) ? next.GetRawText() : null;
        } while (cursor is not null);

        return emails;
    }

    private async Task<IReadOnlyList<string>> LivingAsync() =>
        [
            .. (await StorageDump.ReadAsync(storage.ConnectionString))
                .Where(h =>
                    h.Place == "users" && h.Field == "Credits" && h.Name.EndsWith("/account", StringComparison.Ordinal)
                )
                .Select(h => h.Name.Split('/')[0]),
        ];

    private static IEnumerable<string> Statuses(IEnumerable<Held> held) =>
        held.Where(h => h.Field == "RequestStatus").Select(h => h.Value);

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception)
        {
            // The process died in it.
        }
    }
}
