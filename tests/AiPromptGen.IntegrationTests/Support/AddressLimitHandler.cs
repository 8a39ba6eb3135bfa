using System.Net;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>
/// Against a program that was started by itself, all clients of the suite share one address and its limit of requests. This handler waits
/// as long as <c>Retry-After</c> says, as a client should. An app that the suite starts has no such limit, and its 429 is passed on.
/// </summary>
internal sealed class AddressLimitHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || !IsOfAddress(request, response))
            {
                return response;
            }

            var wait = response.Headers.RetryAfter!.Delta!.Value;
            response.Dispose();
            await Task.Delay(wait, cancellationToken);
        }
    }

    private static bool IsOfAddress(HttpRequestMessage request, HttpResponseMessage response) =>
        SharedApp.BaseUrl is { Length: > 0 } shared
        && request.RequestUri!.AbsoluteUri.StartsWith(shared, StringComparison.Ordinal)
        && response.Headers.TryGetValues("RateLimit-Policy", out var policies)
        && policies.Any(policy => policy.StartsWith("\"address\"", StringComparison.Ordinal));
}
