using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Credits;

/// <summary>The end of an account in the ledger, as two processes with their own caches see it.</summary>
[TestFixture, Parallelizable]
[Property("Promise", "P11")]
public sealed class LedgerClosingTests : LedgerFixture
{
    private static readonly CancellationToken none = CancellationToken.None;

    [Test]
    public async Task A_closing_account_ends_reservations_and_refuses_the_rest_whatever_others_remember()
    {
        var (closer, other) = (Ledger(), Ledger());
        await OpenAtAsync(other, Now);
        await other.ReserveAsync(Request("r", 10), null, none);
        await other.ReserveAsync(Request("s", 10), null, none);

        Assert.That(await closer.CloseAsync(Account, Now, none));
        Assert.That(await closer.CloseAsync(Account, Now, none), "twice is once");

        Func<Task>[] refused =
        [
            () => other.ReserveAsync(Request("t", 1), null, none),
            () => other.GrantAsync(AccountRef.Current(Account), Grant("g", 1), null, none),
            () =>
                other.ClawbackAsync(
                    AccountRef.Current(Account),
                    new Clawback
                    {
                        Id = "c",
                        LotId = "sign-up",
                        Amount = new(1),
                        Reference = "c",
                    },
                    null,
                    none
                ),
            () => other.ChangeAsync(AccountRef.Current(Account), _ => new LedgerChange<bool> { Outcome = true }, none),
            () => other.AddRowAsync(AccountRef.Current(Account), new TableEntity(Account.Value, "fav-1"), none),
        ];
        foreach (var call in refused)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => call());
            Assert.That(problem!.Problem, Is.SameAs(AccountClosing.Problem));
        }

        Assert.That(await other.CommitAsync(Account, "r", new(7), null, none), Is.InstanceOf<ResolveResult.Resolved>());
        await other.ReleaseAsync(Account, "s", null, null, none);
        Assert.That((await CheckedAsync()).Credits.Balance.Value, Is.EqualTo(43));
    }

    [Test]
    public async Task Rows_go_by_pages_and_only_those_of_the_account_that_is_meant()
    {
        var (closer, other) = (Ledger(), Ledger());
        await OpenAtAsync(other, Now);
        for (var i = 0; i < 250; i++)
        {
            await Table.AddEntityAsync(new TableEntity(Account.Value, $"fav-{i}"));
        }

        Assert.That(await closer.CloseAsync(Account, Now.AddSeconds(1), none), Is.False, "another account is meant");
        Assert.That(await closer.DeleteRowsAsync(Account, Now, 9, none), "nothing to delete: it is not closing");
        Assert.That(await RowsAsync(), Is.EqualTo(253));

        await closer.CloseAsync(Account, Now, none);
        Assert.That(await closer.DeleteRowsAsync(Account, Now, 2, none), Is.False, "two pages are not enough");
        Assert.That(await RowsAsync(), Is.EqualTo(253 - (2 * 99)));
        Assert.That(
            await Task.WhenAll(
                closer.DeleteRowsAsync(Account, Now, 9, none),
                other.DeleteRowsAsync(Account, Now, 9, none)
            ),
            Is.All.True,
            "two at once"
        );
        Assert.That(await RowsAsync(), Is.Zero);

        await Assert.ThrowsAsync<AccountNotFoundException>(() =>
            other.GrantAsync(AccountRef.Current(Account), Grant("g", 1), null, none)
        );
        await Assert.ThrowsAsync<ProblemException>(() =>
            other.AddRowAsync(AccountRef.Current(Account), new TableEntity(Account.Value, "fav-1"), none)
        );
        Assert.That(await RowsAsync(), Is.Zero);
    }

    [Test]
    public async Task The_next_account_is_open_to_who_remembers_the_closing_one()
    {
        var (closer, other) = (Ledger(), Ledger());
        await OpenAtAsync(other, Now);
        await closer.CloseAsync(Account, Now, none);
        await other.ReadAsync(Account, none);
        await closer.DeleteRowsAsync(Account, Now, 9, none);
        await OpenAtAsync(closer, Now.AddMinutes(1));

        Assert.That(
            await other.GrantAsync(AccountRef.Current(Account), Grant("g", 5), null, none),
            Is.EqualTo(new GrantResult.Granted(new(55), new(55)))
        );
        Assert.That(await other.CloseAsync(Account, Now, none), Is.False, "late");
        Assert.That(await other.DeleteRowsAsync(Account, Now, 9, none), "late, and nothing to do");
        await CheckedAsync();
    }

    [Test]
    public async Task What_was_meant_for_the_erased_account_does_not_change_the_next_one([Values] bool isAskedTwice)
    {
        var (closer, late) = (Ledger(), Ledger());
        var meant = (await OpenAtAsync(late, Now)).Ref;
        await closer.CloseAsync(Account, Now, none);
        await closer.DeleteRowsAsync(Account, Now, 9, none);
        await AssertRefusedAsync(late, meant);
        await OpenAtAsync(closer, Now.AddMinutes(1));

        for (var times = isAskedTwice ? 2 : 1; times > 0; times--)
        {
            await AssertRefusedAsync(late, meant);
        }

        Assert.That(await RowsAsync(), Is.EqualTo(3), "the account, its grant and the entry");
        Assert.That((await CheckedAsync()).Credits.Balance.Value, Is.EqualTo(50));
    }

    private async Task AssertRefusedAsync(AccountLedger late, AccountRef meant)
    {
        var row = new TableEntity(Account.Value, "fav-1");
        var move = new Clawback
        {
            Id = "c",
            LotId = "sign-up",
            Amount = new(1),
            Reference = "c",
        };
        Func<Task>[] refused =
        [
            () => late.ChangeAsync(meant, _ => new LedgerChange<bool> { Outcome = true }, none),
            () => late.AddRowAsync(meant, row, none),
            () => late.MoveAsync(meant, Grant("g", 1), new(TableTransactionActionType.Add, row), none),
            () => late.MoveAsync(meant, move, new(TableTransactionActionType.Add, row), none),
        ];
        foreach (var call in refused)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => call());
            Assert.That(problem!.Problem, Is.SameAs(AccountClosing.Problem));
        }
    }

    [Test]
    public async Task A_row_is_added_once_whatever_the_answer(
        [Values] Fault fault,
        [Values(1, 2)] int number,
        [Values(1, 3)] int times
    )
    {
        var policy = new FaultPolicy();
        await OpenAtAsync(Ledger(), Now);
        var ledger = Ledger(policy);
        policy.FailAt(number, fault, times);
        // Somebody else's change in between hides whose the last one was.
        policy.Meanwhile = () =>
            Ledger().GrantAsync(AccountRef.Current(Account), Grant($"g-{Guid.NewGuid():N}", 1), null, none);

        await ledger.AddRowAsync(
            AccountRef.Current(Account),
            new TableEntity(Account.Value, "fav-1") { ["Title"] = "once" },
            none
        );

        Assert.That((await RowAsync("fav-1")).GetString("Title"), Is.EqualTo("once"));
    }

    private Task<LedgerAccount> OpenAtAsync(AccountLedger ledger, DateTimeOffset openedAt) =>
        ledger.OpenAsync(
            Account,
            new AccountProfile { Email = "someone@example.org", FirstSeenAt = openedAt },
            Grant("sign-up", 50),
            CreditAmount.Zero,
            none
        );

    private async Task<int> RowsAsync() =>
        await Table.QueryAsync<TableEntity>(row => row.PartitionKey == Account.Value).CountAsync();
}
