namespace AiPromptGen.Platform.Identity;

/// <summary>
/// On an HTTP function: a person's API token with this scope may call it. Without the attribute no API token may, only the
/// access token of somebody who has signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TokenScopeAttribute(string scope) : Attribute
{
    public string Scope { get; } = scope;
}

/// <summary>What an API token may be made for.</summary>
public static class TokenScopes
{
    /// <summary>Start generations and upload pictures: spend credits.</summary>
    public const string Generate = "generate";

    /// <summary>Read the account, its ledger, history and favourites.</summary>
    public const string Read = "read";

    public static IReadOnlyList<string> All { get; } = [Generate, Read];
}

/// <summary>Knows API tokens. The slice of accounts keeps them.</summary>
public interface IApiTokens
{
    /// <summary>What every API token begins with, so that it is told from an access token and found by secret scanners.</summary>
    const string Prefix = "apg_";

    /// <returns>Null when there is no such token, or it was revoked.</returns>
    Task<Caller?> FindAsync(string token, CancellationToken cancellationToken);
}
