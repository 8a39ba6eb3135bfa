using System.ComponentModel.DataAnnotations;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Makes links to painted pictures, anew for each answer. A link reads one blob for some minutes and allows nothing else. Making one calls
/// no service, except for a delegation key every few hours where the app has no account key (ADR 0016).
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
    /// For at most this long the link of a picture stays the same, so that a browser finds the picture in its cache. A link never works
    /// longer than <see cref="ResultOptions.LinkMinutes"/>; for this it works up to a third of that time, and up to five minutes, less.
    /// </summary>
    private static readonly TimeSpan MaxStep = TimeSpan.FromMinutes(5);

    private readonly SasProtocol _protocol = Hosting.IsDevelopment(configuration)
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

    private async Task<ImageView> OfAsync(
        Generation generation,
        StoredPicture image,
        CancellationToken cancellationToken
    )
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
        var step = life / 3 < MaxStep ? life / 3 : MaxStep;
        var begin = new DateTimeOffset(now.Ticks - (now.Ticks % step.Ticks), TimeSpan.Zero);
        var end = begin + life;
        end = end < image.ExpiresAt ? end : image.ExpiresAt;
        // A signature holds its times in whole seconds.
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

    private static Uri? SourceOf(StoredPicture image) =>
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
            Protocol = _protocol,
        };
        return blob.CanGenerateSasUri
            ? blob.GenerateSasUri(sas)
            : blob.GenerateUserDelegationSasUri(sas, await keys.CurrentAsync(cancellationToken));
    }
}

public sealed class ResultOptions
{
    public const string Section = "Results";

    /// <summary>How long a link to a picture works; the next answer has a fresh one.</summary>
    [Range(1, 60)]
    public int LinkMinutes { get; set; } = 15;
}

/// <summary>
/// Signs links where the app has a managed identity instead of the account's key. One delegation key signs every link for hours; it is
/// renewed two hours before its end, so that no link outlives it.
/// </summary>
internal sealed class UserDelegationKeys(BlobServiceClient blobs, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Longer than the longest link, which works for an hour.</summary>
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromHours(2);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile UserDelegationKey? _current;

    public async Task<UserDelegationKey> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } key)
        {
            return key;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            return Usable() ?? (_current = await RenewAsync(cancellationToken));
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private UserDelegationKey? Usable() =>
        _current is { } key && key.SignedExpiresOn - RenewedBefore > time.GetUtcNow() ? key : null;

    private async Task<UserDelegationKey> RenewAsync(CancellationToken cancellationToken)
    {
        // The service's clock may be behind ours.
        var options = new BlobGetUserDelegationKeyOptions(time.GetUtcNow() + Lifetime)
        {
            StartsOn = time.GetUtcNow() - (2 * ResultLinks.ClockSkew),
        };
        return await blobs.GetUserDelegationKeyAsync(options, cancellationToken);
    }
}
