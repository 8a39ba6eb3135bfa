using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Uploads;

/// <summary>
/// Keeps an upload by three writes, in this order: a row of the index, so that the sweep finds the rest whatever happens; the blob; the
/// row in the account's partition. Deleting takes the blob first and then that row; the sweep takes the row of the index last. So no
/// row is without its picture, unless the lifecycle rule deleted the picture while the sweep was down for a day. The index leads to
/// such a row too.
/// </summary>
internal sealed class UploadStore(StorageClients storage, UploadIndex index, AccountLedger ledger, TimeProvider time)
{
    public async Task AddAsync(
        AccountRef account,
        Upload upload,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    )
    {
        await index.AddAsync(account.Id, upload.Id, cancellationToken);
        var headers = new BlobHttpHeaders { ContentType = $"image/{upload.Format}" };
        await storage
            .Uploads.GetBlobClient(BlobName(account.Id, upload.Id))
            .UploadAsync(
                BinaryData.FromBytes(bytes),
                new BlobUploadOptions { HttpHeaders = headers },
                cancellationToken
            );
        try
        {
            await ledger.AddRowAsync(account, upload.ToRow(account.Id.Value), cancellationToken);
        }
        catch (ProblemException)
        {
            // The account was erased after the request began. Its pictures are being deleted, so this one is deleted too.
            await DeleteAsync(account.Id, upload.Id, CancellationToken.None);
            // The erasure has deleted the account's rows of the index already, and this one names the account too.
            await index.RemoveAsync(new(account.Id, upload.Id), CancellationToken.None);
            throw;
        }
    }

    /// <returns>Null when this account has no such upload, or it has expired.</returns>
    public async Task<Upload?> FindAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        var found = await storage.Users.GetEntityIfExistsAsync<TableEntity>(
            account.Value,
            Upload.RowKey(id),
            cancellationToken: cancellationToken
        );
        return
            found is { HasValue: true, Value: { } row }
            && Upload.FromRow(row) is var upload
            && upload.ExpiresAt > time.GetUtcNow()
            ? upload
            : null;
    }

    /// <summary>
    /// Marks the upload as used by a generation. It is written in the transaction that accepts the generation, so that two generations
    /// cannot use one upload.
    /// </summary>
    public static TableTransactionAction Claim(AccountId account, Upload upload, string generationId) =>
        new(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(account.Value, Upload.RowKey(upload.Id)) { ["ClaimedBy"] = generationId },
            upload.ETag
        );

    /// <returns>Null when the picture is gone.</returns>
    public async Task<byte[]?> ReadAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Uploads.GetBlobClient(BlobName(account, id));
            var content = await blob.DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task DeleteAsync(AccountId account, string id, CancellationToken cancellationToken)
    {
        await storage
            .Uploads.GetBlobClient(BlobName(account, id))
            .DeleteIfExistsAsync(cancellationToken: cancellationToken);
        // The table client reports a 404 as a response, not as an exception, so deleting twice does no harm.
        await storage.Users.DeleteEntityAsync(account.Value, Upload.RowKey(id), cancellationToken: cancellationToken);
    }

    private static string BlobName(AccountId account, string id) => $"{account.Value}/{id}";
}

/// <summary>Deletes what the index has of an account that is being erased. The pictures and their rows go with the rest of the account.</summary>
internal sealed class UploadErasure(UploadIndex index) : IErasureStep
{
    public async Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await index.RemoveAllAsync(accountId, cancellationToken);
        return true;
    }
}
