using Azure.Storage.Blobs;

namespace AiPromptGen.Platform.Storage;

/// <summary>One way to sweep a container. Two at once do no harm: deleting twice is deleting.</summary>
internal static class ExpiredBlobs
{
    /// <summary>Deletes blobs last written at <paramref name="before"/> or earlier, at most <paramref name="most"/> a call.</summary>
    /// <param name="delete">Gets a blob's name.</param>
    /// <returns>How many; the rest is for the next call.</returns>
    public static async Task<int> DeleteAsync(
        BlobContainerClient container,
        DateTimeOffset before,
        int most,
        Func<string, CancellationToken, Task> delete,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (blob.Properties.LastModified <= before)
            {
                await delete(blob.Name, cancellationToken);
                if (++deleted == most)
                {
                    break;
                }
            }
        }

        return deleted;
    }
}
