using AiPromptGen.Audit;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Uploads;
using Azure;
using Azure.Data.Tables;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

/// <summary>
/// Rows of accounts, of the ledger, of uploads and of the audit, column for column as they were written before
/// <see cref="RowMap"/> wrote them: no stored name changes, and an old row is read as it was.
/// </summary>
[TestFixture]
public sealed class StoredLedgerRowsTests
{
    private static readonly AccountId Owner = new("acc");
    private static readonly DateTimeOffset At = new(2026, 11, 2, 10, 20, 30, TimeSpan.Zero);

    [Test]
    public void An_entry_is_read_and_written_with_the_same_columns()
    {
        var row = new TableEntity("acc", "entry-9223372036854775804")
        {
            ["Sequence"] = 3L,
            ["Type"] = "charge",
            ["Amount"] = -2L,
            ["BalanceBefore"] = 50L,
            ["BalanceAfter"] = 48L,
            ["Reference"] = "g1",
            ["At"] = At,
            ["LotId"] = "sign-up",
        };

        var entry = EntryRow.Read(row);

        Assert.That((entry.Type, entry.BalanceAfter), Is.EqualTo((LedgerEntryType.Charge, Amount(48))));
        Assert.That(Columns(EntryRow.Add(Owner, entry).Entity), Is.EquivalentTo(Columns(row)));
    }

    [Test]
    public void An_entry_of_several_lots_has_no_lot()
    {
        var row = new TableEntity("acc", "entry-9223372036854775804")
        {
            ["Sequence"] = 3L,
            ["Type"] = "expiry",
            ["Amount"] = -2L,
            ["BalanceBefore"] = 2L,
            ["BalanceAfter"] = 0L,
            ["Reference"] = "monthly.202611",
            ["At"] = At,
        };

        Assert.That(Columns(EntryRow.Add(Owner, EntryRow.Read(row)).Entity), Is.EquivalentTo(Columns(row)));
    }

    [Test]
    public void A_grant_is_read_and_written_with_the_same_columns()
    {
        var row = new TableEntity("acc", "grant-p1")
        {
            ["Amount"] = 100L,
            ["Posted"] = 90L,
            ["Reference"] = "2GG279541U471931P",
            ["At"] = At,
            ["Token"] = "00000000000000ff",
            ["Origin"] = "Subscription",
            ["Expires"] = At.AddMonths(1),
        };

        var grant = OnceRow.FromRow(row);

        Assert.That((grant.RowKey, grant.Origin), Is.EqualTo(("grant-p1", CreditOrigin.Subscription)));
        Assert.That(Columns(grant.Add(Owner, 90, At, "00000000000000ff").Entity), Is.EquivalentTo(Columns(row)));
    }

    [Test]
    public void A_reservation_is_read_and_written_with_the_same_columns()
    {
        var request = new ReserveRequest
        {
            AccountId = Owner,
            ReservationId = "g1",
            Amount = Amount(4),
            Deadline = At.AddMinutes(30),
        };
        var open = new TableEntity("acc", "reservation-g1")
        {
            ["State"] = "open",
            ["Reserved"] = 4L,
            ["Charged"] = 0L,
            ["Deadline"] = At.AddMinutes(30),
            ["At"] = At,
            ["Token"] = "t1",
        };
        var end = new TableEntity("acc", "reservation-g1")
        {
            ["State"] = "committed",
            ["Charged"] = 3L,
            ["ResolvedAt"] = At,
            ["Token"] = "t2",
        };

        Assert.That(Columns(ReservationRow.Add(request, At, "t1").Entity), Is.EquivalentTo(Columns(open)));
        Assert.That(
            Columns(ReservationRow.End(Owner, "g1", ReservationStatus.Committed, Amount(3), At, "t2").Entity),
            Is.EquivalentTo(Columns(end))
        );
        Assert.That(ReservationRow.FromRow(open).State, Is.EqualTo(ReservationStatus.Open));
    }

