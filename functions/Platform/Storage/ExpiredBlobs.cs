using Azure.Storage.Blobs;

namespace AiPromptGen.Platform.Storage;

/// <summary>One way to sweep a container. Two at once do no harm: what is gone already is not counted.</summary>
internal static class ExpiredBlobs
{
    /// <summary>Deletes blobs last written at <paramref name="before"/> or earlier, at most <paramref name="most"/> a call.</summary>
    /// <param name="delete">Gets a blob's name; false when it was gone.</param>
    /// <returns>How many; the rest is for the next call.</returns>
    public static async Task<int> DeleteAsync(
        BlobContainerClient container,
        DateTimeOffset before,
        int most,
        Func<string, CancellationToken, Task<bool>> delete,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var isExpired = blob.Properties.LastModified <= before;
            if (isExpired && await delete(blob.Name, cancellationToken) && ++deleted == most)
            {
                break;
            }
        }

        return deleted;
    }
}
