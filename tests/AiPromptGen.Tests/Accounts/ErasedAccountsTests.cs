using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Accounts;

/// <summary>What is remembered of an erased account, for how long, and how it affects the person's next account.</summary>
[TestFixture]
public sealed class ErasedAccountsTests
{
    private const int SignUp = 50;
    private static readonly DateTimeOffset Start = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Person = new("a" + new string('1', 32));

    private readonly CancellationToken none = CancellationToken.None;
    private FakeTimeProvider time = null!;
    private TableData data = null!;
    private AccountLedger ledger = null!;
    private ErasedAccounts erased = null!;
    private AccountOpening opening = null!;

    [SetUp]
    public void SetUp()
    {
        (time, data) = (new FakeTimeProvider(Start), new TableData());
        var (users, table) = (
            new InMemoryTable(new(), StorageCalls.Plain),
            new InMemoryTable(data, StorageCalls.Plain)
        );
        var options = Options.Create(new CreditOptions { SignUpCredits = SignUp, MonthlyFree = 7 });
        ledger = new(users, time, new Jitter(new Random(1)));
        erased = new(users, table, new KeyedHashes("secret"), options, time);
        opening = new(ledger, erased, options, time);
    }

    [Test, Property("Promise", "P14"), Property("Promise", "P16")]
    public async Task What_is_owed_outlives_the_account_and_the_next_grant_pays_it()
    {
        await OpenAsync();
        await OweAsync(95);
        await EraseAsync();

        time.Advance(TimeSpan.FromMinutes(1));
        var next = await AskAsync();

        Assert.That((next.Credits.Balance.Value, next.Credits.Debt.Value), Is.EqualTo((0L, 95L)));
        var grant = Goodwill(100);
        await ledger.GrantAsync(AccountRef.Current(Person), grant, null, none);
        var paid = (await ledger.ReadAsync(Person, none))!.Credits;
        Assert.That((paid.Balance.Value, paid.Debt.Value), Is.EqualTo((5L, 0L)));
    }

    /// <summary>The account is opened by turns by two instances. By the clock of one of them the new month has already begun.</summary>
    [Test, Property("Promise", "P11")]
    public async Task Clocks_that_differ_at_the_end_of_a_month_give_its_free_credits_once()
    {
        await OpenAsync();
        var before = new DateTimeOffset(2026, 3, 31, 23, 59, 59, TimeSpan.Zero);
        var options = Options.Create(new CreditOptions { MonthlyFree = 7 });
        var behind = new AccountOpening(ledger, erased, options, new FakeTimeProvider(before));
        time.SetUtcNow(before.AddSeconds(2));
        for (var turn = 0; turn < 5; turn++)
        {
            await OpenAsync();
            await behind.OpenAsync(Caller(), none);
        }

        var free = (await ledger.ReadAsync(Person, none))!.Credits.Available(time.GetUtcNow());
        Assert.That(free.Value, Is.EqualTo(SignUp + 7));
    }

    [Test, Property("Promise", "P14")]
    public async Task What_the_second_account_owes_is_what_the_third_begins_with()
    {
        await OpenAsync();
        await OweAsync(95);
        await EraseAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync();
        await ledger.GrantAsync(AccountRef.Current(Person), Goodwill(60), null, none);
        await EraseAsync();
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((await AskAsync()).Credits.Debt.Value, Is.EqualTo(35));
    }

    /// <summary>The time of a sign-in is cut off to the second, that of an erasure is exact.</summary>
    [TestCase(-3600, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    [Property("Promise", "P1")]
    public async Task Only_a_sign_in_after_the_erasure_opens(int seconds, bool opens)
    {
        await OpenAsync();
        await EraseAsync();
        var caller = Caller() with { SignedInAt = Start.AddSeconds(seconds) };

        foreach (var isAsked in opens ? [false] : new[] { false, true })
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => opening.OpenAsync(caller, isAsked, none));
            Assert.That(refused!.Problem.Code, Is.EqualTo(opens ? "account-erased" : "signed-in-before-erasure"));
            Assert.That(await ledger.ReadAsync(Person, none), Is.Null);
        }

        if (opens)
        {
            Assert.That((await opening.OpenAsync(caller, isAsked: true, none)).Opened, Is.True);
        }
    }

