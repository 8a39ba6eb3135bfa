using AiPromptGen.Credits;
using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.IntegrationTests.Credits;

/// <summary>Each request of each operation once gets no clear answer, and the operation has the right result all the same.</summary>
[TestFixture, Parallelizable]
[Property("Promise", "P11")]
public sealed class LedgerContractFaultTests : LedgerFixture
{
    private static readonly CancellationToken none = CancellationToken.None;

    public sealed record Operation(
        string Name,
        object Expected,
        long Balance,
        Func<LedgerContractFaultTests, AccountLedger, Task<object>> Run
    )
    {
        public override string ToString() => Name;
    }

    /// <summary>The operations, on an account of 50 credits with the reservation "open" of 10, and "done" of 5 that was committed as 4.</summary>
    private static readonly Operation[] operations =
    [
        new(
            "reserve",
            new ReserveResult.Reserved(new(46), new(30)),
            46,
            async (test, ledger) => await ledger.ReserveAsync(test.Request("r", 6), _ => [test.Passenger()], none)
        ),
        new(
            "reserve too much",
            new ReserveResult.Insufficient(new(36)),
            46,
            async (test, ledger) => await ledger.ReserveAsync(test.Request("r", 60), _ => [test.Passenger()], none)
        ),
        new(
            "reserve again",
            new ReserveResult.AlreadyResolved(ReservationStatus.Committed, new(4)),
            46,
            async (test, ledger) => await ledger.ReserveAsync(test.Request("done", 5), _ => [test.Passenger()], none)
        ),
        new(
            "commit",
            new ResolveResult.Resolved(ReservationStatus.Committed, new(8), new(38), true),
            38,
            async (test, ledger) =>
                await ledger.CommitAsync(test.Account, "open", new(8), _ => [test.Passenger()], none)
        ),
        new(
            "release",
            new ResolveResult.Resolved(ReservationStatus.Released, new(0), new(46), true),
            46,
            async (test, ledger) => await ledger.ReleaseAsync(test.Account, "open", null, _ => [test.Passenger()], none)
        ),
        new(
            "expire",
            new ResolveResult.Resolved(ReservationStatus.Expired, new(0), new(46), true),
            46,
            async (test, ledger) => await ledger.ExpireAsync(test.Account, "open", _ => [test.Passenger()], none)
        ),
        new(
            "commit late",
            new ResolveResult.Resolved(ReservationStatus.Committed, new(4), new(46), false),
            46,
            async (test, ledger) =>
                await ledger.CommitAsync(test.Account, "done", new(5), _ => [test.Passenger()], none)
        ),
        new(
            "grant",
            new GrantResult.Granted(new(53), new(43)),
            53,
            async (test, ledger) =>
                await ledger.GrantAsync(AccountRef.Current(test.Account), Grant("g", 7), _ => [test.Passenger()], none)
        ),
        new(
            "grant again",
            new GrantResult.AlreadyGranted(new(50), "ref-sign-up", Now),
            46,
            async (test, ledger) =>
                await ledger.GrantAsync(
                    AccountRef.Current(test.Account),
                    Grant("sign-up", 50),
                    _ => [test.Passenger()],
                    none
                )
        ),
        new(
            "claw back",
            new AdjustmentResult.Applied(-20, new(26), new(0)),
            26,
            async (test, ledger) =>
                await ledger.ClawbackAsync(
                    AccountRef.Current(test.Account),
                    new()
                    {
                        Id = "c",
                        LotId = "sign-up",
                        Amount = new(20),
                        Reference = "refund-1",
                    },
                    _ => [test.Passenger()],
                    none
                )
        ),
        new(
            "reinstate",
            new AdjustmentResult.Applied(20, new(66), new(0)),
            66,
            async (test, ledger) =>
                await ledger.ReinstateAsync(
                    AccountRef.Current(test.Account),
                    new()
                    {
                        Id = "c",
                        LotId = "x",
                        Origin = CreditOrigin.Purchase,
                        Amount = new(20),
                        Reference = "won-1",
                    },
                    _ => [test.Passenger()],
                    none
                )
        ),
        new(
            "change",
            "counted",
            46,
            async (test, ledger) =>
                await ledger.ChangeAsync<string>(
                    AccountRef.Current(test.Account),
                    account =>
                        new()
                        {
                            Outcome = "counted",
                            Usage = account.Usage with
                            {
                                Window = account.Usage.Window with { Count = account.Usage.Window.Count + 1 },
                            },
                            OtherRows = [test.Passenger()],
                        },
                    none
                )
        ),
    ];

    private TableTransactionAction Passenger() =>
        new(TableTransactionActionType.Add, new TableEntity(Account.Value, "passenger"));

