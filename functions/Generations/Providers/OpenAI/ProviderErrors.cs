using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// From the service's errors to the closed classes: by what may be done next. Only ids and closed words of an answer are read;
/// its texts may quote the prompt.
/// </summary>
internal static class ProviderErrors
{
    public static ProviderAnswer Of(ClientResultException fault, bool hasPicture, DateTimeOffset now)
    {
        if (fault.GetRawResponse() is not { } response)
        {
            return NeverSent(fault) ? new ProviderAnswer.Transient() : new ProviderAnswer.Unknown();
        }

        var error = ErrorOf(response);
        return response.Status switch
        {
            >= 400 and < 500 when FilterErrors.Refusal(error) is { } refused => refused,
            429 => error.Text("code") is "insufficient_quota"
                ? new ProviderAnswer.Down()
                : new ProviderAnswer.Transient(RetryAfter(response, now)),
            408 or >= 500 => new ProviderAnswer.Transient(RetryAfter(response, now)),
            400 or 415 or 422 when hasPicture && IsAboutPicture(error) => new ProviderAnswer.Invalid(
                GenerationProblems.PictureUnreadable
            ),
            >= 400 => new ProviderAnswer.Down(),
            // A redirect, or a success that the client could not take.
            _ => new ProviderAnswer.Unknown(),
        };
    }

    /// <summary>No connection was made, so nobody has heard of the request.</summary>
    private static bool NeverSent(Exception fault) =>
        fault.InnerException
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
            };

    private static JsonElement ErrorOf(PipelineResponse response)
    {
        try
        {
            using var json = JsonDocument.Parse(response.Content);
            return json.RootElement.Member("error")?.Clone() ?? default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static bool IsAboutPicture(JsonElement error)
    {
        var (code, message) = (error.Text("code") ?? "", error.Text("message") ?? "");
        return code.Contains("image", StringComparison.OrdinalIgnoreCase)
            || (error.Text("param") ?? "").Contains("image", StringComparison.OrdinalIgnoreCase)
            || (
                message.Contains("image", StringComparison.OrdinalIgnoreCase)
                && Array.Exists(
                    (string[])["unsupported", "invalid image", "corrupt", "could not process", "decode", "parse"],
                    word => message.Contains(word, StringComparison.OrdinalIgnoreCase)
                )
            );
    }

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
