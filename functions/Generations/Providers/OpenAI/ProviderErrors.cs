using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Turns the errors of a service into the closed classes of <see cref="ProviderResult"/>, by what may be done next.</summary>
internal static class ProviderErrors
{
    /// <summary>
    /// Codes for what only the owner of the app can mend, whatever the HTTP status: OpenAI answers with 429 or 400 when the budget is
    /// used up, and Azure with 400 when the deployed model is of another kind.
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

    /// <summary>Words of proxies in a 5xx for a connection that was made and then ended, so that the service may have worked.</summary>
    private static readonly string[] GaveUp = ["timed out", "timeout", "connection termination", "remote reset"];

    /// <summary>
    /// The HTTP status that an error without one stands for, by its code, its type or its status in words. The words are OpenAI's,
    /// Anthropic's and Google's, which gateways pass on. The first row that fits counts, so a more exact word wins over
    /// "invalid_request_error".
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
    /// An error in the body of a successful response. Gateways send one when they have begun to answer and then fail. If it names no
    /// status, all that is known is that nothing in it can be used.
    /// </summary>
    /// <param name="holder">The object that has the member "error".</param>
    public static ProviderResult OfSuccess(JsonElement holder, PromptRequest request)
    {
        var error = ServiceError.In(holder);
        return (error.Status ?? StatusOf(error)) is { } status ? From(status, error, request, retryAfter: null)
            : FilterErrors.Refusal(error) is { } refused ? refused
            : error.Has(OwnersWords) ? new ProviderResult.Misconfigured()
            // The service had begun, so a picture may have been painted and billed; another one would be billed too.
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
            // The service failed at its work, or something in between gave up waiting for it. Words are cheap to ask for again,
            // but a picture may have been painted and billed.
            _ when request.Painting is not null && MayHaveWorked(status, error) => new ProviderResult.Unknown(),
            // The service is busy, in conflict with another request, or waits for a service of its own. Later the same may pass.
            408 or 409 or 424 or 425 or 429 or 460 or 499 => new ProviderResult.Transient(retryAfter),
            >= 500 => new ProviderResult.Transient(retryAfter),
            400 or 415 or 422 when request.Picture is not null && IsAboutPicture(error) => new ProviderResult.Invalid(
                GenerationProblems.PictureUnreadable
            ),
            // Either the key lacks a permission, or a check of the content refused without saying so.
            403 => new ProviderResult.Misconfigured { Unexplained = true },
            // The key, its permissions, the payment, or the address is wrong: the owner has to mend it.
            401 or 402 or 404 or 405 or 407 or 410 => new ProviderResult.Misconfigured(),
            _ => new ProviderResult.NotThisRequest(),
        };

    /// <summary>
    /// Whether the service may have done its work in spite of the error. 408, 460 and 499 come from a gateway that gave up waiting
    /// (LiteLLM and OpenRouter answer a time-out with 408), and 424 from one that asked another service.
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
                // The time-out of connecting, which is the only one that the HTTP client has.
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

    /// <summary>
    /// How long the service asks us to wait, from 0 to one hour: "retry-after-ms" in milliseconds, else "Retry-After" in seconds or as
    /// a date. Null where it does not say.
    /// </summary>
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
