using System.Text;
using PaypalServerSdk.Standard.Authentication;
using PaypalServerSdk.Standard.Exceptions;

namespace PaypalServerSdk.Standard.Http;

/// <summary>The access token, fetched with the first call and again once expired. Canceling one call does not stop fetching for the others.</summary>
internal sealed class AccessTokens(HttpSender sender, ClientCredentialsAuthModel? credentials)
{
    private readonly Lock gate = new();
    private Task<AccessToken>? latest;

    public async Task<string> GetAsync() => (await LatestAsync()).Value;

    private Task<AccessToken> LatestAsync()
    {
        lock (gate)
        {
            var usable = latest switch
            {
                null or { IsFaulted: true } => false,
                { IsCompletedSuccessfully: true, Result: var token } => Now < token.Expiry,
                _ => true,
            };
            return usable ? latest! : latest = FetchAsync();
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task<AccessToken> FetchAsync()
    {
        var pair = Encoding.UTF8.GetBytes($"{credentials?.Id}:{credentials?.Secret}");
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        var answer = await sender.SendAsync(
            HttpMethod.Post,
            "/v1/oauth2/token",
            form,
            [("Authorization", $"Basic {Convert.ToBase64String(pair)}")],
            CancellationToken.None
        );
        return answer.Response.StatusCode switch
        {
            400 => throw new OAuthProviderException("OAuth 2 provider returned an error.", answer),
            401 => throw new OAuthProviderException("OAuth 2 provider says client authentication failed.", answer),
            >= 200 and <= 208 when Wire.Read<TokenBody>(answer.Response.Text) is { AccessToken: { } value } body => new(
                value,
                Now.AddSeconds(body.ExpiresIn ?? int.MaxValue)
            ),
            _ => throw new ApiException("HTTP Response Not OK", answer),
        };
    }

    private sealed record AccessToken(string Value, DateTimeOffset Expiry);

    private sealed record TokenBody(string? AccessToken, long? ExpiresIn);
}