    [Test]
    public void A_late_attempt_is_read_and_remembered_where_it_was()
    {
        var row = new TableEntity("acc", "reservation-g1")
        {
            ["State"] = "released",
            ["Reserved"] = 4L,
            ["Charged"] = 0L,
            ["Deadline"] = At,
            ["At"] = At,
            ["ResolvedAt"] = At,
            ["Token"] = "t1",
            ["LateAttempts"] = "expired",
        };

        var late = ReservationRow.FromRow(row).WithLate(Owner, "g1", "committed:4");

        Assert.That(Columns(late!), Is.EquivalentTo(new[] { ("LateAttempts", (object)"expired committed:4") }));
    }

    [Test]
    public void A_profile_has_the_same_columns_and_a_change_writes_only_what_changes()
    {
        var row = new TableEntity("acc", "account")
        {
            ["Credits"] = """{"nextEntry":1,"balance":0,"debt":0,"lots":[],"open":[]}""",
            ["Usage"] = """{"window":{"windowStart":"1970-01-01T00:00:00Z","count":0},"active":[]}""",
            ["Change"] = "t1",
            ["Email"] = "ada@example.org",
            ["FirstSeenAt"] = At,
            ["LastSeenAt"] = At.AddDays(1),
            ["ClosingSince"] = At.AddDays(9),
            ["FreeMonth"] = "202611",
            ["GivenAlone"] = "202611:75",
            ["ToldAt"] = At.AddDays(5),
            ["ApiTokens"] = "[]",
            ["ExportsSince"] = At.AddDays(2),
            ["Exports"] = 3,
        };
        row.ETag = new ETag("1");

        var account = AccountRow.Read(row);
        var change = new LedgerChange<bool> { Outcome = true, Profile = profile => profile with { Exports = 4 } };

        Assert.That(
            account.Profile,
            Is.EqualTo(
                new AccountProfile
                {
                    Email = "ada@example.org",
                    FirstSeenAt = At,
                    LastSeenAt = At.AddDays(1),
                    ClosingSince = At.AddDays(9),
                    FreeMonth = "202611",
                    GivenAlone = "202611:75",
                    ToldAt = At.AddDays(5),
                    ApiTokens = "[]",
                    ExportsSince = At.AddDays(2),
                    Exports = 3,
                }
            )
        );
        Assert.That((account.IsClosing, account.OpenedAt), Is.EqualTo((true, At)));
        Assert.That(
            Columns(AccountRow.Write(account, change, "t2").Action.Entity),
            Is.EquivalentTo(new[] { ("Change", (object)"t2"), ("Exports", 4) })
        );
    }

    [Test]
    public void An_upload_is_read_and_written_with_the_same_columns()
    {
        var row = new TableEntity("acc", "upload-u1")
        {
            ["Width"] = 640,
            ["Height"] = 480,
            ["Format"] = "jpeg",
            ["ExpiresAt"] = At,
            ["ClaimedBy"] = "g1",
        };

        var upload = Upload.FromRow(row);

        Assert.That((upload.Id, upload.Metadata), Is.EqualTo(("u1", PictureMetadata.None)));
        Assert.That(
            Columns(upload.ToRow("acc")).Where(column => column.Name != "Metadata0"),
            Is.EquivalentTo(Columns(row))
        );
    }

    [Test]
    public void An_audit_row_is_read_and_written_with_the_same_columns()
    {
        var row = new TableEntity("7f", "hash")
        {
            ["AccountKey"] = "k1.00ff",
            ["RequestStatus"] = "refused",
            ["SafetyDecision"] = "refused:input:violence",
            ["QuotaEvent"] = "released",
            ["RequestedAt"] = At,
            ["CompletedAt"] = At.AddSeconds(1),
        };

        var read = AuditRow.FromRow(row);

        Assert.That((read.Id, read.AccountKey), Is.EqualTo(("hash", new AccountKey("k1.00ff"))));
        Assert.That(Columns(read.ToRow("7f", "hash")), Is.EquivalentTo(Columns(row)));
    }

    private static IEnumerable<(string Name, object Value)> Columns(ITableEntity row) =>
        ((TableEntity)row)
            .Where(column => !TableGuards.IsSystemName(column.Key))
            .Select(column => (column.Key, column.Value));
}
