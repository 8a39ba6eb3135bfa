using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.Accounts;

/// <summary>
/// The issuer's metadata with its signing keys. It is read again twice a day, and also when a token names an unknown key, before that token
/// is validated. All requests that wait for a key share one reading, so that forged tokens with invented keys cost the issuer at most one
/// request a second and keep nobody out.
/// </summary>
/// <remarks>
/// The library's own manager reads for an unknown key at most once in five minutes and does not wait for the answer. With it, a single
/// forged token would cause tokens with a new key to be refused for five minutes.
/// </remarks>
internal sealed class SigningKeys(string address, IDocumentRetriever documents, TimeProvider time)
    : BaseConfigurationManager,
        IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>The least time from the beginning of one reading to the beginning of the next.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How old the metadata may become before it is read again. The issuer publishes a key before it signs with it, so that most keys are
    /// known in time.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    private static readonly JsonWebTokenHandler Reader = new();

    private readonly Lock _gate = new();
    private volatile OpenIdConnectConfiguration? _known;
    private Task<OpenIdConnectConfiguration>? _reading;
    private long _began;

    /// <returns>The id of the key that a request's token says it is signed with; null when it has no such token.</returns>
    public static string? NamedBy(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        if (
            request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || header[Scheme.Length..].Trim() is var token && !Reader.CanReadToken(token)
        )
        {
            return null;
        }

        try
        {
            return Reader.ReadJsonWebToken(token).Kid is { Length: > 0 } keyId ? keyId : null;
        }
        catch (ArgumentException)
        {
            // The text is not a token; the validation that follows refuses it.
            return null;
        }
    }

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (_known is not { } current)
        {
            return await Read().WaitAsync(cancel);
        }

        if (time.GetElapsedTime(_began) > Fresh)
        {
            // Requests do not wait for this reading; they use the known metadata.
            _ = Read();
        }

        return current;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    /// <summary>Does nothing, because an unknown key was looked for before the token was validated.</summary>
    public override void RequestRefresh() { }

    /// <summary>
    /// Reads the metadata again until the key is known, at most twice: a reading that was already under way may have begun before the key
    /// was published.
    /// </summary>
    public async Task FindAsync(string keyId, CancellationToken cancel)
    {
        for (var readings = 0; readings < 2 && !IsKnown(keyId); readings++)
        {
            try
            {
                await Read().WaitAsync(cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                // The issuer cannot be reached. The token is then validated with the known keys.
                return;
            }
        }
    }

    private bool IsKnown(string keyId) =>
        _known?.SigningKeys.Any(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal)) == true;

    /// <summary>Returns the reading that is under way or waits for its time, or begins a new one.</summary>
    private Task<OpenIdConnectConfiguration> Read()
    {
        lock (_gate)
        {
            if (_reading is null or { IsCompleted: true })
            {
                _reading = ReadAsync(_reading is null ? TimeSpan.Zero : Pause - time.GetElapsedTime(_began));
            }

            return _reading;
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time);
        }

        _began = time.GetTimestamp();
        return _known = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, CancellationToken.None);
    }
}
