using System.Text.Json;

namespace AiPromptGen.Accounts.Tokens;

/// <summary>
/// The API tokens of an account, as one property of its row. So a new one is added only while the account is open and the other tokens are
/// unchanged, and erasing the account revokes all of them.
/// </summary>
internal sealed class ApiTokenStore(AccountLedger ledger, Ids ids, TimeProvider time) : IApiTokens
{
    public static IReadOnlyList<ApiToken> From(LedgerAccount account) =>
        account.Profile.ApiTokens is { } json
            ? JsonSerializer.Deserialize<IReadOnlyList<ApiToken>>(json, AppJson.Options) ?? []
            : [];

    /// <exception cref="ProblemException">409: there are ten already, or the account is closing.</exception>
    public async Task<TokenView> AddAsync(AccountRef account, TokenRequest request, CancellationToken cancellationToken)
    {
        var text = ApiTokenText.New(account.Id, ids.New());
        var token = new ApiToken
        {
            Id = text.Id,
            Name = request.Name.Trim(),
            Scopes = request.Scopes,
            Hash = ApiTokenText.HashOf(text.Secret),
            CreatedAt = time.GetUtcNow(),
        };
        var added = await ledger.ChangeAsync(
            account,
            current =>
            {
                var tokens = From(current);
                // An earlier attempt may have been written although its answer was lost.
                return tokens.Any(text.Fits) ? LedgerChange.Nothing(true)
                    : tokens.Count >= ApiTokenRules.MaxTokens ? LedgerChange.Nothing(false)
                    : Changed([.. tokens, token], true);
            },
            cancellationToken
        );
        return added ? TokenView.From(token) with { Token = text.ToString() } : throw TokenProblems.Full.ToException();
    }

    /// <returns>False when there is no such token.</returns>
    public Task<bool> RevokeAsync(AccountRef account, string id, CancellationToken cancellationToken) =>
        ledger.ChangeAsync(
            account,
            current =>
            {
                var tokens = From(current);
                var left = tokens.Where(token => !string.Equals(token.Id, id, StringComparison.Ordinal)).ToList();
                return left.Count == tokens.Count ? LedgerChange.Nothing(false) : Changed(left, true);
            },
            cancellationToken
        );

    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (
            ApiTokenText.Parse(token) is not { } text
            || await ledger.ReadAsync(text.Account, cancellationToken) is not { IsClosing: false } account
            || From(account).FirstOrDefault(text.Fits) is not { } found
        )
        {
            return null;
        }

        await NoteUseAsync(account.Ref, found, cancellationToken);
        return new Caller(account.Id, Email: null, Roles: [])
        {
            Token = new TokenOfCaller(found.Id, found.Scopes),
            OpenedAt = account.OpenedAt,
        };
    }

    private async Task NoteUseAsync(AccountRef account, ApiToken used, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (ApiTokenRules.IsUseNoted(used, now))
        {
            return;
        }

        bool IsUsed(ApiToken token) => string.Equals(token.Id, used.Id, StringComparison.Ordinal);

        try
        {
            await ledger.ChangeAsync(
                account,
                current =>
                {
                    var tokens = From(current);
                    return tokens.Any(token => IsUsed(token) && !ApiTokenRules.IsUseNoted(token, now))
                        ? Changed(
                            [.. tokens.Select(token => IsUsed(token) ? token with { LastUsedAt = now } : token)],
                            true
                        )
                        : LedgerChange.Nothing(false);
                },
                cancellationToken
            );
        }
        catch (Exception unnoted) when (unnoted is LedgerUnavailableException or ProblemException)
        {
            // A time that is not noted is no reason to refuse the request; the next one notes it. When the account is being erased, the
            // request itself meets that.
        }
    }

    private static LedgerChange<bool> Changed(IReadOnlyList<ApiToken> tokens, bool outcome) =>
        new()
        {
            Outcome = outcome,
            Profile = profile => profile with { ApiTokens = JsonSerializer.Serialize(tokens, AppJson.Options) },
        };
}
