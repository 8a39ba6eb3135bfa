using System.Globalization;

namespace AiPromptGen.Accounts;

/// <summary>
/// The limits on one account, from the settings, and how they are reported: as problems with <c>Retry-After</c>, and in the RateLimit
/// header fields (draft-ietf-httpapi-ratelimit-headers). Whether a request is within them is decided by <see cref="AdmissionRules"/>.
/// </summary>
public sealed class UsageLimits(IOptions<CreditOptions> options)
{
    /// <param name="activeFor">How long a generation counts as active at most, if nobody ends it.</param>
    public AdmissionLimits For(TimeSpan activeFor) =>
        new()
        {
            PerWindow = options.Value.RequestsPerWindow,
            Window = TimeSpan.FromSeconds(options.Value.WindowSeconds),
            Concurrent = options.Value.ConcurrentGenerations,
            ActiveFor = activeFor,
            Refusals = Refusals,
        };

    public RefusalLimits Refusals =>
        new()
        {
            Threshold = options.Value.RefusalThreshold,
            Window = TimeSpan.FromSeconds(options.Value.RefusalWindowSeconds),
            FirstPause = TimeSpan.FromSeconds(options.Value.RefusalPauseSeconds),
            MaxPause = TimeSpan.FromSeconds(options.Value.LongestRefusalPauseSeconds),
        };

    public void SetHeaders(HttpResponse response, int remaining, TimeSpan reset)
    {
        var (quota, window) = (options.Value.RequestsPerWindow, options.Value.WindowSeconds);
        response.Headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"account\";q={quota};w={window}"
        );
        response.Headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"account\";r={remaining};t={Seconds(reset)}"
        );
    }

    /// <summary>Whether the same request may pass as soon as another generation has ended.</summary>
    public static bool IsTooMany(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Code is "too-many-generations";
    }

    public static Problem? ProblemOf(AdmissionResult decision) =>
        decision switch
        {
            AdmissionResult.RateLimited limited => new Problem(
                429,
                "rate-limited",
                "Too many requests",
                "Wait as long as Retry-After says. Nothing was charged."
            )
            {
                RetryAfterSeconds = Seconds(limited.RetryAfter),
            },
            AdmissionResult.SlowedDown slowed => new Problem(
                429,
                "refusal-slow-down",
                "Too many requests were refused",
                "The safety check refused several requests in a short time. Wait as long as Retry-After says, then send "
                    + "what it would let pass: each refusal says what. Nothing was charged. If the refusals were wrong, write to "
                    + $"{Problems.Contact}: a person looks at them."
            )
            {
                RetryAfterSeconds = Seconds(slowed.RetryAfter),
            },
            AdmissionResult.TooMany many => new Problem(
                429,
                "too-many-generations",
                "Too many generations at once",
                $"{many.Active} are on the way. Wait until one has ended. Nothing was charged."
            )
            {
                RetryAfterSeconds = 2,
            },
            _ => null,
        };

    private static int Seconds(TimeSpan span) => Math.Max(1, (int)Math.Ceiling(span.TotalSeconds));
}
