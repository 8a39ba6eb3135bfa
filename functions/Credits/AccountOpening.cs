using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Credits;

/// <summary>The account of a caller: made on first sight, with its sign-up credits, in one transaction.</summary>
public sealed class AccountOpening(AccountLedger ledger, IOptions<CreditOptions> options, TimeProvider time)
{
    public const string Email = "Email";
    public const string FirstSeenAt = "FirstSeenAt";

    public Task<LedgerAccount> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        var profile = new Dictionary<string, object>(StringComparer.Ordinal) { [FirstSeenAt] = time.GetUtcNow() };
        if (caller.Email is { Length: > 0 and <= 254 } email)
        {
            profile[Email] = email;
        }

        var credits = options.Value.SignUpCredits;
        var grant = new Grant
        {
            Id = "sign-up",
            Origin = CreditOrigin.SignUp,
            Amount = new CreditAmount(credits),
            Reference = "sign-up",
        };
        return ledger.OpenAsync(caller.AccountId, profile, credits > 0 ? grant : null, cancellationToken);
    }
}
