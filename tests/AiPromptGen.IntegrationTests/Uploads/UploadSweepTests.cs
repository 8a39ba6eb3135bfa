using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Uploads;

/// <summary>Nothing is left of an upload after a day, whichever part of it was deleted first and however late the sweep is.</summary>
[TestFixture]
[Property("Promise", "P6")]
internal sealed class UploadSweepTests
{
    private static readonly DateTimeOffset Start = new(2001, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly RecordedLogs logs = new();
    private LoggerFactory factory = null!;
    private BlockingPolicy faults = null!;
    private StorageClients storage = null!;
    private FakeTimeProvider time = null!;
    private string broken = "";

    [SetUp]
    public async Task Begin()
    {
        time = new(Start);
        factory = new LoggerFactory([logs]);
        broken = "nothing";
        faults = new(r =>
            r.Method == RequestMethod.Delete && r.Uri.ToString().Contains(broken, StringComparison.Ordinal)
        );
        var settings = new ConfigurationManager { [StorageClients.Setting] = TestStorage.ConnectionString };
        storage = new StorageClients(settings, [faults]);
        await storage.Users.CreateIfNotExistsAsync();
        await storage.Uploads.CreateIfNotExistsAsync();
        await storage.Uploaded.CreateIfNotExistsAsync();
    }

    [TearDown]
    public void End() => factory.Dispose();

    [TestCase(true, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(false, false)]
    public async Task What_is_left_goes_whatever_went_first(bool blob, bool row)
    {
        var (account, ids) = await AddAsync(1);
        if (!blob)
        {
            // The storage account's lifecycle rule deletes the blob so.
            await storage.Uploads.DeleteBlobAsync($"{account.Value}/{ids[0]}");
        }

        if (!row)
        {
            await storage.Users.DeleteEntityAsync(account.Value, Upload.RowKey(ids[0]));
        }

        time.Advance(TimeSpan.FromHours(24));
        var report = await Sweep().SweepAsync(100, CancellationToken.None);

        Assert.That((report.Done, report.Failed), Is.EqualTo((1, 0)));
        Assert.That(await RemainsAsync(account), Is.Zero);
    }

    [Test]
    public async Task A_crash_before_the_blob_or_before_its_row_leaves_nothing_that_is_not_found()
    {
        var account = NewAccount();
        var index = new UploadIndex(storage, time);
        await index.AddAsync(account, "alone", CancellationToken.None);
        await index.AddAsync(account, "blob", CancellationToken.None);
        await storage.Uploads.UploadBlobAsync($"{account.Value}/blob", BinaryData.FromString("x"));

        time.Advance(TimeSpan.FromHours(25));
        await Sweep().SweepAsync(100, CancellationToken.None);

        Assert.That(await RemainsAsync(account), Is.Zero);
    }

    [Test]
    public async Task What_is_younger_than_a_day_stays()
    {
        var (account, _) = await AddAsync(1);

        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await Sweep().SweepAsync(100, CancellationToken.None);
        Assert.That(await RemainsAsync(account), Is.EqualTo(3));

        time.Advance(TimeSpan.FromDays(10));
        await Sweep().SweepAsync(100, CancellationToken.None);
        Assert.That(await RemainsAsync(account), Is.Zero);
    }

    [Test]
    public async Task Two_sweeps_at_once_delete_everything_and_none_fails()
    {
        var (account, _) = await AddAsync(20);

        time.Advance(TimeSpan.FromDays(1));
        var reports = await Task.WhenAll(
            Sweep().SweepAsync(100, CancellationToken.None),
            Sweep().SweepAsync(100, CancellationToken.None)
        );

        Assert.That(await RemainsAsync(account), Is.Zero);
        Assert.That(reports.Sum(r => r.Failed), Is.Zero);
    }

    [Test]
    public async Task A_bounded_run_goes_on_next_time_and_one_fault_does_not_keep_the_others()
    {
        var (account, ids) = await AddAsync(5);
        time.Advance(TimeSpan.FromDays(1));
        broken = ids[2];
        faults.Blocking = true;

        var first = await Sweep().SweepAsync(5, CancellationToken.None);
        faults.Blocking = false;
        var second = await Sweep().SweepAsync(5, CancellationToken.None);

        Assert.That((first.Done, first.Failed, first.More), Is.EqualTo((4, 1, true)));
        Assert.That((second.Done, second.Failed, second.More), Is.EqualTo((1, 0, false)));
        Assert.That(logs.Lines, Has.Some.Contains(ids[2]).And.None.Contains(account.Value));
        Assert.That(await RemainsAsync(account), Is.Zero);
    }

    private static AccountId NewAccount() => new("a" + Guid.NewGuid().ToString("N"));

    private UploadStore Store() => new(storage, new UploadIndex(storage, time), Ledger(), time);

    private AccountLedger Ledger() => new(storage.Users, time, new Jitter(new Random(1)));

    private UploadSweep Sweep() =>
        new(new UploadIndex(storage, time), Store(), Unheard.Telemetry, factory.CreateLogger<UploadSweep>());

    private async Task<(AccountId Account, IReadOnlyList<string> Ids)> AddAsync(int count)
    {
        var (account, ids) = (NewAccount(), new List<string>());
        await Ledger().OpenAsync(account, new AccountProfile(), null, CreditAmount.Zero, CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            var upload = new Upload
            {
                Id = new Ids(time).New(),
                Width = 1,
                Height = 1,
                Format = "png",
                ExpiresAt = time.GetUtcNow() + Upload.Lifetime,
            };
            await Store().AddAsync(AccountRef.Current(account), upload, new byte[] { 1 }, CancellationToken.None);
            ids.Add(upload.Id);
        }

        return (account, ids);
    }

    /// <summary>Blobs, rows and index rows of the account.</summary>
    private async Task<int> RemainsAsync(AccountId account)
    {
        var found = 0;
        await foreach (var blob in storage.Uploads.GetBlobsAsync())
        {
            found += blob.Name.StartsWith(account.Value, StringComparison.Ordinal) ? 1 : 0;
        }

        await foreach (var row in storage.Users.QueryAsync<TableEntity>(r => r.PartitionKey == account.Value))
        {
            found += row.RowKey.StartsWith("upload-", StringComparison.Ordinal) ? 1 : 0;
        }

        await foreach (var _ in storage.Uploaded.QueryAsync<TableEntity>($"AccountId eq '{account.Value}'"))
        {
            found++;
        }

        return found;
    }
}
