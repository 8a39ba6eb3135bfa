using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Signs links where the app has an identity instead of the account's key. One key serves every link for hours; it is renewed
/// well before its end, so that no link outlives it.
/// </summary>
internal sealed class UserDelegationKeys(BlobServiceClient blobs, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Longer than the longest link.</summary>
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromHours(2);

    private readonly SemaphoreSlim gate = new(1);
    private volatile UserDelegationKey? current;

    public async Task<UserDelegationKey> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } key)
        {
            return key;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return Usable() ?? (current = await RenewAsync(cancellationToken));
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private UserDelegationKey? Usable() =>
        current is { } key && key.SignedExpiresOn - RenewedBefore > time.GetUtcNow() ? key : null;

    private async Task<UserDelegationKey> RenewAsync(CancellationToken cancellationToken)
    {
        // The service's clock may be behind ours.
        var options = new BlobGetUserDelegationKeyOptions(time.GetUtcNow() + Lifetime)
        {
            StartsOn = time.GetUtcNow() - (2 * ResultLinks.ClockSkew),
        };
        return await blobs.GetUserDelegationKeyAsync(options, cancellationToken);
    }
}
