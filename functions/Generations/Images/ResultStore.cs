using AiPromptGen.Uploads;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Painted pictures, as blobs named account/generation/number; the name of a small copy has "-small" after the number. A blob is
/// written before the generation's row names it, and deleted before that row is deleted. A crash in between leaves blobs that no
/// row names; a repeated Generate overwrites them, and otherwise the daily sweep or the lifecycle rule of the storage account
/// deletes them.
/// </summary>
internal sealed class ResultStore(StorageClients storage, GenerationStore generations, TimeProvider time)
{
    /// <summary>How long a picture is kept, from when it was stored (docs/data.md).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Stores the pictures of one attempt, each with its small copy.</summary>
    /// <returns>What the generation's row has to store of them; null when another attempt has answered the generation meanwhile.</returns>
    public async Task<IReadOnlyList<StoredPicture>?> AddAsync(
        Generation generation,
        IReadOnlyList<ResultPicture> pictures,
        CancellationToken cancellationToken
    )
    {
        // Taken before the first write. The sweep counts the days from the blob's own time, which is later, so the row always
        // says that a picture has expired before the sweep deletes it.
        var (images, expiresAt) = (new List<StoredPicture>(), time.GetUtcNow() + Kept);
        var overwrites = false;
        foreach (var picture in pictures)
        {
            var image = new StoredPicture
            {
                Number = images.Count + 1,
                Format = picture.Image.Format,
                Width = picture.Image.Width,
                Height = picture.Image.Height,
                Thumbnail = picture.Thumbnail?.Format,
                Marked = true,
                RevisedPrompt = Shortened(picture.RevisedPrompt),
                ExpiresAt = expiresAt,
            };
            var upload = (Blob: BlobOf(generation, image), Options: OptionsOf(generation, image, image.Format));
            if (!overwrites && !await TryAddAsync(upload.Blob, picture.Image, upload.Options, cancellationToken))
            {
                // Another attempt has written this blob. Either it has answered and its result stands, or it died before that,
                // and then this attempt overwrites what it left.
                if (await generations.StandingAsync(generation, cancellationToken) is not null)
                {
                    return null;
                }

                overwrites = true;
            }

            if (overwrites)
            {
                await WriteAsync(upload.Blob, picture.Image, upload.Options, cancellationToken);
            }

            if (picture.Thumbnail is { } small)
            {
                // Two attempts make the same small copy of the same picture, so either may write it.
                var options = OptionsOf(generation, image, small.Format);
                await WriteAsync(ThumbnailOf(generation, image), small, options, cancellationToken);
            }

            images.Add(image);
        }

        return images;
    }

    /// <summary>Deletes every blob of the generation, also those that its row does not name.</summary>
    public async Task DeleteAsync(AccountId account, string generationId, CancellationToken cancellationToken)
    {
        var options = new GetBlobsOptions { Prefix = $"{account.Value}/{generationId}/" };
        await foreach (var blob in storage.Results.GetBlobsAsync(options, cancellationToken))
        {
            await storage.Results.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    public BlobClient BlobOf(Generation generation, StoredPicture image) =>
        storage.Results.GetBlobClient(string.Create(null, $"{generation.Account}/{generation.Id}/{image.Number}"));

    public BlobClient ThumbnailOf(Generation generation, StoredPicture image) =>
        storage.Results.GetBlobClient(
            string.Create(null, $"{generation.Account}/{generation.Id}/{image.Number}-small")
        );

    private static async Task<bool> TryAddAsync(
        BlobClient blob,
        CleanPicture picture,
        BlobUploadOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            options.Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
            await WriteAsync(blob, picture, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            options.Conditions = null;
            return false;
        }
    }

    private static Task<Response<BlobContentInfo>> WriteAsync(
        BlobClient blob,
        CleanPicture picture,
        BlobUploadOptions options,
        CancellationToken cancellationToken
    ) => blob.UploadAsync(BinaryData.FromBytes(picture.Bytes), options, cancellationToken);

    /// <summary>
    /// Type, file name and caching are set on the blob and not in the link, so that a holder of the link cannot change them.
    /// A browser may cache the picture for 900 seconds, which is the default lifetime of a link.
    /// </summary>
    private static BlobUploadOptions OptionsOf(Generation generation, StoredPicture image, PictureFormat kind)
    {
        var format = Generation.Word(kind);
        return new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders
            {
                ContentType = $"image/{format}",
                ContentDisposition = string.Create(
                    null,
                    $"inline; filename=\"{generation.Id}-{image.Number}.{(format is "jpeg" ? "jpg" : format)}\""
                ),
                CacheControl = "private, max-age=900",
            },
        };
    }

    private static string? Shortened(string? text) =>
        text is not { Length: > ResultPictures.MaxRevised } ? text
        : char.IsHighSurrogate(text[ResultPictures.MaxRevised - 1]) ? text[..(ResultPictures.MaxRevised - 1)]
        : text[..ResultPictures.MaxRevised];
}

/// <summary>A picture as it is stored: cleaned, with the prompt that the provider says it painted.</summary>
internal sealed record ResultPicture(CleanPicture Image, string? RevisedPrompt)
{
    /// <summary>A small copy; null when it could not be made.</summary>
    public CleanPicture? Thumbnail { get; init; }
}

/// <summary>What the generation's row knows of one stored picture.</summary>
internal sealed record StoredPicture
{
    /// <summary>Counts from 1 within the generation; it is the last part of the blob's name.</summary>
    public required int Number { get; init; }
    public required PictureFormat Format { get; init; }

    /// <summary>In pixels; null on rows that were written before sizes were stored.</summary>
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>The format of the small copy; absent where none could be made.</summary>
    public PictureFormat? Thumbnail { get; init; }

    /// <summary>Whether <see cref="PictureMark"/> is in the picture; null on rows that were written before that mark existed.</summary>
    public bool? Marked { get; init; }

    /// <summary>The prompt that the provider says it painted, shortened. It is content, so only the account's partition may hold it.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>From this time on the picture is not shown, whether or not it has been deleted yet.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
