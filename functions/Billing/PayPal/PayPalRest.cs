using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AiPromptGen.Billing.Gateway;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// What PayPal's SDK lacks: disputes, sales, refunds of sales, verification of webhooks. And the search of transactions, whose
/// refusal is an answer, and whose personal data nothing here must read.
/// </summary>
internal sealed class PayPalRest(HttpClient http, IOptions<PayPalOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim gate = new(1, 1);
    private (string Value, DateTimeOffset Until)? token;

    public string Address => options.Value.IsLive ? "https://api-m.paypal.com" : "https://api-m.sandbox.paypal.com";

    /// <returns>Null when it is not there.</returns>
    /// <exception cref="PaymentProviderException">No definite answer.</exception>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address + path));
        return await SendAsync(request, cancellationToken);
    }

    /// <returns>Null when these keys may not search, or nothing of that time can be searched yet: 400 says so.</returns>
    /// <exception cref="PaymentProviderException">No definite answer.</exception>
    public async Task<JsonElement?> SearchAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address + path));
        return await SendAsync(
            request,
            status => status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden,
            cancellationToken
        );
    }

    public async Task<JsonElement?> PostAsync(string path, HttpContent body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address + path));
        request.Content = body;
        return await SendAsync(request, cancellationToken);
    }

    /// <param name="requestId">The same for every attempt.</param>
    /// <returns>Null when it is refused for good: nothing was done.</returns>
    /// <exception cref="PaymentProviderException">No definite answer.</exception>
    public async Task<JsonElement?> PostAsync(
        string path,
        HttpContent body,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address + path));
        request.Content = body;
        request.Headers.Add("PayPal-Request-Id", requestId);
        return await SendAsync(request, PayPalFault.IsRefusal, cancellationToken);
    }

    public void Dispose() => gate.Dispose();

    private Task<JsonElement?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, status => status == HttpStatusCode.NotFound, cancellationToken);

    private async Task<JsonElement?> SendAsync(
        HttpRequestMessage request,
        Func<HttpStatusCode, bool> isNothing,
        CancellationToken cancellationToken
    )
    {
        try
        {
            request.Headers.Authorization = new("Bearer", await TokenAsync(cancellationToken));
            using var response = await http.SendAsync(request, cancellationToken);
            if (isNothing(response.StatusCode))
            {
                return null;
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (Exception fault) when (PayPalFault.IsTransient(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (token is { } known && time.GetUtcNow() < known.Until)
            {
                return known.Value;
            }

            var pair = Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address + "/v1/oauth2/token"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
            request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var lifetime = TimeSpan.FromSeconds(body.GetProperty("expires_in").GetInt32());
            var fresh = (body.GetProperty("access_token").GetString()!, time.GetUtcNow() + lifetime - Margin);
            token = fresh;
            return fresh.Item1;
        }
        finally
        {
            gate.Release();
        }
    }
}

internal static class PayPalFault
{
    /// <summary>Nothing is known of what became of the call.</summary>
    public static bool IsTransient(Exception fault, CancellationToken cancellationToken) =>
        fault
            is HttpRequestException
                or IOException
                or JsonException
                or KeyNotFoundException
                or InvalidOperationException
        || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>A definite no; of any other failure it is unknown what became of the call.</summary>
    public static bool IsRefusal(HttpStatusCode status) =>
        status
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
