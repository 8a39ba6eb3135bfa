using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Links to painted pictures, made anew for each answer: each reads one blob for some minutes and does nothing else. Making
/// them asks no service, but for a delegation key every few hours where the app has no account key (ADR 0016).
/// </summary>
internal sealed class ResultLinks(
    ResultStore results,
    UserDelegationKeys keys,
    IOptions<ResultOptions> options,
    IConfiguration configuration,
    TimeProvider time
)
{
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Within so long a picture's link stays the same, so that a browser finds the picture in its cache. A link still ends no
    /// later than the setting says: it loses up to this much of its time, at most a third.
    /// </summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(5);

    private readonly SasProtocol protocol = Hosting.IsDevelopment(configuration)
        ? SasProtocol.HttpsAndHttp
        : SasProtocol.Https;

    /// <returns>Null when the generation has no pictures.</returns>
    public async Task<IReadOnlyList<ImageView>?> OfAsync(Generation generation, CancellationToken cancellationToken)
    {
        if (generation.Images.Count == 0)
        {
            return null;
        }

        var views = new List<ImageView>();
        foreach (var image in generation.Images)
        {
            views.Add(await OfAsync(generation, image, cancellationToken));
        }

        return views;
    }

    private async Task<ImageView> OfAsync(Generation generation, ResultImage image, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (image.ExpiresAt <= now)
        {
            return new ImageView
            {
                DigitalSourceType = SourceOf(image),
                RevisedPrompt = image.RevisedPrompt,
                Width = image.Width,
                Height = image.Height,
                Expired = true,
            };
        }

        var life = TimeSpan.FromMinutes(options.Value.LinkMinutes);
        var step = life / 3 < LongestStep ? life / 3 : LongestStep;
        var begin = new DateTimeOffset(now.Ticks - (now.Ticks % step.Ticks), TimeSpan.Zero);
        var end = begin + life;
        end = end < image.ExpiresAt ? end : image.ExpiresAt;
        // A signature knows whole seconds.
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds());
        var blob = results.BlobOf(generation, image);
        return new ImageView
        {
            Url = await SignAsync(blob, begin - ClockSkew, expiresAt, cancellationToken),
            ThumbnailUrl = image.Thumbnail is null
                ? null
                : await SignAsync(
                    results.ThumbnailOf(generation, image),
                    begin - ClockSkew,
                    expiresAt,
                    cancellationToken
                ),
            ExpiresAt = expiresAt,
            DigitalSourceType = SourceOf(image),
            Width = image.Width,
            Height = image.Height,
            RevisedPrompt = image.RevisedPrompt,
        };
    }

    private static Uri? SourceOf(ResultImage image) =>
        image.Marked is true ? new Uri(PictureMark.DigitalSourceType) : null;

    private async Task<Uri> SignAsync(
        BlobClient blob,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var sas = new BlobSasBuilder(BlobSasPermissions.Read, until)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            StartsOn = from,
            Protocol = protocol,
        };
        return blob.CanGenerateSasUri
            ? blob.GenerateSasUri(sas)
            : blob.GenerateUserDelegationSasUri(sas, await keys.CurrentAsync(cancellationToken));
    }
}
