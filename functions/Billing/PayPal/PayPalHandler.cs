using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace AiPromptGen.Billing.PayPal;

/// <summary>
/// Reads are tried again; writes never are, they are repeated by who can tell what became of them. The SDK knows only PayPal's
/// own addresses, so a simulator's is put in here.
/// </summary>
internal sealed class PayPalHandler(IOptions<PayPalOptions> options, TimeProvider time) : DelegatingHandler
{
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

        return request.Method == HttpMethod.Get
            ? await reads.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken)
            : await base.SendAsync(request, cancellationToken);
    }
}
