using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>From the service's errors to the closed classes: by what may be done next.</summary>
internal static class ProviderErrors
{
    /// <summary>
    /// What only the owner can mend, whatever the status: OpenAI answers a used-up budget with 429 or 400, and Azure a model of
    /// another sort with 400.
    /// </summary>
    public static readonly IReadOnlyList<string> OwnersWords =
    [
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_not_active",
        "account_deactivated",
        "invalid_api_key",
        "model_not_found",
        "DeploymentNotFound",
        "OperationNotSupported",
        // LiteLLM's, of the budget that its owner gave a key.
        "budget_exceeded",
    ];

    private static readonly string[] OutOfTime =
    [
        "timeout",
        "timeout_error",
        "request_timeout",
        "gateway_timeout",
        "upstream_timeout",
        "DEADLINE_EXCEEDED",
    ];

    /// <summary>What proxies say with 503 of a connection that was there and ended.</summary>
    private static readonly string[] GaveUp = ["timed out", "timeout", "connection termination", "remote reset"];

    /// <summary>
    /// What an error without a status means by its code, its type or its status in words: OpenAI's, Anthropic's and Google's, which
    /// gateways hand on. The first that fits counts, so that a closer word wins over "invalid_request_error".
    /// </summary>
    private static readonly (int Status, string[] Words)[] Statuses =
    [
        (
            429,
            [
                "rate_limit_exceeded",
                "rate_limit_error",
                "rate_limit_reached",
                "RateLimitReached",
                "too_many_requests",
                "TooManyRequests",
                "RESOURCE_EXHAUSTED",
                "requests",
                "tokens",
            ]
        ),
        (
            503,
            [
                "overloaded_error",
                "overloaded",
                "server_overloaded",
                "engine_overloaded",
                "service_unavailable",
                "service_unavailable_error",
                "ServiceUnavailable",
                "UNAVAILABLE",
                "no_capacity",
            ]
        ),
        (504, OutOfTime),
        (
            500,
            [
                "server_error",
                "internal_error",
                "internal_server_error",
                "InternalServerError",
                "api_error",
                "upstream_error",
                "provider_error",
                "bad_gateway",
                "INTERNAL",
            ]
        ),
        (401, ["authentication_error", "invalid_authentication", "UNAUTHENTICATED"]),
        (403, ["permission_error", "permission_denied"]),
        (404, ["not_found_error", "not_found", "NotFound"]),
        (
            400,
            [
                "invalid_request_error",
                "invalid_request",
                "invalid_value",
                "invalid_type",
                "unsupported_parameter",
                "unsupported_value",
                "unknown_parameter",
                "context_length_exceeded",
                "string_above_max_length",
                "INVALID_ARGUMENT",
                "BadRequest",
            ]
        ),
    ];

    public static ProviderResult From(ClientResultException fault, PromptRequest request, DateTimeOffset now)
    {
        if (fault.GetRawResponse() is not { } response)
        {
            return NeverSent(fault.InnerException)
                ? new ProviderResult.Transient { Unsent = true }
                : new ProviderResult.Unknown();
        }

        return response.Status < 400
            // A redirect, or a success that the client could not take.
            ? new ProviderResult.Unknown()
            : From(response.Status, ServiceError.In(response.Content), request, RetryAfter(response, now));
    }

    /// <summary>
    /// An error inside of a success, as gateways answer that have begun to answer already. Without a status of its own it says
    /// only that there is nothing to use.
    /// </summary>
    /// <param name="holder">With the member "error".</param>
    public static ProviderResult OfSuccess(JsonElement holder, PromptRequest request)
    {
        var error = ServiceError.In(holder);
        return (error.Status ?? StatusOf(error)) is { } status ? From(status, error, request, retryAfter: null)
            : FilterErrors.Refusal(error) is { } refused ? refused
            : error.Has(OwnersWords) ? new ProviderResult.Misconfigured()
            // It had begun. A picture may be painted and billed by now, and whoever paints another one is paid as well.
            : request.Painting is not null ? new ProviderResult.Unknown()
            : ChatReading.Unusable;
    }

    private static int? StatusOf(ServiceError error) =>
        Array.Find(Statuses, known => error.Has(known.Words)) is { Status: > 0 } found ? found.Status : null;

    private static ProviderResult From(int status, ServiceError error, PromptRequest request, TimeSpan? retryAfter) =>
        status switch
        {
            _ when FilterErrors.Refusal(error) is { } refused => refused,
            _ when error.Has(OwnersWords) => new ProviderResult.Misconfigured(),
            501 => new ProviderResult.Misconfigured(),
            // It failed at its work, or somebody in between gave up waiting for it. Words are cheap to ask for again; a picture
            // may be painted and billed by now.
            _ when request.Painting is not null && MayHaveWorked(status, error) => new ProviderResult.Unknown(),
            // Busy, in conflict with itself, or out because of something behind it: later the same may pass.
            408 or 409 or 424 or 425 or 429 or 460 or 499 => new ProviderResult.Transient(retryAfter),
            >= 500 => new ProviderResult.Transient(retryAfter),
            400 or 415 or 422 when request.Picture is not null && IsAboutPicture(error) => new ProviderResult.Invalid(
                GenerationProblems.PictureUnreadable
            ),
            // A key that may not, or a check of the content that does not say so.
            403 => new ProviderResult.Misconfigured { Unexplained = true },
            // Who we are, what we may and what we pay, and where we asked.
            401 or 402 or 404 or 405 or 407 or 410 => new ProviderResult.Misconfigured(),
            _ => new ProviderResult.NotThisRequest(),
        };

    /// <summary>
    /// Whether the service may have done its work although this came of it. 408, 460 and 499 are said by whoever gave up waiting
    /// (LiteLLM's and OpenRouter's time-outs are 408), and 424 by whoever asked somebody else.
    /// </summary>
    private static bool MayHaveWorked(int status, ServiceError error) =>
        status is 408 or 424 or 460 or 499 or (>= 500 and not (503 or 529))
        || error.Has(OutOfTime)
        || (status >= 500 && Array.Exists(GaveUp, error.Says));

    /// <summary>No connection was made, so nobody has heard of the request.</summary>
    public static bool NeverSent(Exception? fault) =>
        fault
            is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                }
                // Of the connection: it is the only time-out that the client has.
                or TaskCanceledException { InnerException: TimeoutException };

    private static bool IsAboutPicture(ServiceError error) =>
        error.Words.Concat(error.Parameters).Any(word => word.Contains("image", StringComparison.OrdinalIgnoreCase))
        || (
            error.Says("image")
            && Array.Exists(
                (string[])["unsupported", "invalid image", "corrupt", "could not process", "decode", "parse"],
                error.Says
            )
        );

    /// <summary>Milliseconds where the service says them, else seconds or a date.</summary>
    private static TimeSpan? RetryAfter(PipelineResponse response, DateTimeOffset now)
    {
        if (
            response.Headers.TryGetValue("retry-after-ms", out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
        )
        {
            return Bounded(milliseconds / 1000);
        }

        if (!response.Headers.TryGetValue("Retry-After", out var after))
        {
            return null;
        }

        return double.TryParse(after, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                ? Bounded(seconds)
            : DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, out var date)
                ? Bounded((date - now).TotalSeconds)
            : null;
    }

    private static TimeSpan? Bounded(double seconds) =>
        double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 3600)) : null;
}
