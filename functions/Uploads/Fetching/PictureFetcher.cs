using System.Net;

namespace AiPromptGen.Uploads.Fetching;

/// <summary>
/// Fetches what stands at an address that a stranger chose, without being led anywhere that strangers do not reach
/// (docs/adr/0011). Every failure is an answer; only the caller's own cancellation throws.
/// </summary>
internal sealed partial class PictureFetcher(
    IPictureNetwork network,
    FetchLimits limits,
    TimeProvider time,
    ILogger<PictureFetcher> logger
) : IDisposable
{
    private const string UserAgent = "AiPromptGen/1.0 (+https://aiimagepromptgenerator.org)";
    private const string Accepted = "image/avif, image/webp, image/jpeg, image/png, image/gif";

    private readonly HttpMessageInvoker _http = new CheckedConnections(network, limits, time).CreateClient();

    public async Task<FetchResult> FetchAsync(string address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limits.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await FollowAsync(address, either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = timeout.IsCancellationRequested ? FetchFailure.TooSlow : FetchFailure.Unreachable;
            // Only the type: a message of the network names the host.
            LogFailed(failure, fault.GetType().Name);
            return new FetchResult.Failed(failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<FetchResult> FollowAsync(string address, CancellationToken cancellationToken)
    {
        var next = PictureAddressRules.Read(address).Address;
        for (var redirects = 0; next is { } current; redirects++)
        {
            var addresses = await network.ResolveAsync(current.IdnHost, cancellationToken);
            if (!addresses.All(PublicAddressRules.IsPublic))
            {
                break;
            }

            using var request = RequestOf(current);
            CheckedConnections.Allow(request, addresses);
            using var response = await _http.SendAsync(request, cancellationToken);
            if (LocationOf(response) is not { } location)
            {
                return await ReadAsync(response, cancellationToken);
            }

            if (redirects == limits.MaxRedirects)
            {
                return new FetchResult.Failed(FetchFailure.TooManyRedirects);
            }

            next = PictureAddressRules.Follow(current, location);
        }

        return new FetchResult.Failed(FetchFailure.AddressRefused);
    }

    private async Task<FetchResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var denied = (int)response.StatusCode is >= 400 and < 500;
            return new FetchResult.Failed(denied ? FetchFailure.NotFound : FetchFailure.Unreachable);
        }

        if (response.Content.Headers.ContentLength > limits.MaxBytes)
        {
            return new FetchResult.Failed(FetchFailure.TooLarge);
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await BoundedBytes.ReadAsync(body, limits.MaxBytes, expected: null, cancellationToken) is { } bytes
            ? new FetchResult.Fetched(bytes)
            : new FetchResult.Failed(FetchFailure.TooLarge);
    }

    private static HttpRequestMessage RequestOf(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", Accepted);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    /// <returns>Null when the answer is no redirect.</returns>
    private static string? LocationOf(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.NonValidated.TryGetValues("Location", out var locations)
            ? locations.ToString()
            : null;

    [LoggerMessage(4010, LogLevel.Information, "A picture could not be fetched: {Failure} ({Fault})")]
    private partial void LogFailed(FetchFailure failure, string fault);
}

/// <summary>What fetching one picture may cost.</summary>
public sealed record FetchLimits
{
    public static FetchLimits Default { get; } = new();

    /// <summary>From the first look-up to the last byte, redirects included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one of a host's addresses, before the next one is tried.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(3);

    public int MaxBytes { get; init; } = IntakeLimits.Default.MaxBytes;
    public int MaxHeaderKilobytes { get; init; } = 16;
    public int MaxRedirects { get; init; } = 3;

    /// <summary>How many addresses of one host are tried. All of its addresses are checked before.</summary>
    public int MaxConnects { get; init; } = 3;
}

/// <summary>Closed words for logs and problem codes; never where or what it was.</summary>
internal enum FetchFailure
{
    /// <summary>The address, or one that it leads to, is none that the public reaches.</summary>
    AddressRefused,

    /// <summary>No such name, no connection, no proof of who it is, a broken answer or a failing server.</summary>
    Unreachable,

    /// <summary>The server says that there is nothing, or nothing for us: a status of 400 to 499.</summary>
    NotFound,
    TooLarge,
    TooSlow,
    TooManyRedirects,
}

internal abstract record FetchResult
{
    private FetchResult() { }

    /// <summary>Bytes as they came: not looked at, so perhaps no picture.</summary>
    public sealed record Fetched(ReadOnlyMemory<byte> Bytes) : FetchResult;

    public sealed record Failed(FetchFailure Failure) : FetchResult;
}
