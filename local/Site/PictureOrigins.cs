using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Site;

/// <summary>
/// Pictures are read from storage by pages of the website, in the emulator as in Azure (infra/modules/storage.bicep): by this
/// run's own pages, and by those of other websites that may call it.
/// </summary>
public static class PictureOrigins
{
    /// <summary>How long a browser remembers the answer.</summary>
    private const int Seconds = 3600;

    public static async Task AllowAsync(
        string connection,
        IEnumerable<string> others,
        IConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var origins = others.ToHashSet(StringComparer.Ordinal);
        if (Uri.TryCreate(configuration["Billing:SiteAddress"], UriKind.Absolute, out var site))
        {
            origins.Add(site.GetLeftPart(UriPartial.Authority));
        }

        var service = new BlobServiceClient(connection);
        BlobServiceProperties properties = await service.GetPropertiesAsync(cancellationToken);
        properties.Cors.Clear();
        if (origins.Count > 0)
        {
            properties.Cors.Add(
                new BlobCorsRule
                {
                    AllowedOrigins = string.Join(',', origins),
                    AllowedMethods = "GET,HEAD",
                    AllowedHeaders = "",
                    ExposedHeaders = "Content-Disposition,Content-Length,Content-Type",
                    MaxAgeInSeconds = Seconds,
                }
            );
        }

        await service.SetPropertiesAsync(properties, cancellationToken);
    }
}