    /// <summary>Once the erasure is forgotten, a first request opens an account again, without a newer sign-in.</summary>
    [Test]
    public async Task After_its_time_a_person_is_like_any_other()
    {
        await OpenAsync();
        await EraseAsync();
        time.Advance(TimeSpan.FromDays(ErasedAccounts.MaxDays));
        await erased.ForgetAsync(1000, none);

        Assert.That((await OpenAsync()).Opened, Is.True);
    }

    [Test]
    public async Task An_API_token_opens_nothing()
    {
        var script = Caller() with { SignedInAt = null };

        var refused = await Assert.ThrowsAsync<ProblemException>(() => opening.OpenAsync(script, isAsked: true, none));

        Assert.That(refused!.Problem.Code, Is.EqualTo("account-closing"));
        Assert.That(await ledger.ReadAsync(Person, none), Is.Null);
    }

    /// <summary>
    /// The sweep runs on each of the days. It deletes the rows of a month when the month is over, all others before they are 90 days old.
    /// </summary>
    [Test, Property("Promise", "P22")]
    public async Task Everything_is_forgotten_in_its_time()
    {
        await OpenAsync();
        await EraseAsync();
        Assert.That(data.Rows, Has.Count.EqualTo(3));

        var left = new Dictionary<int, int>();
        foreach (var day in new[] { 26, 28, 87, 88, 89 })
        {
            time.SetUtcNow(Start.AddDays(day));
            await erased.ForgetAsync(1000, none);
            left[day] = data.Rows.Count;
        }

        Assert.That(
            left,
            Is.EqualTo(
                new Dictionary<int, int>
                {
                    [26] = 3,
                    [28] = 2,
                    [87] = 2,
                    [88] = 0,
                    [89] = 0,
                }
            )
        );
    }

    [Test, Property("Promise", "P2")]
    public async Task Nothing_remembered_names_the_account()
    {
        var names = new[] { erased.NameOf(Person), erased.NameOf(new AccountId(Person.Value + "0")) };
        await OpenAsync();
        await EraseAsync();

        var text = string.Join(' ', data.Rows.Values.SelectMany(row => row.Select(p => p.Value)));
        Assert.That(text, Does.Not.Contain(Person.Value).And.Not.Contain("ada@example.org"));
        Assert.That(text, Does.Not.Contain(names[0]), "what engines log leads to no row");
        Assert.That(names, Is.Unique.And.All.Match("^[0-9a-f]{32}$"));
    }

    private Task<LedgerAccount> OpenAsync() => opening.OpenAsync(Caller(), none);

    private Task<LedgerAccount> AskAsync() => opening.OpenAsync(Caller(), isAsked: true, none);

    private Caller Caller() => new(Person, "ada@example.org", []) { SignedInAt = time.GetUtcNow() };

    private async Task OweAsync(long credits)
    {
        var grant = Goodwill(credits + SignUp + 7);
        await ledger.GrantAsync(AccountRef.Current(Person), grant, null, none);
        var all = (await ledger.ReadAsync(Person, none))!.Credits.Balance.Value;
        foreach (var amount in new[] { all, credits })
        {
            var back = new Clawback
            {
                Id = $"c-{amount}",
                LotId = grant.Id,
                Amount = new CreditAmount(amount),
                Reference = "dispute",
            };
            await ledger.ClawbackAsync(AccountRef.Current(Person), back, null, none);
        }
    }

    private static Grant Goodwill(long credits) =>
        new()
        {
            Id = $"g-{credits}",
            Origin = CreditOrigin.Goodwill,
            Amount = new CreditAmount(credits),
            Reference = "support",
        };

    private async Task EraseAsync()
    {
        var account = (await ledger.ReadAsync(Person, none))!;
        await ledger.CloseAsync(Person, account.OpenedAt, none);
        await erased.RememberAsync((await ledger.ReadAsync(Person, none))!, none);
        Assert.That(await ledger.DeleteRowsAsync(Person, account.OpenedAt, 50, none), Is.True);
    }
}
