using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// Plain REST calls for what PayPal's SDK lacks or does not read completely: disputes, sales and their refunds, plans, and the list of
/// events.
/// </summary>
internal sealed class PayPalRest(HttpClient http, IOptions<PayPalOptions> options)
{
    private string Address => options.Value.IsLive ? "https://api-m.paypal.com" : "https://api-m.sandbox.paypal.com";

    /// <returns>Null when PayPal answers 404.</returns>
    /// <exception cref="NotPermittedException">These keys may not read it.</exception>
    /// <exception cref="PaymentProviderException">No definite answer.</exception>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address + path));
        return await SendAsync(
            request,
            (status, _) =>
                status == HttpStatusCode.Forbidden
                    ? throw new NotPermittedException()
                    : status == HttpStatusCode.NotFound,
            cancel
        );
    }

    /// <param name="requestId">The same for every attempt, so that PayPal carries the request out once.</param>
    /// <returns>Null when PayPal has definitely refused and did nothing.</returns>
    /// <exception cref="PaymentProviderException">No definite answer.</exception>
    public async Task<JsonElement?> PostAsync(string path, HttpContent body, string requestId, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address + path));
        request.Content = body;
        request.Headers.Add("PayPal-Request-Id", requestId);
        return await SendAsync(
            request,
            (status, text) =>
                PayPalFault.IsRefusal(status, text.Contains(PayPalFault.Duplicate, StringComparison.Ordinal)),
            cancel
        );
    }

    private async Task<JsonElement?> SendAsync(
        HttpRequestMessage request,
        Func<HttpStatusCode, string, bool> isNothing,
        CancellationToken cancel
    )
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode)
            {
                var text = await response.Content.ReadAsStringAsync(cancel);
                if (isNothing(response.StatusCode, text))
                {
                    return null;
                }
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        }
        catch (Exception fault) when (PayPalFault.IsTransient(fault, cancel))
        {
            throw new PaymentProviderException(fault);
        }
    }
}

internal static class PayPalFault
{
    /// <summary>The issue that PayPal names when another request with the same request id was made or is still being processed.</summary>
    public const string Duplicate = "DUPLICATE_REQUEST_ID";

    /// <summary>Whether it is unknown after this failure if PayPal has carried the call out.</summary>
    public static bool IsTransient(Exception fault, CancellationToken cancel) =>
        fault
            is HttpRequestException
                or IOException
                or JsonException
                or KeyNotFoundException
                or InvalidOperationException
        || (fault is OperationCanceledException && !cancel.IsCancellationRequested);

    /// <summary>
    /// Whether the answer is a definite refusal. After any other failure it is unknown if PayPal has carried the call out.
    /// </summary>
    /// <param name="isDuplicate">The request id was used before: what that request did is unknown, so this is no refusal.</param>
    public static bool IsRefusal(HttpStatusCode status, bool isDuplicate) =>
        !isDuplicate
        && status
            is HttpStatusCode.BadRequest
                or HttpStatusCode.Forbidden
                or HttpStatusCode.NotFound
                or HttpStatusCode.UnprocessableEntity;

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;
}
