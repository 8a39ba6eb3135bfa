using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing;

/// <summary>
/// Whether there is anything to do: paid plans are on, or something that was sold is still there. Off stops sales and nothing
/// else: what people pay for goes on, can be cancelled, seen and erased, and PayPal's events of it count.
/// </summary>
internal sealed class Business(
    Catalogue catalogue,
    BillingIndex index,
    InvoiceArchive archive,
    IOptions<PayPalOptions> payPal
)
{
    public async Task<bool> IsOpenAsync(CancellationToken cancel) =>
        catalogue.IsOpen || await index.AnyAsync(cancel) || await archive.IsWatchingAsync(cancel);

    /// <summary>The same, and PayPal can be asked: its keys may have gone with the plans.</summary>
    public async Task<bool> MayAskAsync(CancellationToken cancel) =>
        payPal.Value.ClientId is { Length: > 0 } && await IsOpenAsync(cancel);
}
