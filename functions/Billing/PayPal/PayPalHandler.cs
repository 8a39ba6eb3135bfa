using System.Net;
using Microsoft.Extensions.Options;
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

    private readonly ResiliencePipeline<HttpResponseMessage> reads = new ResiliencePipelineBuilder<HttpResponseMessage>
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
                ? await reads.ExecuteAsync(async cancel => await base.SendAsync(request, cancel), cancellationToken)
                : await base.SendAsync(request, cancellationToken);
        return (response, token);
    }
}
