using System.Text.Json;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using Azure;
using Azure.Data.Tables;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class CreditLimitsTests
{
    [Test]
    public void The_65th_open_reservation_is_refused()
    {
        var state = Account(Grant("a", 100));
        for (var i = 0; i < 64; i++)
        {
            state = state.Reserve($"r{i}", 1);
        }

        Assert.That(
            CreditRules.Reserve(state, "one-more", Amount(1), Deadline, Now),
            Is.EqualTo(new ReserveResult.TooManyOpen(64))
        );
        Assert.That(
            CreditRules.Release(state, "r0", Now).Change().State.Reserve("one-more", 1).Open,
            Has.Length.EqualTo(64)
        );
    }

    [Test]
    public void Lots_with_nothing_left_are_dropped()
    {
        var state = Account(Grant("a", 2), Grant("b", 2)).Reserve("r", 2);

        Assert.That(state.Lots, Has.Length.EqualTo(2));
        Assert.That(
            CreditRules.Commit(state, "r", Amount(2), Now).Change().State.Lots.Select(lot => lot.Id),
            Is.EqualTo(new[] { "b" })
        );
    }

    [Test]
    public void Lots_of_one_origin_and_expiry_are_merged_beyond_200_and_reservations_follow()
    {
        var packs = Enumerable.Range(0, 199).Select(i => Grant($"pack{i}", 2, CreditOrigin.Purchase));
        var state = Account([Grant("plan", 1, CreditOrigin.Subscription, Now.AddDays(1)), .. packs]).Reserve("r", 4);
        Assert.That(state.Lots, Has.Length.EqualTo(200));

        var merged = CreditRules.Grant(state, Grant("last", 2, CreditOrigin.Purchase), Now).State;

        Assert.That(
            merged.Lots.Select(lot => (lot.Origin, lot.Remaining.Value)),
            Is.EqualTo(new[] { (CreditOrigin.Subscription, 1L), (CreditOrigin.Purchase, 400L) })
        );
        Assert.That(merged.Open[0].Draws.Sum(draw => draw.Amount.Value), Is.EqualTo(4));
        Assert.That(merged.Available(Now), Is.EqualTo(Amount(397)));
        Assert.That(CreditRules.Commit(merged, "r", Amount(4), Now).Change().State.Balance, Is.EqualTo(Amount(397)));
    }

    [Test]
    public void Lots_that_all_expire_at_other_times_merge_with_the_later_neighbor()
    {
        var grants = Enumerable
            .Range(0, 201)
            .Select(i => Grant($"g{i:D3}", 1, expires: Now.AddDays(100 + (i * 2) - (i == 9 ? 1 : 0))));

        var state = Account([.. grants]);

        Assert.That(state.Lots, Has.Length.EqualTo(200));
        Assert.That(state.Left("g009"), Is.EqualTo(2));
        Assert.That(state.Lots.Select(lot => lot.Id), Has.None.EqualTo("g008"));
        Assert.That(state.Balance, Is.EqualTo(Amount(201)));
    }

    [Test]
    public void The_fullest_account_still_fits_its_property()
    {
        var longest = new string('x', KeyPart.MaxLength - 3);
        var grants = Enumerable.Range(0, 200).Select(i => Grant($"{longest}{i:D3}", 3, expires: Now.AddDays(i + 1)));
        var state = Account([.. grants]);
        for (var i = 0; i < 64; i++)
        {
            state = state.Reserve($"{longest}{i:D3}", 9);
        }

        var before = new LedgerAccount
        {
            Id = new("account"),
            Credits = CreditAccount.Empty,
            Usage = UsageState.Empty,
            Profile = new AccountProfile(),
            ETag = new ETag("1"),
        };
        Assert.That(JsonSerializer.Serialize(state, CreditsJson.Default.CreditAccount).Length, Is.GreaterThan(30_000));

        var (after, action) = AccountRow.Write(
            before,
            new LedgerChange<bool> { Outcome = true, Credits = new(state, []) },
            "token"
        );

        var json = ((TableEntity)action.Entity).GetString("Credits");
        Assert.That(json, Has.Length.LessThanOrEqualTo(30_000));
        Assert.That(JsonSerializer.Serialize(after.Credits, CreditsJson.Default.CreditAccount), Is.EqualTo(json));
        Assert.That(after.Credits.Lots.Sum(lot => lot.Remaining.Value), Is.EqualTo(600));
        Assert.That(after.Credits.Available(Now), Is.EqualTo(state.Available(Now)));
    }

    [Test]
    public void The_ledgers_own_properties_are_not_profile() =>
        Assert.That(
            typeof(AccountProfile).GetProperties().Select(property => property.Name),
            Has.None.AnyOf("Credits", "Usage", "Change", "PartitionKey", "RowKey", "Timestamp")
        );

    [Test]
    public void Newer_entries_sort_first_and_cursors_survive_the_round_trip()
    {
        Assert.That(string.CompareOrdinal(LedgerKeys.Entry(1_000_000_000_000), LedgerKeys.Entry(999)), Is.Negative);
        Assert.That(LedgerKeys.FromCursor(LedgerKeys.Cursor(42)), Is.EqualTo(42));
    }

    [TestCase("")]
    [TestCase("!!")]
    [TestCase("LTE")]
    [TestCase("MA")]
    public void Other_cursors_are_refused(string cursor) =>
        Assert.That(() => LedgerKeys.FromCursor(cursor), Throws.TypeOf<FormatException>());

    [TestCase("a/b")]
    [TestCase("")]
    [TestCase("a b")]
    public void Ids_that_cannot_be_keys_are_refused(string id) =>
        Assert.That(() => LedgerKeys.Reservation(id), Throws.ArgumentException);
}
