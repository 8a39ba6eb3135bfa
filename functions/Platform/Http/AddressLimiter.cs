using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Limits requests without sign-in by client address, requests with an API token by token, and reads by account; what costs credits has
/// limits of its own. Requests whose client's address is not known are counted together, and <see cref="Together"/> times as many of them
/// are allowed: with the limit of a single address, a few busy clients would shut everybody out.
/// </summary>
internal sealed partial class AddressLimiter(
    IOptions<AddressLimitOptions> options,
    ClientAddress address,
    TimeProvider time,
    ILogger<AddressLimiter> logger
) : IDisposable
{
    /// <summary>How many busy clients one instance can serve: 50 × 120 requests in 60 seconds are 100 a second.</summary>
    public const int Together = 50;

    private const string Unknown = "unknown";

    private readonly AddressLimitOptions _limits = options.Value;
    private readonly RequestWindows _windows = new(time);
    private int _isUnknownTold;

    /// <summary>Counts the request and reports the limit in the answer's headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request) => AdmitClient(request, "address", _limits.RequestsPerWindow);

    /// <summary>The same for the prompt tools, which have a larger limit of their own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitPrompt(HttpRequest request) => AdmitClient(request, "prompts", _limits.PromptRequestsPerWindow);

    /// <summary>The same for an API token, by its id.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitToken(HttpRequest request, string tokenId) =>
        Admit(request, "token", tokenId, _limits.TokenRequestsPerWindow);

    /// <summary>The same for the reads of an account that has signed in. What the account writes has limits of its own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitReading(HttpRequest request, AccountId account) =>
        Admit(request, "account", account.Value, _limits.AccountReadsPerWindow);

    /// <summary>Takes one of the turns that an address has in 24 hours, counted from its first one. It sets no headers.</summary>
    /// <returns>Null when the address had a turn left; otherwise the seconds until it gets new ones.</returns>
    public int? TakeTurn(HttpRequest request, string name, int turnsADay)
    {
        var (client, share) = ClientOf(request);
        var (taken, reset) = _windows.Count($"{name} {client}", TimeSpan.FromDays(1));
        return taken <= turnsADay * share ? null : reset;
    }

    public void Dispose() => _windows.Dispose();

    private void AdmitClient(HttpRequest request, string policy, int max)
    {
        var (client, share) = ClientOf(request);
        Admit(request, policy, client, max * share);
    }

    /// <summary>The client that the request is counted for, and how many times the usual limit that client has.</summary>
    private (string Client, int Share) ClientOf(HttpRequest request)
    {
        if (address.Of(request.HttpContext) is { } known)
        {
            return (known, 1);
        }

        if (Interlocked.Exchange(ref _isUnknownTold, 1) == 0)
        {
            LogUnknown();
        }

        return (Unknown, Together);
    }

    private void Admit(HttpRequest request, string policy, string client, int max) =>
        _windows.Admit(request.HttpContext.Response, policy, client, max, TimeSpan.FromSeconds(_limits.WindowSeconds));

    [LoggerMessage(
        7001,
        LogLevel.Error,
        "Addresses of clients do not arrive here: all of them share one limit. Set ASPNETCORE_FORWARDEDHEADERS_ENABLED to true"
    )]
    private partial void LogUnknown();
}

/// <summary>
/// What one client address, one API token and one account that reads may ask of each instance of the app. Where clients' addresses do not
/// arrive, all clients together may ask <see cref="AddressLimiter.Together"/> times as much.
/// </summary>
public sealed class AddressLimitOptions
{
    public const string Section = "AddressLimits";

    [Range(1, 100_000)]
    public int RequestsPerWindow { get; set; } = 120;

    /// <summary>
    /// Requests to the prompt tools (<c>/prompts/…</c>) in one window, counted apart, for each client address: a page that shows prompts
    /// while a person types asks for them several times a second.
    /// </summary>
    [Range(1, 100_000)]
    public int PromptRequestsPerWindow { get; set; } = 600;

    /// <summary>Requests with one API token (<c>/account/tokens</c>) in one window, whatever address they come from.</summary>
    [Range(1, 100_000)]
    public int TokenRequestsPerWindow { get; set; } = 120;

    /// <summary>
    /// Reads of one account that has signed in, in one window. A page makes a few requests; one that asks twice a second for everything
    /// that is open makes some hundred.
    /// </summary>
    [Range(1, 100_000)]
    public int AccountReadsPerWindow { get; set; } = 600;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;
}
