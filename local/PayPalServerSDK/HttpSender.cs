using System.Net.Http.Headers;
using PaypalServerSdk.Standard.Http.Client;
using PaypalServerSdk.Standard.Http.Response;

namespace PaypalServerSdk.Standard.Http;

/// <summary>Sends each request exactly once.</summary>
/// <param name="overrides">The official client looks at the answer's request then, and so needs one.</param>
internal sealed class HttpSender(HttpClient client, bool overrides, Uri address)
{
    public async Task<HttpContext> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        IEnumerable<(string Name, string? Value)> headers,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Content = content;
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.TryAddWithoutValidation("User-Agent", "PayPal REST API DotNet SDK, Version: 2.4.0");
        foreach (var (name, value) in headers.Where(h => h.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, cancellationToken);
        if (overrides)
        {
            _ = response.RequestMessage!.Method;
        }

        var body = await response.Content.ReadAsStringAsync(CancellationToken.None);
        return new(new((int)response.StatusCode, Headers(response.Headers.Concat(response.Content.Headers)), body));
    }

    private static Dictionary<string, string> Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) =>
        headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
}
