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
    ];

    public static ProviderAnswer Of(ClientResultException fault, PromptRequest request, DateTimeOffset now)
    {
        if (fault.GetRawResponse() is not { } response)
        {
            return NeverSent(fault) ? new ProviderAnswer.Transient { Unsent = true } : new ProviderAnswer.Unknown();
        }

        return response.Status < 400
            // A redirect, or a success that the client could not take.
            ? new ProviderAnswer.Unknown()
            : Of(response.Status, ServiceError.In(response.Content), request, RetryAfter(response, now));
    }

    /// <summary>
    /// An error inside of a success, as gateways answer that have begun to answer already. Without a status of its own it says
    /// only that there is nothing to use.
    /// </summary>
    /// <param name="holder">With the member "error".</param>
    public static ProviderAnswer OfSuccess(JsonElement holder, PromptRequest request)
    {
        var error = ServiceError.In(holder);
        return Of(error.Status ?? 400, error, request, retryAfter: null);
    }

    private static ProviderAnswer Of(int status, ServiceError error, PromptRequest request, TimeSpan? retryAfter) =>
        status switch
        {
            _ when FilterErrors.Refusal(error) is { } refused => refused,
            _ when error.Has(OwnersWords) => new ProviderAnswer.Misconfigured(),
            // Busy, in conflict with itself, or out because of something behind it: later the same may pass.
            408 or 409 or 424 or 425 or 429 => new ProviderAnswer.Transient(retryAfter),
            501 => new ProviderAnswer.Misconfigured(),
            // It failed at its work, or somebody in between gave up waiting for it. Words are cheap to ask for again; a picture
            // may be painted and billed by now.
            >= 500 and not (503 or 529) when request.Painting is not null => new ProviderAnswer.Unknown(),
            >= 500 => new ProviderAnswer.Transient(retryAfter),
            400 or 415 or 422 when request.Picture is not null && IsAboutPicture(error) => new ProviderAnswer.Invalid(
                GenerationProblems.PictureUnreadable
            ),
            // Who we are, what we may and what we pay, and where we asked.
            401 or 402 or 403 or 404 or 405 or 407 or 410 => new ProviderAnswer.Misconfigured(),
            _ => new ProviderAnswer.NotThisRequest(),
        };

    /// <summary>No connection was made, so nobody has heard of the request.</summary>
    private static bool NeverSent(Exception fault) =>
        fault.InnerException
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
            };

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
