using AiPromptGen.Credits;
using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Credits;

[TestFixture, Parallelizable]
[Property("Promise", "P11")]
public sealed class LedgerContractTransactionTests : LedgerFixture
{
    private static readonly CancellationToken none = CancellationToken.None;

    private static ResolveResult.Resolved Ended(ReservationStatus state, long charged, long balance, bool first) =>
        new(state, new(charged), new(balance), first);

    private TableTransactionAction Passenger(string rowKey, string note = "rode along") =>
        new(TableTransactionActionType.Add, new TableEntity(Account.Value, rowKey) { ["Note"] = note });

    [Test]
    public async Task The_first_ending_wins_and_later_ones_are_remembered_on_the_row()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("r", 10), null, none);

        Assert.That(
            await ledger.CommitAsync(Account, "r", new(7), null, none),
            Is.EqualTo(Ended(ReservationStatus.Committed, 7, 43, true))
        );
        var same = Ended(ReservationStatus.Committed, 7, 43, false);
        Assert.That(await ledger.CommitAsync(Account, "r", new(7), null, none), Is.EqualTo(same));
        Assert.That((await RowAsync("reservation-r")).GetString("LateAttempts"), Is.Null);

        Assert.That(await ledger.CommitAsync(Account, "r", new(3), null, none), Is.EqualTo(same));
        Assert.That(await Ledger().ReleaseAsync(Account, "r", null, null, none), Is.EqualTo(same));
        Assert.That(await ledger.ReleaseAsync(Account, "r", null, null, none), Is.EqualTo(same));
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
        Func<AccountLedger, string, Task<ResolveResult>>[] endings =
        [
            (ledger, id) => ledger.CommitAsync(Account, id, new(5), null, none),
            (ledger, id) => ledger.ReleaseAsync(Account, id, null, null, none),
            (ledger, id) => ledger.ExpireAsync(Account, id, null, none),
            (ledger, id) => ledger.CommitAsync(Account, id, new(3), null, none),
        ];
        var orders = Orders([0, 1, 2, 3]).ToList();
        for (var i = 0; i < orders.Count; i++)
        {
            await ledgers[0].ReserveAsync(Request($"r{i}", 5) with { Deadline = Now }, null, none);
            var outcomes = new List<ResolveResult.Resolved>();
            foreach (var (step, ending) in orders[i].Index())
            {
                outcomes.Add((ResolveResult.Resolved)await endings[ending](ledgers[(step + i) % 2], $"r{i}"));
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
            Is.EqualTo(new ResolveResult.NotDue(Now.AddMinutes(30)))
        );
        Time.Advance(TimeSpan.FromMinutes(30));
        Assert.That(
            await ledger.ExpireAsync(Account, "r", null, none),
            Is.EqualTo(Ended(ReservationStatus.Expired, 0, 50, true))
        );
    }

    [Test]
    public async Task Passengers_ride_with_the_change_and_only_once()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);

        await ledger.ReserveAsync(Request("r", 10), _ => [Passenger("generation-1")], none);
        await ledger.ReserveAsync(Request("r", 10), _ => [Passenger("generation-1")], none);
        await ledger.CommitAsync(Account, "r", new(7), done => [Passenger("generation-2", $"{done.Charged}")], none);
        await ledger.ReleaseAsync(Account, "r", null, _ => [Passenger("generation-3")], none);

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
                .TypeOf<OtherRowConflictException>()
                .With.Property("Index")
                .EqualTo(1)
                .And.Property("Status")
                .EqualTo(409)
        );
        Assert.That(
            () => ledger.CommitAsync(Account, "open", new(10), _ => [Passenger("new"), Passenger("taken")], none),
            Throws.TypeOf<OtherRowConflictException>()
        );

        Assert.That((await CheckedAsync()).ETag, Is.EqualTo(before.ETag));
        Assert.That((await Table.GetEntityIfExistsAsync<TableEntity>(Account.Value, "new")).HasValue, Is.False);
        Assert.That(
            await ledger.CommitAsync(Account, "open", new(10), null, none),
            Is.EqualTo(Ended(ReservationStatus.Committed, 10, 40, true))
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
                AdmissionResult.Admitted admitted => new()
                {
                    Outcome = "admitted",
                    Usage = admitted.State,
                    OtherRows = [Passenger(id)],
                },
                var other => LedgerChange.Nothing(other.GetType().Name),
            };
        policy.Reset();

        Assert.That(
            await ledger.ChangeAsync(AccountRef.Current(Account), account => Admit(account, "g1"), none),
            Is.EqualTo("admitted")
        );
        Assert.That(policy.Count, Is.EqualTo(1));
        Assert.That(
            await ledger.ChangeAsync(AccountRef.Current(Account), account => Admit(account, "g2"), none),
            Is.EqualTo("TooMany")
        );
        await ledger.ReserveAsync(Request("g1", 10), null, none);
        await ledger.CommitAsync(Account, "g1", new(10), null, none);
        Assert.That(
            await ledger.ChangeAsync(AccountRef.Current(Account), account => Admit(account, "g2"), none),
            Is.EqualTo("admitted")
        );
        await CheckedAsync();
    }

    [Test]
    public async Task Profile_properties_change_only_when_asked()
    {
        var ledger = Ledger();
        await OpenAsync(ledger, 50);

        await ledger.ChangeAsync(
            AccountRef.Current(Account),
            _ => new LedgerChange<bool> { Outcome = true, Profile = profile => profile with { FreeMonth = "202611" } },
            none
        );

        var account = await CheckedAsync();
        Assert.That(account.Profile.FreeMonth, Is.EqualTo("202611"));
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
