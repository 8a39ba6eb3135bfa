using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.Webhooks;

internal enum WebhookVerdict
{
    Genuine,
    Forged,
    NotConfigured,
}

/// <summary>Is this PayPal's? By its signature, with PayPal's certificate. Nothing else is asked, and in doubt it is not.</summary>
internal sealed partial class WebhookVerifier(
    WebhookCertificates certificates,
    IOptions<PayPalOptions> options,
    TimeProvider time,
    ILogger<WebhookVerifier> logger
)
{
    /// <param name="client">Whose request it is; certificates that are not known are fetched for one only so often.</param>
    /// <exception cref="PaymentProviderException">The certificate cannot be had now: PayPal sends the webhook again.</exception>
    public async Task<WebhookVerdict> VerifyAsync(
        TransmissionHeaders? headers,
        ReadOnlyMemory<byte> body,
        string client,
        CancellationToken cancel
    )
    {
        if (options.Value.WebhookId is not { Length: > 0 } webhookId)
        {
            return WebhookVerdict.NotConfigured;
        }

        var signature = new byte[WebhookRules.MostSignatureBytes];
        if (
            headers is not { Algorithm: WebhookRules.Algorithm }
            || !WebhookRules.IsTimely(headers, time.GetUtcNow())
            || WebhookRules.CertificateAddress(headers, options.Value) is not { } address
            || !Convert.TryFromBase64String(headers.Signature, signature, out var length)
            || length < WebhookRules.LeastSignatureBytes
        )
        {
            return WebhookVerdict.Forged;
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
                ? WebhookVerdict.Genuine
                : WebhookVerdict.Forged;
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

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "The certificate of a webhook cannot be fetched ({Fault}); it will come again"
    )]
    private partial void LogMissing(string fault);
}
