using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace AiPromptGen.Billing.PayPal;

/// <summary>What PayPal's SDK lacks or reads too little of: disputes, sales and their refunds, plans, the list of events.</summary>
internal sealed class PayPalRest(HttpClient http, IOptions<PayPalOptions> options)
{
    private string Address => options.Value.IsLive ? "https://api-m.paypal.com" : "https://api-m.sandbox.paypal.com";

    /// <returns>Null when it is not there.</returns>
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

    /// <param name="requestId">The same for every attempt.</param>
    /// <returns>Null when it is refused for good: nothing was done.</returns>
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
    /// <summary>The issue that PayPal names while another request of the same request id is on its way, or was made.</summary>
    public const string Duplicate = "DUPLICATE_REQUEST_ID";

    /// <summary>Nothing is known of what became of the call.</summary>
    public static bool IsTransient(Exception fault, CancellationToken cancel) =>
        fault
            is HttpRequestException
                or IOException
                or JsonException
                or KeyNotFoundException
                or InvalidOperationException
        || (fault is OperationCanceledException && !cancel.IsCancellationRequested);

    /// <summary>A definite no; of any other failure it is unknown what became of the call.</summary>
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
