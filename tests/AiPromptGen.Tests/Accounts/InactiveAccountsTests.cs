using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Accounts;

[TestFixture]
public sealed class InactiveAccountsTests
{
    private static readonly DateTimeOffset Seen = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StorageData data = new(TimeProvider.System);
    private StorageClients storage = null!;

    /// <summary>A run acts on a limited number of accounts (1,000), so accounts on which it cannot act must not be counted among them.</summary>
    [Test]
    public async Task Those_that_stay_keep_nobody_waiting_who_must_go()
    {
        storage = new((new InMemoryTables(data, StorageCalls.Plain), new InMemoryBlobs(data, StorageCalls.Plain)));
        await storage.Users.CreateIfNotExistsAsync();
        var told = (nameof(AccountProfile.ToldAt), (object)Seen.AddDays(100));
        var mail = (nameof(AccountProfile.Email), (object)"ada@example.org");
        for (var i = 0; i < 1500; i++)
        {
            await AddAsync($"{i:x4}money", CreditOrigin.Purchase, told, mail);
            await AddAsync($"{i:x4}untold", CreditOrigin.SignUp, mail);
        }

        await AddAsync("f001told", CreditOrigin.SignUp, told, mail);
        await AddAsync("f002nameless", CreditOrigin.SignUp);
        await AddAsync("f003closing", CreditOrigin.Purchase, (nameof(AccountProfile.ClosingSince), Seen));
        await AddAsync("f004young", CreditOrigin.SignUp, (nameof(AccountProfile.LastSeenAt), Seen.AddDays(450)), told);
        var options = Options.Create(new RetentionOptions { InactiveDays = 100, NoticeDays = 30 });
        var inactive = new InactiveAccounts(storage, null!, options, new FakeTimeProvider(Seen.AddDays(500)));

        var due = await inactive.FindDueAsync(("a", "b"), CancellationToken.None).ToListAsync();

        Assert.That(due.Select(id => id.Value[5..]), Is.EqualTo(new[] { "told", "nameless", "closing" }));
    }

    private async Task AddAsync(string id, CreditOrigin origin, params (string Name, object Value)[] profile)
    {
        var lot = new CreditLot
        {
            Id = "l",
            Origin = origin,
            Granted = Seen,
            Amount = new CreditAmount(5),
            Remaining = new CreditAmount(5),
        };
        var account = new LedgerAccount
        {
            Id = new AccountId("a" + id),
            Credits = CreditAccount.Empty with { Balance = lot.Amount, Lots = [lot] },
            Usage = UsageState.Empty,
            Profile = new AccountProfile(),
            ETag = default,
        };
        var row = AccountRow.Write(account, LedgerChange.Nothing(true), "t").Action.Entity;
        var entity = (Azure.Data.Tables.TableEntity)row;
        entity[nameof(AccountProfile.LastSeenAt)] = Seen;
        foreach (var (name, value) in profile)
        {
            entity[name] = value;
        }

        await storage.Users.AddEntityAsync(entity);
    }
}
