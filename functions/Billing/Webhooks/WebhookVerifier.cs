using System.Security.Cryptography;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.PayPal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.Webhooks;

internal enum WebhookVerdict
{
    Genuine,
    Forged,
    NotConfigured,
}

/// <summary>Is this PayPal's? By its signature; if its certificate, or whether that is revoked, cannot be had, by asking PayPal too. In doubt: no.</summary>
internal sealed partial class WebhookVerifier(
    WebhookCertificates certificates,
    IPaymentGateway gateway,
    IOptions<PayPalOptions> options,
    TimeProvider time,
    ILogger<WebhookVerifier> logger
)
{
    public async Task<WebhookVerdict> VerifyAsync(
        TransmissionHeaders? headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        if (options.Value.WebhookId is not { Length: > 0 } webhookId)
        {
            return WebhookVerdict.NotConfigured;
        }

        if (
            headers is not { Algorithm: WebhookRules.Algorithm }
            || !WebhookRules.IsTimely(headers, time.GetUtcNow())
            || WebhookRules.CertificateAddress(headers, certificates.IsSimulated) is not { } address
        )
        {
            return WebhookVerdict.Forged;
        }

        var genuine = await IsSignedAsync(address, headers, webhookId, body, cancellationToken);
        return genuine ? WebhookVerdict.Genuine : WebhookVerdict.Forged;
    }

    private async Task<bool> IsSignedAsync(
        Uri address,
        TransmissionHeaders headers,
        string webhookId,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var signer = await certificates.FindAsync(address, cancellationToken);
            if (signer is null || !IsSigned(signer.Key, headers, webhookId, body))
            {
                return false;
            }

            if (signer.IsCertain)
            {
                return true;
            }

            LogAsked(nameof(SignerVerdict.RevocationUnknown));
        }
        catch (Exception missing)
            when (missing is HttpRequestException or IOException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            LogAsked(missing.GetType().Name);
        }

        return await gateway.VerifyWebhookAsync(headers, body, cancellationToken);
    }

    private static bool IsSigned(RSA key, TransmissionHeaders headers, string webhookId, ReadOnlyMemory<byte> body)
    {
        var signature = new byte[512];
        return Convert.TryFromBase64String(headers.Signature, signature, out var length)
            && key.VerifyData(
                WebhookRules.Signed(headers, webhookId, body.Span),
                signature.AsSpan(0, length),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }

    [LoggerMessage(3001, LogLevel.Warning, "No certain certificate for a webhook ({Fault}); PayPal is asked")]
    private partial void LogAsked(string fault);
}
