using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Site;

/// <summary>
/// The headers of <c>staticwebapp.config.json</c>, which is the only list of them: production reads the same file. Its
/// placeholders become this machine's addresses.
/// </summary>
internal static class SiteHeaders
{
    public static IEnumerable<(string Name, string Value)> Of(string dist, string path, IConfiguration configuration)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Join(dist, "staticwebapp.config.json")));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Take(file.RootElement.GetProperty("globalHeaders"), headers);
        foreach (var route in file.RootElement.GetProperty("routes").EnumerateArray())
        {
            // A star stands at the end of a route only.
            if (path.StartsWith(route.GetProperty("route").GetString()!.TrimEnd('*'), StringComparison.Ordinal))
            {
                Take(route.GetProperty("headers"), headers);
            }
        }

        // A browser would ask for HTTPS on this machine from then on, of every program that listens here.
        headers.Remove("Strict-Transport-Security");
        return headers.Select(header => (header.Key, Filled(header.Value, configuration)));
    }

    private static void Take(JsonElement list, Dictionary<string, string> headers)
    {
        foreach (var header in list.EnumerateObject())
        {
            headers[header.Name] = header.Value.GetString()!;
        }
    }

    private static string Filled(string value, IConfiguration configuration)
    {
        var signIn = SignInOrigin(configuration);
        // The API is the site's own /api here, which 'self' covers.
        var filled = value
            .Replace(" {api}", "", StringComparison.Ordinal)
            .Replace("{blobs}", BlobOrigin(configuration), StringComparison.Ordinal);
        return signIn is null
            ? filled
                .Replace("frame-src {signIn}", "frame-src 'none'", StringComparison.Ordinal)
                .Replace(" {signIn}", "", StringComparison.Ordinal)
            : filled.Replace("{signIn}", signIn, StringComparison.Ordinal);
    }

    /// <summary>Where painted pictures come from: the storage account, or the emulator.</summary>
    private static string BlobOrigin(IConfiguration configuration)
    {
        var parts = (configuration["AzureWebJobsStorage"] ?? "")
            .Split(';')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return parts.GetValueOrDefault("BlobEndpoint") is { } address ? OriginOf(address)
            : parts.GetValueOrDefault("AccountName") is { } name ? $"https://{name}.blob.core.windows.net"
            : "http://127.0.0.1:10000";
    }

    private static string? SignInOrigin(IConfiguration configuration) =>
        configuration.GetValue<bool>("Accounts:DevelopmentSignIn")
        || configuration["AzureAd:Instance"] is not { } instance
            ? null
            : OriginOf(instance);

    private static string OriginOf(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}
