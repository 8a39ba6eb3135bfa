using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>What PayPal says beside the body of a webhook, as it was sent.</summary>
internal sealed record TransmissionHeaders(
    string Id,
    string Time,
    string Signature,
    string CertificateUrl,
    string Algorithm
)
{
    private const int MostLength = 2048;

    /// <returns>Null when one is missing, repeated or far too long.</returns>
    public static TransmissionHeaders? Read(IHeaderDictionary headers)
    {
        string? Of(string name) =>
            headers.TryGetValue(name, out var values) && values is [{ Length: > 0 and <= MostLength } value]
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
