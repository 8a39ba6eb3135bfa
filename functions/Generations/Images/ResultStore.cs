using AiPromptGen.Uploads;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Painted pictures, as account/generation/number. Blobs are written before the row names them and deleted before it: a crash
/// in between leaves blobs that nobody can name, which a repeated Generate, the daily sweep or the lifecycle rule takes away.
/// </summary>
internal sealed class ResultStore(StorageClients storage, GenerationStore generations, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <returns>What the row is to say of them; null when another attempt has answered the generation meanwhile.</returns>
    public async Task<IReadOnlyList<StoredPicture>?> AddAsync(
        Generation generation,
        IReadOnlyList<ResultPicture> pictures,
        CancellationToken cancellationToken
    )
    {
        // Taken before the first write, so that no picture goes before its row says so.
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
                // Left by an attempt that died, unless that attempt lives and has its answer on the row by now.
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
                // It follows from the picture, so whoever is last may write it.
                var options = OptionsOf(generation, image, small.Format);
                await WriteAsync(ThumbnailOf(generation, image), small, options, cancellationToken);
            }

            images.Add(image);
        }

        return images;
    }

    /// <summary>All that is there of it, named by its row or not.</summary>
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

    /// <summary>On the blob itself: whoever has a link can change neither.</summary>
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
    /// <summary>From 1; the end of its blob's name.</summary>
    public required int Number { get; init; }
    public required PictureFormat Format { get; init; }

    /// <summary>In pixels; absent on rows from before it was kept.</summary>
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>The small copy's format; absent where there is none.</summary>
    public PictureFormat? Thumbnail { get; init; }

    /// <summary>Whether <see cref="PictureMark"/> is in it; absent on rows from before there was one.</summary>
    public bool? Marked { get; init; }

    /// <summary>Content: it stays in the account's partition.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>The picture is not shown from then on, deleted already or not.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
