using System.Globalization;
using System.Security.Claims;
using Microsoft.Identity.Web;

namespace AiPromptGen.Platform.Identity;

/// <summary>Who is calling, from a validated token. The e-mail is shown back to its owner and stored in the account's partition only.</summary>
public sealed record Caller(AccountId AccountId, string? Email, IReadOnlyList<string> Roles)
{
    /// <summary>The last second of the year 9999, in seconds since 1970; a <see cref="DateTimeOffset"/> holds none after it.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>
    /// When the person signed in to get the access token, to the second. Null for an API token, which is not a sign-in and therefore opens
    /// no account.
    /// </summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The API token that the request came with; null for a person who has signed in.</summary>
    public TokenOfCaller? Token { get; init; }

    /// <summary>
    /// When the account was opened that the request is for, where that is known: that of an API token, or of the first part of a batch. If
    /// that account is erased while the request waits, it is refused, also when the person has another one by then.
    /// </summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Made from the token's tenant, object id and time; null when it lacks one of them.</summary>
    public static Caller? From(ClaimsPrincipal user)
    {
        if (
            !Guid.TryParse(user.GetTenantId(), out var tenant)
            || !Guid.TryParse(user.GetObjectId(), out var person)
            || !long.TryParse(user.FindFirst("iat")?.Value, CultureInfo.InvariantCulture, out var issued)
            || issued is < 0 or > LastSecond
        )
        {
            return null;
        }

        var email = user.FindFirst("email") ?? user.FindFirst(ClaimTypes.Email);
        var roles = user.FindAll("roles").Concat(user.FindAll(ClaimTypes.Role)).Select(r => r.Value);
        return new Caller(
            AccountIds.From(tenant, person),
            email?.Value is { Length: > 0 } address ? address : null,
            [.. roles.Distinct(StringComparer.Ordinal)]
        )
        {
            SignedInAt = DateTimeOffset.FromUnixTimeSeconds(issued),
        };
    }
}

/// <param name="Id">The id of the token. It says nothing about the token's secret.</param>
/// <param name="Scopes">The scopes that the token was made for.</param>
public sealed record TokenOfCaller(string Id, IReadOnlyList<string> Scopes);

internal static class CallerExtensions
{
    /// <exception cref="InvalidOperationException">The function is anonymous: a mistake of ours, not the client's.</exception>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Items[typeof(Caller)] as Caller
        ?? throw new InvalidOperationException("This function runs without authentication.");
}
