using AiPromptGen.Credits;
using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Credits;

[TestFixture]
[Property("Promise", "P11")]
public sealed class LedgerContractTests : LedgerFixture
{
    private static readonly CancellationToken none = CancellationToken.None;

    private static ResolveOutcome.Resolved Ended(ReservationState state, long charged, long balance, bool first) =>
        new(state, new(charged), new(balance), first);

    private TableTransactionAction Passenger(string rowKey, string note = "rode along") =>
        new(TableTransactionActionType.Add, new TableEntity(Account.Value, rowKey) { ["Note"] = note });

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
        Assert.That(await ledger.CommitAsync(Account, "r", new(1), null, none), Is.TypeOf<ResolveOutcome.NotFound>());
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

        await ledger.GrantAsync(Account, Grant("g", 5), null, none);
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

        Assert.That(first, Is.EqualTo(new ReserveOutcome.Reserved(new(50), new(40))));
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
        var expected = new ReserveOutcome.AlreadyResolved(ReservationState.Committed, new(7));

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
        await Ledger().GrantAsync(Account, Grant("elsewhere", 10), null, none);

        var outcome = await ledger.ReserveAsync(Request("r", 12), null, none);

        Assert.That(outcome, Is.EqualTo(new ReserveOutcome.Reserved(new(15), new(3))));
    }

    [Test]
    public async Task Too_little_is_insufficient_and_leaves_no_trace()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 5);

        Assert.That(
            await ledger.ReserveAsync(Request("r", 6), null, none),
            Is.EqualTo(new ReserveOutcome.Insufficient(new(5)))
        );
        Assert.That(await ledger.CommitAsync(Account, "r", new(1), null, none), Is.TypeOf<ResolveOutcome.NotFound>());
    }

    [Test]
    public async Task The_first_ending_wins_and_later_ones_are_remembered_on_the_row()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("r", 10), null, none);

        Assert.That(
            await ledger.CommitAsync(Account, "r", new(7), null, none),
            Is.EqualTo(Ended(ReservationState.Committed, 7, 43, true))
        );
        var same = Ended(ReservationState.Committed, 7, 43, false);
        Assert.That(await ledger.CommitAsync(Account, "r", new(7), null, none), Is.EqualTo(same));
        Assert.That((await RowAsync("reservation-r")).GetString("LateAttempts"), Is.Null);

        Assert.That(await ledger.CommitAsync(Account, "r", new(3), null, none), Is.EqualTo(same));
        Assert.That(await Ledger().ReleaseAsync(Account, "r", null, none), Is.EqualTo(same));
        Assert.That(await ledger.ReleaseAsync(Account, "r", null, none), Is.EqualTo(same));
        Assert.That(await ledger.ExpireAsync(Account, "r", null, none), Is.EqualTo(same));
        Assert.That(
            (await RowAsync("reservation-r")).GetString("LateAttempts"),
            Is.EqualTo("committed:3 released expired")
        );
        await CheckedAsync();
    }

    [Test]
    public async Task Every_order_of_endings_by_two_processes_ends_once()
    {
        var ledgers = new[] { Ledger(), Ledger() };
        await OpenAsync(ledgers[0], 1_000);
        Func<AccountLedger, string, Task<ResolveOutcome>>[] endings =
        [
            (ledger, id) => ledger.CommitAsync(Account, id, new(5), null, none),
            (ledger, id) => ledger.ReleaseAsync(Account, id, null, none),
            (ledger, id) => ledger.ExpireAsync(Account, id, null, none),
            (ledger, id) => ledger.CommitAsync(Account, id, new(3), null, none),
        ];
        var orders = Orders([0, 1, 2, 3]).ToList();
        for (var i = 0; i < orders.Count; i++)
        {
            await ledgers[0].ReserveAsync(Request($"r{i}", 5) with { Deadline = Now }, null, none);
            var outcomes = new List<ResolveOutcome.Resolved>();
            foreach (var (step, ending) in orders[i].Index())
            {
                outcomes.Add((ResolveOutcome.Resolved)await endings[ending](ledgers[(step + i) % 2], $"r{i}"));
            }

            Assert.That(outcomes.Select(outcome => outcome.First), Is.EqualTo(new[] { true, false, false, false }));
            Assert.That(outcomes.Select(outcome => (outcome.State, outcome.Charged)).Distinct().Count(), Is.EqualTo(1));
        }

        // Each ending comes first in 6 of the 24 orders.
        Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(1_000 - (6 * 5) - (6 * 3))));
    }

    [Test]
    public async Task An_expiry_before_the_deadline_is_not_due()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("r", 10), null, none);

        Assert.That(
            await ledger.ExpireAsync(Account, "r", null, none),
            Is.EqualTo(new ResolveOutcome.NotDue(Now.AddMinutes(30)))
        );
        Time.Advance(TimeSpan.FromMinutes(30));
        Assert.That(
            await ledger.ExpireAsync(Account, "r", null, none),
            Is.EqualTo(Ended(ReservationState.Expired, 0, 50, true))
        );
    }

    [Test]
    public async Task Grants_clawbacks_reinstatements_and_corrections_count_once()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 10);
        var correction = new Correction
        {
            Id = "c",
            Amount = -2,
            Reference = "case-1",
        };
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
            await each.GrantAsync(Account, Grant("g", 5), null, none);
            await each.CorrectAsync(Account, correction, null, none);
            await each.ClawbackAsync(Account, clawback, null, none);
            await each.ReinstateAsync(Account, reinstatement, null, none);
        }

        var account = await CheckedAsync();
        Assert.That(account.Credits.Balance, Is.EqualTo(new CreditAmount(8)));
        Assert.That(account.Credits.Debt, Is.EqualTo(CreditAmount.Zero));
        Assert.That(
            await ledger.GrantAsync(Account, Grant("g", 5), null, none),
            Is.EqualTo(new GrantOutcome.AlreadyGranted(new(5), Now))
        );
        Assert.That(
            await ledger.ClawbackAsync(Account, clawback, null, none),
            Is.EqualTo(new AdjustmentOutcome.AlreadyApplied(-13, Now))
        );
    }

    [Test]
    public async Task Entries_come_newest_first_page_by_page()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 1);
        for (var i = 2; i <= 12; i++)
        {
            await ledger.GrantAsync(Account, Grant($"g{i}", i), null, none);
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

    [Test]
    public async Task Passengers_ride_with_the_change_and_only_once()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);

        await ledger.ReserveAsync(Request("r", 10), _ => [Passenger("generation-1")], none);
        await ledger.ReserveAsync(Request("r", 10), _ => [Passenger("generation-1")], none);
        await ledger.CommitAsync(Account, "r", new(7), done => [Passenger("generation-2", $"{done.Charged}")], none);
        await ledger.ReleaseAsync(Account, "r", _ => [Passenger("generation-3")], none);

        Assert.That((await RowAsync("generation-1")).GetString("Note"), Is.EqualTo("rode along"));
        Assert.That((await RowAsync("generation-2")).GetString("Note"), Is.EqualTo("7"));
        Assert.That(
            (await Table.GetEntityIfExistsAsync<TableEntity>(Account.Value, "generation-3")).HasValue,
            Is.False
        );
    }

    [Test]
    public async Task A_passenger_that_conflicts_rolls_everything_back()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("open", 10), null, none);
        await Table.AddEntityAsync(new TableEntity(Account.Value, "taken"));
        var before = await CheckedAsync();

        Assert.That(
            () => ledger.ReserveAsync(Request("r", 10), _ => [Passenger("new"), Passenger("taken")], none),
            Throws
                .TypeOf<PassengerConflictException>()
                .With.Property("Index")
                .EqualTo(1)
                .And.Property("Status")
                .EqualTo(409)
        );
        Assert.That(
            () => ledger.CommitAsync(Account, "open", new(10), _ => [Passenger("new"), Passenger("taken")], none),
            Throws.TypeOf<PassengerConflictException>()
        );

        Assert.That((await CheckedAsync()).ETag, Is.EqualTo(before.ETag));
        Assert.That((await Table.GetEntityIfExistsAsync<TableEntity>(Account.Value, "new")).HasValue, Is.False);
        Assert.That(
            await ledger.CommitAsync(Account, "open", new(10), null, none),
            Is.EqualTo(Ended(ReservationState.Committed, 10, 40, true))
        );
    }

    [Test]
    public async Task Admission_lives_in_the_same_row_and_ends_with_the_reservation()
    {
        var policy = new FaultPolicy();
        var ledger = Ledger(policy);
        await OpenAsync(ledger, 50);
        var limits = new AdmissionLimits
        {
            PerWindow = 5,
            Window = TimeSpan.FromMinutes(1),
            Concurrent = 1,
            ActiveFor = TimeSpan.FromMinutes(10),
        };
        LedgerChange<string> Admit(LedgerAccount account, string id) =>
            AdmissionRules.Admit(account.Usage, id, limits, Now) switch
            {
                AdmissionDecision.Admitted admitted => new()
                {
                    Outcome = "admitted",
                    Usage = admitted.State,
                    Passengers = [Passenger(id)],
                },
                var other => LedgerChange.Nothing(other.GetType().Name),
            };
        policy.Reset();

        Assert.That(await ledger.ChangeAsync(Account, account => Admit(account, "g1"), none), Is.EqualTo("admitted"));
        Assert.That(policy.Count, Is.EqualTo(1));
        Assert.That(await ledger.ChangeAsync(Account, account => Admit(account, "g2"), none), Is.EqualTo("TooMany"));
        await ledger.ReserveAsync(Request("g1", 10), null, none);
        await ledger.CommitAsync(Account, "g1", new(10), null, none);
        Assert.That(await ledger.ChangeAsync(Account, account => Admit(account, "g2"), none), Is.EqualTo("admitted"));
        await CheckedAsync();
    }

    [Test]
    public async Task Profile_properties_change_only_when_asked()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);

        await ledger.ChangeAsync(
            Account,
            _ => new LedgerChange<bool>
            {
                Outcome = true,
                Profile = new Dictionary<string, object> { ["Plan"] = "pro" },
            },
            none
        );

        var account = await CheckedAsync();
        Assert.That(account.Profile["Plan"], Is.EqualTo("pro"));
        Assert.That(account.Credits.Balance, Is.EqualTo(new CreditAmount(50)));
    }

    private static IEnumerable<int[]> Orders(int[] items) =>
        items.Length == 0
            ?
            [
                [],
            ]
            : items.SelectMany(item =>
                Orders([.. items.Where(other => other != item)]).Select(rest => (int[])[item, .. rest])
            );
}
