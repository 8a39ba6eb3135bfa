using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.Accounts;

/// <summary>
/// The issuer's metadata with its signing keys: read again twice a day, and as soon as a token names a key that is not known,
/// before that token is validated. Whoever waits for a key waits for one reading, together with all others, so that forged
/// tokens with invented keys cost the issuer a request a second and keep nobody out.
/// </summary>
/// <remarks>
/// The library's own manager reads for an unknown key once in five minutes at most and does not wait for the answer: a forged
/// token used that time up, and tokens of a new key were refused until it was over.
/// </remarks>
internal sealed class SigningKeys(string address, IDocumentRetriever documents, TimeProvider time)
    : BaseConfigurationManager,
        IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>From the beginning of one reading to the next.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The issuer publishes a key before it signs with it, so that most are known in time.</summary>
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
            // Not a token after all: its validation says so.
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
            // Nobody waits for it: what is known holds on.
            _ = Read();
        }

        return current;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    /// <summary>Nothing: a key that was not found has been looked for before.</summary>
    public override void RequestRefresh() { }

    /// <summary>Reads the metadata again until the key is known: once, or twice when a reading was under way already.</summary>
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
                // The issuer cannot be reached: validation says what that means for this token.
                return;
            }
        }
    }

    private bool IsKnown(string keyId) =>
        _known?.SigningKeys.Any(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal)) == true;

    /// <summary>The reading that is under way or waits for its time; otherwise a new one.</summary>
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
