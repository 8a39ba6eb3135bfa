using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AiPromptGen.Platform.Storage;

/// <param name="Container">"uploads" or "results".</param>
/// <param name="Name">The name of the blob without the account's id.</param>
internal sealed record AccountPicture(
    string Container,
    string Name,
    long Bytes,
    string ContentType,
    DateTimeOffset? CreatedAt
);

/// <summary>Every picture held for an account: its id is the first part of their names, in each container of pictures.</summary>
internal sealed class AccountPictures(StorageClients storage)
{
    public async IAsyncEnumerable<AccountPicture> ListAsync(
        AccountId account,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var container in storage.Pictures)
        {
            await foreach (var page in PagesAsync(container, account, cancellationToken))
            {
                foreach (var blob in page)
                {
                    yield return new AccountPicture(
                        container.Name,
                        blob.Name[Prefix(account).Length..],
                        blob.Properties.ContentLength ?? 0,
                        blob.Properties.ContentType ?? "application/octet-stream",
                        blob.Properties.CreatedOn
                    );
                }
            }
        }
    }

    /// <returns>False when the picture is gone: pictures may be deleted while they are listed.</returns>
    public async Task<bool> CopyAsync(
        AccountId account,
        AccountPicture picture,
        Func<CancellationToken, Task<Stream>> open,
        CancellationToken cancellationToken
    )
    {
        var blob = storage
            .Blobs.GetBlobContainerClient(picture.Container)
            .GetBlobClient(Prefix(account) + picture.Name);
        try
        {
            await using var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
            await using var target = await open(cancellationToken);
            await content.CopyToAsync(target, cancellationToken);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }

    public async Task DeleteAllAsync(AccountId account, CancellationToken cancellationToken)
    {
        await foreach (var picture in ListAsync(account, cancellationToken))
        {
            await storage
                .Blobs.GetBlobContainerClient(picture.Container)
                .DeleteBlobIfExistsAsync(Prefix(account) + picture.Name, cancellationToken: cancellationToken);
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<BlobItem>> PagesAsync(
        BlobContainerClient container,
        AccountId account,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pages = container
            .GetBlobsAsync(new GetBlobsOptions { Prefix = Prefix(account) }, cancellationToken)
            .AsPages()
            .GetAsyncEnumerator(cancellationToken);
        await using (pages)
        {
            while (await NextAsync(pages))
            {
                yield return pages.Current.Values;
            }
        }
    }

    /// <summary>Moves to the next page. A container that nothing was ever put into may not exist, and then has no page.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    private static string Prefix(AccountId account) => account.Value + "/";
}
