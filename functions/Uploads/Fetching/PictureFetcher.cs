using System.Net;

namespace AiPromptGen.Uploads.Fetching;

/// <summary>
/// Fetches from an address that a stranger chose, without letting it lead to hosts that strangers cannot reach (docs/adr/0011). Every
/// failure is a result; only the caller's own cancellation throws.
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
            // Only the type is logged, because a message of the network names the host.
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

    /// <returns>Null when the answer is not a redirect.</returns>
    private static string? LocationOf(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.NonValidated.TryGetValues("Location", out var locations)
            ? locations.ToString()
            : null;

    [LoggerMessage(4010, LogLevel.Information, "A picture could not be fetched: {Failure} ({Fault})")]
    private partial void LogFailed(FetchFailure failure, string fault);
}

/// <summary>Limits on fetching one picture.</summary>
public sealed record FetchLimits
{
    public static FetchLimits Default { get; } = new();

    /// <summary>Time from the first look-up to the last byte, including redirects.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for connecting to one of a host's addresses, before the next one is tried.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(3);

    public int MaxBytes { get; init; } = IntakeLimits.Default.MaxBytes;
    public int MaxHeaderKilobytes { get; init; } = 16;
    public int MaxRedirects { get; init; } = 3;

    /// <summary>How many addresses of one host are tried. All addresses of the host are checked before that.</summary>
    public int MaxConnects { get; init; } = 3;
}

/// <summary>Closed words for logs and problem codes, which never say where or what the picture was.</summary>
internal enum FetchFailure
{
    /// <summary>The address, or one that it leads to, cannot be reached by the public.</summary>
    AddressRefused,

    /// <summary>There is no such name, no connection, no valid certificate, or the answer is broken or a server error.</summary>
    Unreachable,

    /// <summary>The server answers with a status of 400 to 499: there is no picture, or not for this app.</summary>
    NotFound,
    TooLarge,
    TooSlow,
    TooManyRedirects,
}

internal abstract record FetchResult
{
    private FetchResult() { }

    /// <summary>The bytes that the server sent. Nobody has looked at them yet, so they may not be a picture.</summary>
    public sealed record Fetched(ReadOnlyMemory<byte> Bytes) : FetchResult;

    public sealed record Failed(FetchFailure Failure) : FetchResult;
}
