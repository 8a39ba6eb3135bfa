using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// The limit on routes without sign-in, by client address, on API tokens and on reads; money has its own limits. Requests whose
/// client nobody can tell count together, and may be <see cref="Together"/> times as many: the limit of one address would
/// shut everybody out as soon as a few were busy.
/// </summary>
internal sealed partial class AddressLimiter(
    IOptions<AddressLimitOptions> options,
    ClientAddress address,
    TimeProvider time,
    ILogger<AddressLimiter> logger
) : IDisposable
{
    /// <summary>As many busy clients as an instance bears: 50 × 120 requests in 60 seconds are 100 a second.</summary>
    public const int Together = 50;

    private const string Unknown = "unknown";

    private readonly AddressLimitOptions _limits = options.Value;
    private readonly RequestWindows _windows = new(time);
    private int _isUnknownTold;

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request) => AdmitClient(request, "address", _limits.RequestsPerWindow);

    /// <summary>The same for the prompt tools, which have a larger limit of their own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitPrompt(HttpRequest request) => AdmitClient(request, "prompts", _limits.PromptRequestsPerWindow);

    /// <summary>The same for an API token, by its id.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitToken(HttpRequest request, string tokenId) =>
        Admit(request, "token", tokenId, _limits.TokenRequestsPerWindow);

    /// <summary>The same for what an account reads that has signed in. What it writes has limits of its own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitReading(HttpRequest request, AccountId account) =>
        Admit(request, "account", account.Value, _limits.AccountReadsPerWindow);

    /// <summary>Takes one of the turns that an address has in 24 hours, counted from the first. It sets no headers.</summary>
    /// <returns>Null when it had one left; otherwise the seconds until it has new ones.</returns>
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

    /// <summary>Whom to count the request for, and how many clients that may be.</summary>
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
/// What one client address, one API token, and one account that reads, may ask of each instance of the app. Where
/// addresses do not arrive, all clients together may ask <see cref="AddressLimiter.Together"/> times as much.
/// </summary>
public sealed class AddressLimitOptions
{
    public const string Section = "AddressLimits";

    [Range(1, 100_000)]
    public int RequestsPerWindow { get; set; } = 120;

    /// <summary>
    /// Of the prompt tools together (<c>/prompts/…</c>), counted apart: a page that shows prompts while a person types asks
    /// for them several times a second.
    /// </summary>
    [Range(1, 100_000)]
    public int PromptRequestsPerWindow { get; set; } = 600;

    /// <summary>Of each API token (<c>/account/tokens</c>), whatever address it comes from.</summary>
    [Range(1, 100_000)]
    public int TokenRequestsPerWindow { get; set; } = 120;

    /// <summary>
    /// Of each account that has signed in, to read: a page asks for a few, and one that polls twice a second for all that is
    /// on its way asks for some hundred.
    /// </summary>
    [Range(1, 100_000)]
    public int AccountReadsPerWindow { get; set; } = 600;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;
}
