using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>
/// Checks whether a webhook comes from PayPal, by its signature and PayPal's certificate alone. In doubt it is refused.
/// </summary>
internal sealed partial class WebhookVerifier(
    WebhookCertificates certificates,
    IOptions<PayPalOptions> options,
    TimeProvider time,
    ILogger<WebhookVerifier> logger
)
{
    /// <param name="client">The client's address; unknown certificates are fetched only so often for one client.</param>
    /// <returns>Why it is refused; null when it comes from PayPal.</returns>
    /// <exception cref="PaymentProviderException">The certificate cannot be had now: PayPal sends the webhook again.</exception>
    public async Task<Problem?> VerifyAsync(
        TransmissionHeaders? headers,
        ReadOnlyMemory<byte> body,
        string client,
        CancellationToken cancel
    )
    {
        if (options.Value.WebhookId is not { Length: > 0 } webhookId)
        {
            return BillingProblems.WebhooksNotConfigured;
        }

        var signature = new byte[WebhookRules.MaxSignatureBytes];
        if (
            headers is not { Algorithm: WebhookRules.Algorithm }
            || !WebhookRules.IsTimely(headers, time.GetUtcNow())
            || WebhookRules.CertificateAddress(headers, options.Value) is not { } address
            || !Convert.TryFromBase64String(headers.Signature, signature, out var length)
            || length < WebhookRules.MinSignatureBytes
        )
        {
            return BillingProblems.SignatureInvalid;
        }

        try
        {
            using var key = await certificates.FindAsync(address, client, cancel);
            var signed = WebhookRules.Signed(headers, webhookId, body.Span);
            return
                key is not null
                && key.VerifyData(
                    signed,
                    signature.AsSpan(0, length),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                )
                ? null
                : BillingProblems.SignatureInvalid;
        }
        catch (Exception missing)
            when (missing is HttpRequestException or IOException or TaskCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            LogMissing(missing.GetType().Name);
            throw new PaymentProviderException(missing);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "The certificate of a webhook cannot be fetched ({Fault})")]
    private partial void LogMissing(string fault);
}

/// <summary>Decides which webhooks can come from PayPal at all, and makes the bytes that PayPal signs.</summary>
internal static class WebhookRules
{
    private const string Certificates = "/v1/notifications/certs/";
    public const string Algorithm = "SHA256withRSA";

    /// <summary>The shortest and the longest signature in bytes, by keys of 2,048 and 4,096 bits.</summary>
    public const int MinSignatureBytes = 256;
    public const int MaxSignatureBytes = 512;

    /// <summary>The greatest age of a webhook. PayPal delivers one for three days, so one that comes much later is a replay.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    /// <summary>How far PayPal's clock may be ahead of ours. It was seen to be ahead.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(1);

    /// <summary>
    /// <c>transmissionId|time|webhookId|crc32</c>, the check sum of the raw bytes as a decimal
    /// (https://developer.paypal.com/api/rest/webhooks/rest/).
    /// </summary>
    public static byte[] Signed(TransmissionHeaders headers, string webhookId, ReadOnlySpan<byte> body)
    {
        var sum = Crc32.HashToUInt32(body).ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"{headers.Id}|{headers.Time}|{webhookId}|{sum}");
    }

    public static bool IsTimely(TransmissionHeaders headers, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            headers.Time,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var sent
        )
        && now - sent <= MaxAge
        && sent - now <= MaxAhead;

    /// <summary>
    /// The address of the certificate, if it may be fetched. Because anybody can name a certificate of their own, it must be over TLS on a
    /// host of PayPal's, under the path of its certificates; in development it may be a simulator's.
    /// </summary>
    /// <returns>Null when it must not be fetched.</returns>
    public static Uri? CertificateAddress(TransmissionHeaders headers, PayPalOptions options) =>
        Uri.TryCreate(headers.CertificateUrl, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && url.Query.Length == 0
        && url.AbsolutePath.StartsWith(Certificates, StringComparison.Ordinal)
        && KeyPart.IsValid(url.AbsolutePath[Certificates.Length..])
        && (
            options.BaseAddress is { } simulator
                ? url.Authority.Equals(simulator.Authority, StringComparison.Ordinal)
                : IsPayPal(url)
        )
            ? url
            : null;

    private static bool IsPayPal(Uri url) =>
        url.Scheme is "https"
        && url.IsDefaultPort
        && url.IdnHost.EndsWith(".paypal.com", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The headers that PayPal sends with a webhook, unchanged.</summary>
internal sealed record TransmissionHeaders(
    string Id,
    string Time,
    string Signature,
    string CertificateUrl,
    string Algorithm
)
{
    private const int MaxLength = 2048;

    /// <returns>Null when one is missing, repeated or far too long.</returns>
    public static TransmissionHeaders? Read(IHeaderDictionary headers)
    {
        string? Of(string name) =>
            headers.TryGetValue(name, out var values) && values is [{ Length: > 0 and <= MaxLength } value]
                ? value
                : null;

        return
            Of("PAYPAL-TRANSMISSION-ID") is { } id
            && Of("PAYPAL-TRANSMISSION-TIME") is { } time
            && Of("PAYPAL-TRANSMISSION-SIG") is { } signature
            && Of("PAYPAL-CERT-URL") is { } url
            && Of("PAYPAL-AUTH-ALGO") is { } algorithm
            ? new(id, time, signature, url, algorithm)
            : null;
    }
}
