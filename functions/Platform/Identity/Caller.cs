using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Platform.Identity;

/// <summary>Who is calling, from a validated token. The e-mail is shown back to its owner and stored in the account's partition only.</summary>
public sealed record Caller(AccountId AccountId, string? Email, IReadOnlyList<string> Roles)
{
    /// <summary>The API token it came with; null for somebody who has signed in.</summary>
    public TokenOfCaller? Token { get; init; }

    /// <summary>Made from the token's issuer and subject; null when the token names neither.</summary>
    public static Caller? From(ClaimsPrincipal user)
    {
        var subject = user.FindFirst("sub") ?? user.FindFirst(ClaimTypes.NameIdentifier);
        if (subject is null || string.IsNullOrEmpty(subject.Value) || string.IsNullOrEmpty(subject.Issuer))
        {
            return null;
        }

        var email = user.FindFirst("email") ?? user.FindFirst(ClaimTypes.Email) ?? user.FindFirst("emails");
        var roles = user.FindAll("roles").Concat(user.FindAll(ClaimTypes.Role)).Select(r => r.Value);
        return new Caller(
            AccountIds.From(subject.Issuer, subject.Value),
            email?.Value,
            [.. roles.Distinct(StringComparer.Ordinal)]
        );
    }
}

/// <param name="Id">Of the token; says nothing about its secret.</param>
/// <param name="Scopes">What it was made for.</param>
public sealed record TokenOfCaller(string Id, IReadOnlyList<string> Scopes);

internal static class CallerExtensions
{
    /// <exception cref="InvalidOperationException">The function is anonymous: a mistake of ours, not the client's.</exception>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Items[typeof(Caller)] as Caller
        ?? throw new InvalidOperationException("This function runs without authentication.");
}
