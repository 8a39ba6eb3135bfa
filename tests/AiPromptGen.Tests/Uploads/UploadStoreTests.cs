using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support.Storage;
using AiPromptGen.Uploads;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Uploads;

[TestFixture]
public sealed class UploadStoreTests
{
    [Test]
    public void An_upload_of_an_account_that_was_erased_meanwhile_leaves_nothing_that_names_the_account()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        var data = new StorageData(time);
        data.Table("users").Exists = data.Table("uploaded").Exists = data.Container("uploads").Exists = true;
        var calls = StorageCalls.Plain;
        var tables = new InMemoryTables(data, calls, name => new InMemoryTable(data.Table(name), calls, name));
        var storage = new StorageClients((tables, new InMemoryBlobs(data, calls)));
        var ledger = new AccountLedger(storage.Users, time, new Jitter(new Random(1)));
        var uploads = new UploadStore(storage, new UploadIndex(storage, time), ledger, time);
        var upload = new Upload
        {
            Id = "01",
            Width = 1,
            Height = 1,
            Format = "png",
            ExpiresAt = time.GetUtcNow() + Upload.Lifetime,
        };

        Assert.That(
            () =>
                uploads.AddAsync(
                    new AccountRef(new AccountId("person"), time.GetUtcNow()),
                    upload,
                    new byte[] { 1 },
                    default
                ),
            Throws.InstanceOf<ProblemException>()
        );
        Assert.That(data.Container("uploads").Blobs, Is.Empty);
        Assert.That(data.Table("users").Rows, Is.Empty);
        Assert.That(data.Table("uploaded").Rows, Is.Empty);
    }
}
