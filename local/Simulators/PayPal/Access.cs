using System.Text;
using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Any client id and secret get a token, except the secret "wrong".</summary>
internal sealed class Access(Book book)
{
    private readonly HashSet<string> tokens = new(StringComparer.Ordinal);

    public PayPalReply Grant(PayPalRequest request)
    {
        if (SecretOf(request) is null or "" or "wrong")
        {
            return new(
                401,
                new JsonObject { ["error"] = "invalid_client", ["error_description"] = "Client Authentication failed" }
            );
        }

        var token = book.NewId("A21AA");
        tokens.Add(token);
        return new(
            200,
            new JsonObject
            {
                ["access_token"] = token,
                ["token_type"] = "Bearer",
                ["expires_in"] = 32_400,
            }
        );
    }

    public bool IsAllowed(PayPalRequest request) =>
        Credential(request, "Bearer") is { } token && tokens.Contains(token);

    /// <summary>Revokes all tokens, as PayPal does when the secret is renewed or a token is terminated.</summary>
    public void Revoke() => tokens.Clear();

    private static string? SecretOf(PayPalRequest request)
    {
        var bytes = new byte[1_000];
        return Credential(request, "Basic") is { } pair && Convert.TryFromBase64String(pair, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2).ElementAtOrDefault(1)
            : null;
    }

    private static string? Credential(PayPalRequest request, string scheme) =>
        request.Recorded.Headers.GetValueOrDefault("Authorization", "").Split(' ') is [var given, var value]
        && string.Equals(given, scheme, StringComparison.OrdinalIgnoreCase)
            ? value
            : null;
}
