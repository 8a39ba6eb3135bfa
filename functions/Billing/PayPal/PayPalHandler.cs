using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.Retry;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// Reads are tried again; writes never are, they are repeated by who can tell what became of them. A call whose token was
/// revoked did nothing, so it is made once more with a new one: the SDK would keep the old one for its nine hours. The SDK
/// knows only PayPal's own addresses, so a simulator's is put in here.
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

/// <summary>The access token of this process, for the SDK's calls and ours: fetched once, kept until shortly before its end.</summary>
internal sealed class PayPalToken(IOptions<PayPalOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (string Value, DateTimeOffset Until)? _kept;

    /// <param name="refused">A token that PayPal has just refused: it was revoked, whatever its time.</param>
    /// <param name="send">Sends a request as it is.</param>
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
