using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// Adds what PayPal's SDK lacks to each of its calls. Reads (GET) are tried up to three times. Writes are sent once, because only the
/// caller can find out whether a write that got no answer was carried out. A call that PayPal answers with 401 did nothing, so it is
/// made once more with a new token; the SDK would use a revoked token until it expires, about nine hours. The SDK knows only PayPal's
/// own addresses, so the address of a simulator is put in here.
/// </summary>
internal sealed class PayPalHandler(PayPalToken tokens, IOptions<PayPalOptions> options, TimeProvider time)
    : DelegatingHandler
{
    private const string TokenPath = "/v1/oauth2/token";

    private readonly ResiliencePipeline<HttpResponseMessage> _reads = new ResiliencePipelineBuilder<HttpResponseMessage>
    {
        TimeProvider = time,
    }
        .AddRetry(
            new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .HandleResult(response => (int)response.StatusCode is 429 or >= 500),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(300),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            }
        )
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (options.Value.BaseAddress is { } simulator)
        {
            request.RequestUri = new Uri(simulator, request.RequestUri!.PathAndQuery);
        }

        // The SDK's own request for a token.
        if (request.RequestUri!.AbsolutePath is TokenPath)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var (response, token) = await AuthorizedAsync(request, null, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        return (await AuthorizedAsync(request, token, cancellationToken)).Response;
    }

    private async Task<(HttpResponseMessage Response, string Token)> AuthorizedAsync(
        HttpRequestMessage request,
        string? refused,
        CancellationToken cancellationToken
    )
    {
        var token = await tokens.GetAsync(
            refused,
            new Uri(request.RequestUri!, TokenPath),
            fetch => base.SendAsync(fetch, cancellationToken),
            cancellationToken
        );
        request.Headers.Authorization = new("Bearer", token);
        var response =
            request.Method == HttpMethod.Get
                ? await _reads.ExecuteAsync(async cancel => await base.SendAsync(request, cancel), cancellationToken)
                : await base.SendAsync(request, cancellationToken);
        return (response, token);
    }
}

/// <summary>The access token of this process, for the SDK's calls and ours. It is kept until two minutes before it expires.</summary>
internal sealed class PayPalToken(IOptions<PayPalOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Value, DateTimeOffset Until)? _kept;

    /// <param name="refused">A token that PayPal has just refused, so that a new one is fetched; null at the first try.</param>
    /// <param name="address">PayPal's address for tokens.</param>
    /// <param name="send">Sends the request for a token, without adding a token to it.</param>
    public async Task<string> GetAsync(
        string? refused,
        Uri address,
        Func<HttpRequestMessage, Task<HttpResponseMessage>> send,
        CancellationToken cancel
    )
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (
                _kept is { } known
                && time.GetUtcNow() < known.Until
                && !known.Value.Equals(refused, StringComparison.Ordinal)
            )
            {
                return known.Value;
            }

            if (options.Value.ClientId is not { Length: > 0 })
            {
                // The owner has turned paid plans off and removed the keys, but an account still has something that was sold.
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
            _kept = fresh;
            return fresh.Item1;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
