using AiPromptGen.Credits;
using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Credits;

[TestFixture, Parallelizable]
[Property("Promise", "P11")]
public sealed class LedgerContractTests : LedgerFixture
{
    private static readonly CancellationToken none = CancellationToken.None;

    [Test]
    public async Task Opening_makes_the_account_once_with_its_sign_up_credits()
    {
        var first = await OpenAsync(Ledger(), 50);
        var again = await OpenAsync(Ledger(), 50);

        Assert.That((first.Opened, again.Opened), Is.EqualTo((true, false)));
        Assert.That(again.ETag, Is.EqualTo(first.ETag));
        Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(50)));
    }

    [Test]
    public async Task Many_who_open_at_once_find_one_account()
    {
        var ledgers = new[] { Ledger(), Ledger(), Ledger() };

        var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => OpenAsync(ledgers[i % 3], 50)));

        Assert.That(opened.Count(account => account.Opened), Is.EqualTo(1));
        Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(50)));
    }

    [Test]
    public async Task An_account_nobody_opened_is_not_there()
    {
        var ledger = Ledger();

        Assert.That(await ledger.ReadAsync(Account, none), Is.Null);
        Assert.That(await ledger.CommitAsync(Account, "r", new(1), null, none), Is.TypeOf<ResolveResult.NotFound>());
        Assert.That(() => ledger.ReserveAsync(Request("r", 1), null, none), Throws.TypeOf<AccountNotFoundException>());
    }

    [Test]
    public async Task A_generation_costs_one_operation_to_reserve_and_one_to_commit()
    {
        var policy = new FaultPolicy();
        var ledger = Ledger(policy);
        await OpenAsync(ledger, 50);
        policy.Reset();

        await ledger.ReserveAsync(Request("r", 10), null, none);
        Assert.That(policy.Count, Is.EqualTo(1));

        await ledger.CommitAsync(Account, "r", new(7), null, none);
        Assert.That(policy.Count, Is.EqualTo(2));

        await ledger.GrantAsync(AccountRef.Current(Account), Grant("g", 5), null, none);
        Assert.That(policy.Count, Is.EqualTo(3));
        Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(48)));
    }

    [Test]
    public async Task Opening_an_account_that_exists_is_one_read()
    {
        await OpenAsync(Ledger(), 50);
        var policy = new FaultPolicy();

        await OpenAsync(Ledger(policy), 50);

        Assert.That(policy.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Reserving_again_gives_the_same_answer()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);

        var first = await ledger.ReserveAsync(Request("r", 10), null, none);
        var again = await ledger.ReserveAsync(Request("r", 10), null, none);
        var elsewhere = await Ledger().ReserveAsync(Request("r", 10), null, none);

        Assert.That(first, Is.EqualTo(new ReserveResult.Reserved(new(50), new(40))));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(elsewhere, Is.EqualTo(first));
    }

    [Test]
    public async Task Reserving_what_has_ended_says_how_it_ended()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("r", 10), null, none);
        await ledger.CommitAsync(Account, "r", new(7), null, none);
        var expected = new ReserveResult.AlreadyResolved(ReservationStatus.Committed, new(7));

        Assert.That(await ledger.ReserveAsync(Request("r", 10), null, none), Is.EqualTo(expected));
        Assert.That(await ledger.ReserveAsync(Request("r", 1_000), null, none), Is.EqualTo(expected));
        Assert.That(await Ledger().ReserveAsync(Request("r", 10), null, none), Is.EqualTo(expected));
        await CheckedAsync();
    }

    [Test]
    public async Task A_refusal_from_what_this_process_remembers_is_checked_against_storage()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 5);
        await Ledger().GrantAsync(AccountRef.Current(Account), Grant("elsewhere", 10), null, none);

        var outcome = await ledger.ReserveAsync(Request("r", 12), null, none);

        Assert.That(outcome, Is.EqualTo(new ReserveResult.Reserved(new(15), new(3))));
    }

    [Test]
    public async Task Too_little_is_insufficient_and_leaves_no_trace()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 5);

        Assert.That(
            await ledger.ReserveAsync(Request("r", 6), null, none),
            Is.EqualTo(new ReserveResult.Insufficient(new(5)))
        );
        Assert.That(await ledger.CommitAsync(Account, "r", new(1), null, none), Is.TypeOf<ResolveResult.NotFound>());
    }

    [Test]
    public async Task Grants_clawbacks_and_reinstatements_count_once()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 10);
        var clawback = new Clawback
        {
            Id = "refund-1",
            LotId = "sign-up",
            Amount = new(20),
            Reference = "refund-1",
        };
        var reinstatement = new Reinstatement
        {
            Id = "won-1",
            LotId = "sign-up",
            Origin = CreditOrigin.SignUp,
            Amount = new(15),
            Reference = "dispute-1",
        };
        foreach (var each in new[] { ledger, ledger, Ledger() })
        {
            await each.GrantAsync(AccountRef.Current(Account), Grant("g", 5), null, none);
            await each.ClawbackAsync(AccountRef.Current(Account), clawback, null, none);
            await each.ReinstateAsync(AccountRef.Current(Account), reinstatement, null, none);
        }

        var account = await CheckedAsync();
        Assert.That(account.Credits.Balance, Is.EqualTo(new CreditAmount(10)));
        Assert.That(account.Credits.Debt, Is.EqualTo(CreditAmount.Zero));
        Assert.That(
            await ledger.GrantAsync(AccountRef.Current(Account), Grant("g", 5), null, none),
            Is.EqualTo(new GrantResult.AlreadyGranted(new(5), "ref-g", Now))
        );
        Assert.That(
            await ledger.ClawbackAsync(AccountRef.Current(Account), clawback, null, none),
            Is.EqualTo(new AdjustmentResult.AlreadyApplied(-15, Now))
        );
    }

    [Test]
    public async Task Entries_come_newest_first_page_by_page()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 1);
        for (var i = 2; i <= 12; i++)
        {
            await ledger.GrantAsync(AccountRef.Current(Account), Grant($"g{i}", i), null, none);
        }

        var sequences = new List<long>();
        string? cursor = null;
        do
        {
            var page = await ledger.EntriesAsync(Account, cursor, 5, none);
            sequences.AddRange(page.Entries.Select(entry => entry.Sequence));
            cursor = page.Cursor;
        } while (cursor is not null);

        Assert.That(sequences, Is.EqualTo(Enumerable.Range(1, 12).Reverse()));
        Assert.That(() => ledger.EntriesAsync(Account, "no cursor", 5, none), Throws.TypeOf<FormatException>());
    }
}
