using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using static AiPromptGen.Tests.Support.Storage.ContractCalls;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>
/// What the program relies on in Blob storage. The tests run on the storage in memory and on the emulator, so that both behave alike.
/// </summary>
public abstract class BlobContractTests
{
    private BlobContainerClient container = null!;

    protected abstract BlobServiceClient Service { get; }

    [SetUp]
    public async Task MakeContainer()
    {
        container = Service.GetBlobContainerClient($"contract-{Guid.NewGuid():N}");
        await container.CreateIfNotExistsAsync();
    }

    [Test]
    public async Task A_blob_comes_back_and_is_overwritten()
    {
        var blob = container.GetBlobClient("a/1");
        await Put(blob, "one");
        await Put(blob, "two");

        Assert.That((await blob.DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_blob_that_must_be_new_is_put_once()
    {
        var blob = container.GetBlobClient("a/1");
        var once = new BlobRequestConditions { IfNoneMatch = ETag.All };
        await Put(blob, "one", once);

        Assert.That(await Status(() => Put(blob, "two", once)), Is.EqualTo(409));
        Assert.That((await blob.DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("one"));
    }

    [Test]
    public async Task What_is_not_there_is_told_but_to_who_deletes_it()
    {
        var none = Service.GetBlobContainerClient($"none-{Guid.NewGuid():N}");

        Assert.That(await Status(() => container.GetBlobClient("x").DownloadContentAsync()), Is.EqualTo(404));
        Assert.That(await Status(() => none.GetBlobClient("x").DownloadContentAsync()), Is.EqualTo(404));
        Assert.That(await Status(() => Put(none.GetBlobClient("x"), "one")), Is.EqualTo(404));
        Assert.That(await Status(async () => await none.GetBlobsAsync().AnyAsync()), Is.EqualTo(404));
        Assert.That((await container.GetBlobClient("x").DeleteIfExistsAsync()).Value, Is.False);
        Assert.That((await none.GetBlobClient("x").DeleteIfExistsAsync()).Value, Is.False);
    }

    [Test]
    public async Task A_list_has_what_begins_so_in_order_with_its_facts()
    {
        foreach (var name in new[] { "b/1", "a/2", "a/1", "a-b/1", "A/1" })
        {
            await Put(container.GetBlobClient(name), name);
        }

        var all = await container.GetBlobsAsync(new GetBlobsOptions { Prefix = "a" }).ToListAsync();
        var page = await container.GetBlobsAsync(new GetBlobsOptions { Prefix = "a/" }).AsPages(null, 1).FirstAsync();

        Assert.That(all.Select(b => b.Name), Is.EqualTo(new[] { "a-b/1", "a/1", "a/2" }));
        Assert.That(all[0].Properties.ContentLength, Is.EqualTo(5));
        Assert.That(all[0].Properties.ContentType, Is.EqualTo("image/png"));
        Assert.That(all[0].Properties.LastModified, Is.Not.Null);
        Assert.That(all[0].Properties.CreatedOn, Is.Not.Null);
        Assert.That(page.Values.Select(b => b.Name), Is.EqualTo(new[] { "a/1" }));
        Assert.That(page.ContinuationToken, Is.Not.Empty);
    }

    [Test]
    public async Task A_deleted_blob_is_gone()
    {
        await Put(container.GetBlobClient("a/1"), "one");

        Assert.That((await container.DeleteBlobIfExistsAsync("a/1")).Value, Is.True);
        Assert.That(await container.GetBlobsAsync().AnyAsync(), Is.False);
    }

    private static Task<Response<BlobContentInfo>> Put(
        BlobClient blob,
        string text,
        BlobRequestConditions? conditions = null
    ) =>
        blob.UploadAsync(
            BinaryData.FromString(text),
            new BlobUploadOptions
            {
                Conditions = conditions,
                HttpHeaders = new BlobHttpHeaders { ContentType = "image/png" },
            }
        );
}

/// <summary>How a request to storage fails.</summary>
internal static class ContractCalls
{
    /// <returns>0 when it does not.</returns>
    public static async Task<int> Status(Func<Task> call)
    {
        try
        {
            await call();
            return 0;
        }
        catch (RequestFailedException failed)
        {
            return failed.Status;
        }
    }

    public static async Task<TableTransactionFailedException?> Failure(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (TableTransactionFailedException failed)
        {
            return failed;
        }
    }
}
