namespace AiPromptGen.Accounts.Tokens;

/// <summary>What a token may be called, which scopes it may have, and how many tokens an account may have.</summary>
internal static class ApiTokenRules
{
    public const int MaxTokens = 10;

    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The last use is stored no more often than this, because it costs a transaction on the account's row.</summary>
    public static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(10);

    /// <exception cref="ProblemException">400 with one error for each mistake.</exception>
    public static void Check(TokenRequest request)
    {
        var errors = new List<ProblemError>();
        var name = request.Name?.Trim() ?? "";
        if (name.Length == 0)
        {
            errors.Add(new ProblemError("name", "value-missing", "Say what the token is for."));
        }
        else if (name.Length > MaxNameLength || name.Any(char.IsControl))
        {
            errors.Add(
                new ProblemError("name", "token-name-invalid", $"One line of at most {MaxNameLength} characters.")
            );
        }

        if (request.Scopes is not { Count: > 0 } scopes)
        {
            errors.Add(new ProblemError("scopes", "scope-unknown", $"At least one of: {Known}."));
        }
        else if (
            scopes.Any(scope => !TokenScopes.All.Contains(scope, StringComparer.Ordinal))
            || scopes.Distinct(StringComparer.Ordinal).Count() < scopes.Count
        )
        {
            errors.Add(new ProblemError("scopes", "scope-unknown", $"Each once, of: {Known}."));
        }

        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }
    }

    public static bool IsUseNoted(ApiToken token, DateTimeOffset now) =>
        token.LastUsedAt is { } last && now < last + UseIsNoted;

    private static string Known => string.Join(", ", TokenScopes.All);
}
