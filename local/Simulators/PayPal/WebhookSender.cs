using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Simulators.PayPal;

internal enum WebhookState
{
    /// <summary>Not delivered yet: waiting for its turn, for the next attempt, or for an address to send to.</summary>
    Waiting,
    Held,
    Delivered,

    /// <summary>Given up, after as many attempts as PayPal makes.</summary>
    Failed,
}

internal sealed record Webhook(string Id, string Type, byte[] Body)
{
    public WebhookState State { get; set; }
    public int Attempts { get; set; }
}

/// <summary>Sends webhooks, signed.</summary>
internal sealed class WebhookSender(Uri address, TimeProvider time) : IDisposable
{
    public const string CertificateId = "CERT-SIMULATED";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    // Made when it is first needed, because making a key takes about a second.
    private readonly Lazy<WebhookSigner> signer = new(() => new(time.GetUtcNow()));

    public WebhookSigner Signer => signer.Value;

    public string WebhookId { get; } = "1SIMULATED0WEBHOOK";

    /// <returns>Whether the receiver accepted it.</returns>
    public async Task<bool> SendAsync(Uri url, Webhook webhook, CancellationToken cancellationToken)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{webhook.Id}-{webhook.Attempts}"));
        var transmission = new Guid(digest.AsSpan(0, 16)).ToString();
        // The real time, and not that of the book, whose clock can be moved.
        var now = Book.Stamp(time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(webhook.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("PAYPAL-TRANSMISSION-ID", transmission);
        request.Headers.Add("PAYPAL-TRANSMISSION-TIME", now);
        request.Headers.Add("PAYPAL-TRANSMISSION-SIG", Signer.Sign(transmission, now, WebhookId, webhook.Body));
        request.Headers.Add("PAYPAL-CERT-URL", CertificateUrl);
        request.Headers.Add("PAYPAL-AUTH-ALGO", WebhookSigner.Algorithm);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        if (signer.IsValueCreated)
        {
            signer.Value.Dispose();
        }
    }

    private string CertificateUrl => new Uri(address, $"/v1/notifications/certs/{CertificateId}").AbsoluteUri;
}
