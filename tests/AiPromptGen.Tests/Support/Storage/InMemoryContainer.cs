using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>
/// A container in memory, as far as the program uses one. The tests of <see cref="BlobContractTests"/> hold for it and for the emulator.
/// </summary>
internal sealed class InMemoryContainer(ContainerData data, StorageCalls calls, string name) : BlobContainerClient
{
    private const int MostAPage = 5000;

    public override string Name => name;

    public override BlobClient GetBlobClient(string blobName) => new InMemoryBlob(data, calls, name, blobName);

    public override async Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string>? metadata = null,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = null,
        CancellationToken cancellationToken = default
    )
    {
        await calls.WriteAsync(new(name, "create"), () => data.Exists = true).ConfigureAwait(false);
        return Response.FromValue(BlobsModelFactory.BlobContainerInfo(default, default), new Answer(201));
    }

    public override async Task<Response> DeleteAsync(
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default
    ) =>
        await calls
            .WriteAsync<Response>(
                new(name, "drop"),
                () =>
                {
                    data.Required.Clear();
                    data.Exists = false;
                    return new Answer(202);
                }
            )
            .ConfigureAwait(false);

    public override Task<Response<bool>> DeleteBlobIfExistsAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default
    ) => GetBlobClient(blobName).DeleteIfExistsAsync(snapshotsOption, conditions, cancellationToken);

    public override AsyncPageable<BlobItem> GetBlobsAsync(
        GetBlobsOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var prefix = options?.Prefix ?? "";
        return new Pages<BlobItem, BlobPlace>(
            async (from, asked) =>
            {
                var most = calls.PageOf(Math.Min(asked ?? MostAPage, MostAPage));
                return await calls
                    .ReadAsync(new(name, $"list {prefix}"), () => Page(prefix, from, most))
                    .ConfigureAwait(false);
            },
            place => place.Name,
            token => new BlobPlace(token)
        );
    }

    private (IReadOnlyList<BlobItem>, BlobPlace?) Page(string prefix, BlobPlace? from, int most)
    {
        var page = new List<BlobItem>();
        foreach (var (blobName, blob) in data.Required)
        {
            if (
                !blobName.StartsWith(prefix, StringComparison.Ordinal)
                || (from is { } place && string.CompareOrdinal(blobName, place.Name) < 0)
            )
            {
                continue;
            }

            if (page.Count == most)
            {
                return (page, new BlobPlace(blobName));
            }

            var properties = BlobsModelFactory.BlobItemProperties(
                accessTierInferred: true,
                contentLength: blob.Bytes.ToMemory().Length,
                contentType: blob.ContentType,
                lastModified: blob.At,
                createdOn: blob.At
            );
            page.Add(BlobsModelFactory.BlobItem(blobName, properties: properties));
        }

        return (page, null);
    }

    private readonly record struct BlobPlace(string Name);
}

internal sealed class InMemoryBlob(ContainerData data, StorageCalls calls, string container, string name) : BlobClient
{
    public override string Name => name;

    public override async Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content,
        BlobUploadOptions options,
        CancellationToken cancellationToken = default
    ) => await WriteAsync("upload", () => Upload(content, options)).ConfigureAwait(false);

    public override async Task<Response<BlobDownloadResult>> DownloadContentAsync(
        CancellationToken cancellationToken
    ) =>
        await calls
            .ReadAsync(
                new(container, $"download {name}"),
                () =>
                    data.Required.TryGetValue(name, out var blob)
                        ? Response.FromValue(BlobsModelFactory.BlobDownloadResult(blob.Bytes), new Answer(200))
                        : throw new RequestFailedException(404, "refused", "BlobNotFound", null)
            )
            .ConfigureAwait(false);

    public override async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default
    ) =>
        await WriteAsync(
                "delete",
                () =>
                {
                    // Azure's client does not throw here: neither a missing blob nor a missing container is an error.
                    var gone = data.Exists && data.Blobs.Remove(name);
                    return Response.FromValue(gone, new Answer(gone ? 202 : 404));
                }
            )
            .ConfigureAwait(false);

    private Response<BlobContentInfo> Upload(BinaryData content, BlobUploadOptions? options)
    {
        if (options?.Conditions?.IfNoneMatch == ETag.All && data.Required.ContainsKey(name))
        {
            throw new RequestFailedException(409, "refused", "BlobAlreadyExists", null);
        }

        var at = data.Time.GetUtcNow();
        data.Required[name] = new BlobData(content, options?.HttpHeaders?.ContentType, at);
        return Response.FromValue(
            BlobsModelFactory.BlobContentInfo(default, at, null, null, null, null, 0),
            new Answer(201)
        );
    }

    private ValueTask<T> WriteAsync<T>(string what, Func<T> write) =>
        calls.WriteAsync(new(container, $"{what} {name}"), write);
}
