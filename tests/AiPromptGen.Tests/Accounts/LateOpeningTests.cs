using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Accounts;

/// <summary>
/// A person's first request waits, as a process that the machine has stopped does. Meanwhile another request of the person opens the
/// account, and the person erases it.
/// </summary>
[TestFixture]
public sealed class LateOpeningTests
{
    private static readonly AccountId Person = new("a" + new string('1', 32));
    private readonly TableData users = new();
    private readonly TableData memory = new();

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero));

    [SetUp]
    public void SetUp()
    {
        users.Rows.Clear();
        memory.Rows.Clear();
    }

    /// <param name="isAsked">Whether the late request asks for an account, as the website does after a sign-in.</param>
    [Test, Property("Promise", "P1"), Property("Promise", "P16")]
    public async Task It_opens_no_account([Values] bool isAsked, [Values(0, 7)] int monthly)
    {
        var caller = Caller();
        var late = new Process(this, new Waiting(LiveAndEraseAsync), StorageCalls.Plain, monthly);

        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            late.Opening.OpenAsync(caller, isAsked, default)
        );

        Assert.That(refused!.Problem.Code, Is.EqualTo("signed-in-before-erasure"));
        Assert.That(users.Rows, Is.Empty);
    }

    [Test, Property("Promise", "P1"), Property("Promise", "P16")]
    public async Task If_its_process_dies_the_person_gets_no_second_sign_up_credits(
        [Values(1, 2)] int write,
        [Values] bool after,
        [Values(0, 7)] int monthly
    )
    {
        var caller = Caller();
        var dying = new WriteFaults { DieAt = write, After = after };
        var late = new Process(this, new Waiting(LiveAndEraseAsync), dying, monthly);
        try
        {
            await late.Opening.OpenAsync(caller, isAsked: true, default);
        }
        catch (Exception ended) when (ended is ProcessDiedException or ProblemException)
        {
            // Its end is not what is tested.
        }

        time.Advance(TimeSpan.FromMinutes(1));
        var next = await Plain(monthly).Opening.OpenAsync(Caller(), isAsked: true, default);

        Assert.That(next.Credits.Balance.Value, Is.Zero);
        Assert.That(next.Profile.FirstSeenAt, Is.EqualTo(time.GetUtcNow()));
        Assert.That(users.Rows.Values.Select(row => row.RowKey), Is.EqualTo(new[] { "account" }));
    }

    [Test]
    public async Task Whenever_a_process_dies_that_opens_an_account_its_credits_come_once(
        [Values(1, 2)] int write,
        [Values] bool after,
        [Values(0, 7)] int monthly
    )
    {
        var dying = new Process(this, StorageCalls.Plain, new WriteFaults { DieAt = write, After = after }, monthly);
        Assert.That(
            () => dying.Opening.OpenAsync(Caller(), default),
            Throws.InstanceOf<ProcessDiedException>(),
            "the account is opened, and then found to be rightly so"
        );

        for (var times = 0; times < 2; times++)
        {
            var account = await Plain(monthly).Opening.OpenAsync(Caller(), default);
            Assert.That(account.Credits.Balance.Value, Is.EqualTo(50 + monthly));
        }
    }

    /// <summary>A request with an API token, or a later part of a batch, names the account by its opening.</summary>
    [Test, Property("Promise", "P1"), Property("Promise", "P16")]
    public async Task A_request_for_the_erased_account_does_not_get_the_next_one([Values] bool hasNext)
    {
        var token = Caller() with { SignedInAt = null, OpenedAt = time.GetUtcNow() };
        await LiveAndEraseAsync();
        var plain = Plain(monthly: 7);
        if (hasNext)
        {
            await plain.Opening.OpenAsync(Caller(), isAsked: true, default);
        }

        var refused = await Assert.ThrowsAsync<ProblemException>(() => plain.Opening.OpenAsync(token, default));

        Assert.That(refused!.Problem, Is.SameAs(AccountClosing.Problem));
        Assert.That(users.Rows, Has.Count.EqualTo(hasNext ? 1 : 0));
    }

    /// <summary>
    /// The process dies as soon as it has opened the next account, and the person comes again when the erasure is no longer remembered.
    /// Support has given the account credits meanwhile.
    /// </summary>
    [Test]
    public async Task An_account_stays_when_the_erasure_before_it_is_forgotten()
    {
        await LiveAndEraseAsync();
        var dying = new Process(this, StorageCalls.Plain, new WriteFaults { DieAt = 1, After = true }, monthly: 0);
        Assert.That(
            () => dying.Opening.OpenAsync(Caller(), isAsked: true, default),
            Throws.InstanceOf<ProcessDiedException>()
        );
        var given = new Grant
        {
            Id = "g-1",
            Origin = CreditOrigin.Goodwill,
            Amount = new CreditAmount(5),
            Reference = "support",
        };
        var plain = Plain(monthly: 0);
        await plain.Ledger.GrantAsync(AccountRef.Current(Person), given, null, default);
        memory.Rows.Clear();

        var account = await plain.Opening.OpenAsync(Caller(), default);

        Assert.That((account.Opened, account.Credits.Balance.Value), Is.EqualTo((false, 5L)));
    }

    private async Task LiveAndEraseAsync()
    {
        var other = Plain(monthly: 7);
        var account = await other.Opening.OpenAsync(Caller(), default);
        Assert.That(account.Credits.Balance.Value, Is.EqualTo(57));
        time.Advance(TimeSpan.FromMinutes(1));
        await other.Ledger.CloseAsync(Person, account.OpenedAt, default);
        await other.Erased.RememberAsync((await other.Ledger.ReadAsync(Person, default))!, default);
        Assert.That(await other.Ledger.DeleteRowsAsync(Person, account.OpenedAt, 50, default), Is.True);
        time.Advance(TimeSpan.FromMinutes(1));
    }

    private Caller Caller() => new(Person, "ada@example.org", []) { SignedInAt = time.GetUtcNow() };

    private Process Plain(int monthly) => new(this, StorageCalls.Plain, StorageCalls.Plain, monthly);

    private sealed class Process
    {
        public Process(LateOpeningTests test, StorageCalls remembered, StorageCalls writes, int monthly)
        {
            var options = Options.Create(new CreditOptions { SignUpCredits = 50, MonthlyFree = monthly });
            var table = new InMemoryTable(test.users, writes);
            Ledger = new(table, test.time, new Jitter(new Random(1)));
            Erased = new(
                table,
                new InMemoryTable(test.memory, remembered),
                new KeyedHashes("secret"),
                options,
                test.time
            );
            Opening = new(Ledger, Erased, options, test.time);
        }

        public AccountLedger Ledger { get; }

        public ErasedAccounts Erased { get; }

        public AccountOpening Opening { get; }
    }

    /// <summary>Waits once, after the first read: what it has read is out of date when it goes on.</summary>
    private sealed class Waiting(Func<Task> meanwhile) : StorageCalls
    {
        private bool hasWaited;

        public override async ValueTask<T> ReadAsync<T>(StorageCall call, Func<T> read)
        {
            var answer = read();
            if (!hasWaited)
            {
                hasWaited = true;
                await meanwhile();
            }

            return answer;
        }

        public override ValueTask<T> WriteAsync<T>(StorageCall call, Func<T> write) => ValueTask.FromResult(write());
    }
}
