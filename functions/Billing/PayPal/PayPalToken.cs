using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.PayPal;

/// <summary>The access token of this process, for the SDK's calls and ours: fetched once, kept until shortly before its end.</summary>
internal sealed class PayPalToken(IOptions<PayPalOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim gate = new(1, 1);
    private (string Value, DateTimeOffset Until)? kept;

    /// <param name="refused">A token that PayPal has just refused: it was revoked, whatever its time.</param>
    /// <param name="send">Sends a request as it is.</param>
    public async Task<string> GetAsync(
        string? refused,
        Uri address,
        Func<HttpRequestMessage, Task<HttpResponseMessage>> send,
        CancellationToken cancel
    )
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (
                kept is { } known
                && time.GetUtcNow() < known.Until
                && !known.Value.Equals(refused, StringComparison.Ordinal)
            )
            {
                return known.Value;
            }

            if (options.Value.ClientId is not { Length: > 0 })
            {
                // Paid plans are off and their keys gone, and something that was sold is still there.
                throw new HttpRequestException(
                    "There are no keys of PayPal: set PayPal:ClientId and PayPal:ClientSecret."
                );
            }

            var pair = Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}");
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
            request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
            using var response = await send(request);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            var lifetime = TimeSpan.FromSeconds(body.GetProperty("expires_in").GetInt32());
            var fresh = (body.GetProperty("access_token").GetString()!, time.GetUtcNow() + lifetime - Margin);
            kept = fresh;
            return fresh.Item1;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
