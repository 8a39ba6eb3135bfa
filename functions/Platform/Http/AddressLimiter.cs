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

    private readonly AddressLimitOptions limits = options.Value;
    private readonly RequestWindows windows = new(time);
    private int isUnknownTold;

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request) => AdmitClient(request, "address", limits.RequestsPerWindow);

    /// <summary>The same for the prompt tools, which have a larger limit of their own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitPrompt(HttpRequest request) => AdmitClient(request, "prompts", limits.PromptRequestsPerWindow);

    /// <summary>The same for an API token, by its id.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitToken(HttpRequest request, string tokenId) =>
        Admit(request, "token", tokenId, limits.TokenRequestsPerWindow);

    /// <summary>The same for what an account reads that has signed in. What it writes has limits of its own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitReading(HttpRequest request, AccountId account) =>
        Admit(request, "account", account.Value, limits.AccountReadsPerWindow);

    /// <summary>Takes one of the turns that an address has in 24 hours, counted from the first. It sets no headers.</summary>
    /// <returns>Null when it had one left; otherwise the seconds until it has new ones.</returns>
    public int? TakeTurn(HttpRequest request, string name, int turnsADay)
    {
        var (client, share) = ClientOf(request);
        var (taken, reset) = windows.Count($"{name} {client}", TimeSpan.FromDays(1));
        return taken <= turnsADay * share ? null : reset;
    }

    public void Dispose() => windows.Dispose();

    private void AdmitClient(HttpRequest request, string policy, int most)
    {
        var (client, share) = ClientOf(request);
        Admit(request, policy, client, most * share);
    }

    /// <summary>Whom to count the request for, and how many clients that may be.</summary>
    private (string Client, int Share) ClientOf(HttpRequest request)
    {
        if (address.Of(request.HttpContext) is { } known)
        {
            return (known, 1);
        }

        if (Interlocked.Exchange(ref isUnknownTold, 1) == 0)
        {
            LogUnknown();
        }

        return (Unknown, Together);
    }

    private void Admit(HttpRequest request, string policy, string client, int most) =>
        windows.Admit(request.HttpContext.Response, policy, client, most, TimeSpan.FromSeconds(limits.WindowSeconds));

    [LoggerMessage(
        7001,
        LogLevel.Error,
        "Addresses of clients do not arrive here: all of them share one limit. Set ASPNETCORE_FORWARDEDHEADERS_ENABLED to true"
    )]
    private partial void LogUnknown();
}