    [Test]
    public async Task An_unclear_answer_to_any_request_changes_no_outcome(
        [ValueSource(nameof(operations))] Operation operation,
        [Values] Fault fault,
        [Values] bool remembered,
        [Values(1, 3)] int times
    )
    {
        var rides =
            operation.Expected
            is ReserveResult.Reserved
                or ResolveResult.Resolved { First: true }
                or GrantResult.Granted
                or AdjustmentResult.Applied
                or string;
        var number = 1;
        for (var fired = true; fired; number++)
        {
            StartAnew();
            var policy = new FaultPolicy();
            var ledger = await PreparedAsync(policy, remembered);
            policy.FailAt(number, fault, times);

            Assert.That(await operation.Run(this, ledger), Is.EqualTo(operation.Expected), $"request {number}");

            fired = policy.Count >= number;
            policy.Reset();
            var account = await CheckedAsync();
            Assert.That(account.Credits.Balance, Is.EqualTo(new CreditAmount(operation.Balance)), $"request {number}");
            Assert.That(account.Usage.Window.Count, Is.EqualTo(operation.Name == "change" ? 1 : 0));
            var passenger = await Table.GetEntityIfExistsAsync<TableEntity>(Account.Value, "passenger");
            Assert.That(passenger.HasValue, Is.EqualTo(rides), $"request {number}");
        }

        Assert.That(number, Is.GreaterThan(2), "no request failed");
    }

    [Test]
    public async Task An_unclear_answer_while_opening_makes_one_account([Values] Fault fault)
    {
        for (var (number, fired) = (1, true); fired; number++)
        {
            StartAnew();
            var policy = new FaultPolicy();
            var ledger = Ledger(policy);
            policy.FailAt(number, fault, 1);

            // The first read is not part of a change: it may fail, and is simply repeated.
            var account = number == 1 ? await RepeatedAsync(() => OpenAsync(ledger, 50)) : await OpenAsync(ledger, 50);

            fired = policy.Count >= number;
            Assert.That(account.Opened, $"request {number}");
            Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(50)));
        }
    }

    [Test]
    public async Task Storage_that_never_answers_ends_in_an_error_that_says_the_outcome_is_unknown()
    {
        var policy = new FaultPolicy();
        var ledger = await PreparedAsync(policy, remembered: true);
        policy.FailAt(1, Fault.LostBefore, int.MaxValue - 1);

        Assert.That(
            () => ledger.ReserveAsync(Request("r", 6), null, none),
            Throws.TypeOf<LedgerUnavailableException>()
        );
        Assert.That(policy.Count, Is.EqualTo(12));
    }

    [Test]
    public async Task A_repeat_by_the_storage_client_itself_is_seen_through([Values] Fault fault)
    {
        var policy = new FaultPolicy();
        var ledger = Ledger(policy, clientRetries: 3);
        await OpenAsync(ledger, 50);

        policy.FailAt(1, fault, 1);
        Assert.That(
            await ledger.ReserveAsync(Request("r", 6), _ => [Passenger()], none),
            Is.EqualTo(new ReserveResult.Reserved(new(50), new(44)))
        );
        policy.FailAt(1, fault, 1);
        Assert.That(
            await ledger.CommitAsync(Account, "r", new(6), null, none),
            Is.EqualTo(new ResolveResult.Resolved(ReservationStatus.Committed, new(6), new(44), true))
        );
        Assert.That((await CheckedAsync()).Credits.Balance, Is.EqualTo(new CreditAmount(44)));
    }

    [Test]
    public async Task A_call_knows_its_own_rows_even_when_others_have_changed_the_account_since()
    {
        var (policy, others) = (new FaultPolicy(), 0);
        var ledger = await PreparedAsync(policy, remembered: true);
        policy.Meanwhile = () =>
            Ledger().GrantAsync(AccountRef.Current(Account), Grant($"other{others++}", 1), null, none);

        policy.FailAt(1, Fault.LostAfter, 1);
        var reserved = await ledger.ReserveAsync(Request("r", 6), null, none);
        policy.FailAt(1, Fault.LostAfter, 1);
        var committed = await ledger.CommitAsync(Account, "open", new(8), null, none);
        policy.FailAt(1, Fault.LostAfter, 1);
        var granted = await ledger.GrantAsync(AccountRef.Current(Account), Grant("g", 7), null, none);

        Assert.That(reserved, Is.EqualTo(new ReserveResult.Reserved(new(47), new(31))));
        Assert.That(
            committed,
            Is.EqualTo(new ResolveResult.Resolved(ReservationStatus.Committed, new(8), new(40), true))
        );
        Assert.That(granted, Is.EqualTo(new GrantResult.Granted(new(48), new(42))));
        await CheckedAsync();
    }

    private static async Task<T> RepeatedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (StorageFailure.IsUnclear(failure, none))
        {
            return await call();
        }
    }

    private async Task<AccountLedger> PreparedAsync(FaultPolicy policy, bool remembered)
    {
        var ledger = Ledger(policy);
        await OpenAsync(ledger, 50);
        await ledger.ReserveAsync(Request("done", 5), null, none);
        await ledger.CommitAsync(Account, "done", new(4), null, none);
        await ledger.ReserveAsync(Request("open", 10) with { Deadline = Now }, null, none);
        return remembered ? ledger : Ledger(policy);
    }
}
