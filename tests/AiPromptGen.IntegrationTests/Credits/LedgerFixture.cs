using System.Globalization;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Credits;

/// <summary>Each fixture has its own table, and each test its own account.</summary>
public abstract class LedgerFixture
{
    protected static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static int seeds;
    private readonly string table = string.Create(CultureInfo.InvariantCulture, $"users{Guid.NewGuid():N}");

    protected FakeTimeProvider Time { get; private set; } = new(Now);

    protected TableClient Table { get; private set; } = null!;

    protected AccountId Account { get; private set; }

    [OneTimeSetUp]
    public async Task CreateTableAsync()
    {
        Table = new TableClient(TestStorage.ConnectionString, table);
        await Table.CreateIfNotExistsAsync();
    }

    [OneTimeTearDown]
    public Task DropTableAsync() => Table.DeleteAsync();

    [SetUp]
    public void StartAnew()
    {
        Account = new($"account-{Guid.NewGuid():N}");
        Time = new FakeTimeProvider(Now);
    }

    /// <param name="policy">Sees every request of this ledger.</param>
    /// <param name="time">By default the test's clock, whose pauses end at once.</param>
    /// <param name="clientRetries">How often the storage client itself repeats a request before the ledger sees a failure.</param>
    private protected AccountLedger Ledger(FaultPolicy? policy = null, TimeProvider? time = null, int clientRetries = 0)
    {
        var options = new TableClientOptions
        {
            Retry = { MaxRetries = clientRetries, Delay = TimeSpan.FromMilliseconds(1) },
        };
        if (policy is not null)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        var client = new TableClient(TestStorage.ConnectionString, table, options);
        return new(client, time ?? new NoWaiting(Time), new Jitter(new Random(Interlocked.Increment(ref seeds))));
    }

    protected static Grant Grant(string id, long amount, CreditOrigin origin = CreditOrigin.SignUp) =>
        new()
        {
            Id = id,
            Origin = origin,
            Amount = new(amount),
            Reference = $"ref-{id}",
        };

    protected ReserveRequest Request(string id, long amount) =>
        new()
        {
            AccountId = Account,
            ReservationId = id,
            Amount = new(amount),
            Deadline = Now.AddMinutes(30),
        };

    protected Task<LedgerAccount> OpenAsync(AccountLedger ledger, long amount) =>
        ledger.OpenAsync(
            Account,
            new AccountProfile { Email = "someone@example.org" },
            Grant("sign-up", amount),
            CreditAmount.Zero,
            CancellationToken.None
        );

    protected async Task<TableEntity> RowAsync(string rowKey) =>
        await Table.GetEntityAsync<TableEntity>(Account.Value, rowKey);

    /// <summary>Reads past every cache and checks what must hold of any account at any time.</summary>
    protected async Task<LedgerAccount> CheckedAsync()
    {
        var ledger = Ledger();
        var account = (await ledger.ReadAsync(Account, CancellationToken.None))!;
        var page = await ledger.EntriesAsync(Account, null, AccountLedger.MaxPageSize, CancellationToken.None);
        var credits = account.Credits;

        Assert.That(page.Entries.Sum(entry => entry.Amount), Is.EqualTo(credits.Balance.Value), "Σ entries");
        Assert.That(credits.Lots.Sum(lot => lot.Remaining.Value), Is.EqualTo(credits.Balance.Value), "Σ lots");
        Assert.That(page.Entries.Count, Is.EqualTo(credits.NextEntry - 1), "entries without gaps");
        Assert.That(account.Profile.Email, Is.EqualTo("someone@example.org"));
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Account.Value))
        {
            if (row.RowKey.StartsWith("reservation-", StringComparison.Ordinal))
            {
                var open = credits.Open.Any(reservation => "reservation-" + reservation.Id == row.RowKey);
                Assert.That(row.GetString("State") == "open", Is.EqualTo(open), "row and account agree");
            }
        }

        return account;
    }

    /// <summary>The clock of a test, whose pauses end at once.</summary>
    private sealed class NoWaiting(TimeProvider inner) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}
