using System.Globalization;

namespace AiPromptGen.Accounts;

/// <summary>Finds the account of a caller, or opens it at the first request, in one transaction with its sign-up credits.</summary>
public sealed class AccountOpening(
    AccountLedger ledger,
    ErasedAccounts erased,
    IOptions<CreditOptions> options,
    TimeProvider time
)
{
    /// <summary>How often a request finds or opens the account. It is done again only after an erasure at the same moment.</summary>
    private const int MaxAttempts = 4;

    private static readonly TimeSpan SeenEvery = TimeSpan.FromDays(1);

    /// <summary>The caller's account. A person's first request opens one, except for a person who has erased an account before.</summary>
    /// <exception cref="Platform.Http.ProblemException">409: the account is being erased, or was. 401: it was erased after this sign-in.</exception>
    public Task<LedgerAccount> OpenAsync(Caller caller, CancellationToken cancellationToken) =>
        OpenAsync(caller, isAsked: false, cancellationToken);

    /// <remarks>
    /// Only a sign-in opens an account, and only a sign-in after the erasure of the person's last account. The time of the sign-in in a
    /// token is cut to the second, and Entra sets it some minutes early. So a sign-in shortly after an erasure may be refused, but none
    /// from before it is accepted.
    /// </remarks>
    /// <param name="isAsked">
    /// Whether the caller explicitly asks for an account. A person who has erased one gets a new one only then, because clients renew
    /// tokens by themselves.
    /// </param>
    /// <exception cref="Platform.Http.ProblemException">
    /// 409: the account is being erased, or was. 401: it was erased after this sign-in.
    /// </exception>
    public async Task<LedgerAccount> OpenAsync(Caller caller, bool isAsked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var account = await FindOrOpenAsync(caller, isAsked, cancellationToken);
            if (await ReadyAsync(AccountClosing.Open(account), cancellationToken) is { } ready)
            {
                return ready;
            }
        }

        throw AccountClosing.Problem.ToException();
    }

    private async Task<LedgerAccount> FindOrOpenAsync(Caller caller, bool isAsked, CancellationToken cancellationToken)
    {
        if (await ledger.ReadAsync(caller.AccountId, cancellationToken) is { } account)
        {
            return AccountClosing.IsOver(account, new(account.Id, caller.OpenedAt))
                ? throw AccountClosing.Problem.ToException()
                : account;
        }

        if (caller.OpenedAt is not null)
        {
            throw AccountClosing.Problem.ToException();
        }

        var memory = await erased.RecallAsync(caller.AccountId, cancellationToken);
        if (caller.SignedInAt is not { } signedInAt)
        {
            throw AccountClosing.Problem.ToException();
        }

        if (signedInAt <= memory.ErasedAt)
        {
            throw AccountClosing.SignedInBefore.ToException();
        }

        if (memory.ErasedAt is not null && !isAsked)
        {
            throw AccountClosing.Erased.ToException();
        }

        var now = time.GetUtcNow();
        var profile = new AccountProfile
        {
            FirstSeenAt = now,
            LastSeenAt = now,
            Email = EmailOf(caller),
            OpenedAfter = LastErasureIn(memory),
        };
        return await ledger.OpenAsync(
            caller.AccountId,
            profile,
            memory.HadSignUp ? null : SignUpGrant(),
            memory.Owed,
            cancellationToken
        );
    }

    /// <summary>
    /// Makes sure that no request from before an erasure opened the account, and grants the month's free credits at an account's first
    /// request in a calendar month (UTC). They are one lot that expires with the month, so that they do not add up over months. A person
    /// whose erased account had this month's credits gets the next ones in the next month.
    /// </summary>
    /// <returns>Null when the account had to be deleted again, or is gone, so that the person's account is to be found anew.</returns>
    private async Task<LedgerAccount?> ReadyAsync(LedgerAccount account, CancellationToken cancellationToken)
    {
        var (now, credits) = (time.GetUtcNow(), options.Value.MonthlyFree);
        var month = MonthlyRules.MonthOf(now);
        var after = account.Profile.OpenedAfter;
        if (after is not { Length: > 0 } && (credits == 0 || HasHad(account, month)))
        {
            return account;
        }

        var memory = await erased.RecallAsync(account.Id, cancellationToken);
        var isLate = memory.ErasedAt is not null && !LastErasureIn(memory).Equals(after, StringComparison.Ordinal);
        if (after is { Length: > 0 } && isLate)
        {
            // An account was erased after the request that opened this one had asked what is remembered. So this one may have sign-up
            // credits that its person had already, and nobody may have asked for it.
            await ledger.DeleteUnusedAsync(account, cancellationToken);
            return null;
        }

        var mayHave = credits > 0 && string.CompareOrdinal(memory.FreeMonth, month) < 0;
        await ledger.ChangeAsync(
            account.Ref,
            current =>
            {
                var isDue = credits > 0 && !HasHad(current, month);
                return isDue || current.Profile.OpenedAfter is { Length: > 0 }
                    ? new LedgerChange<bool>
                    {
                        Outcome = true,
                        Credits =
                            isDue && mayHave
                                ? CreditRules.Grant(current.Credits, MonthlyRules.GrantOf(credits, now), now)
                                : null,
                        Profile = profile =>
                            profile with
                            {
                                FreeMonth = isDue ? month : profile.FreeMonth,
                                OpenedAfter = "",
                            },
                    }
                    : LedgerChange.Nothing(false);
            },
            cancellationToken
        );
        return await ledger.ReadAsync(account.Id, cancellationToken) is { } renewed && renewed.Ref == account.Ref
            ? AccountClosing.Open(renewed) with
            {
                Opened = account.Opened,
            }
            : null;
    }

    private static string LastErasureIn(ErasedMemory memory) =>
        memory.ErasedAt?.ToString("O", CultureInfo.InvariantCulture) ?? "none";

    /// <summary>
    /// Whether the account had the credits of this month, or of a later one: at the end of a month the clocks of two instances may differ.
    /// </summary>
    private static bool HasHad(LedgerAccount account, string month) =>
        account.Profile.FreeMonth is { } last && string.CompareOrdinal(last, month) >= 0;

    /// <summary>
    /// How the e-mail address and the time last seen change in the profile; null when the address is the same and the time is less than a
    /// day old. A caller makes it part of a change that it makes anyway.
    /// </summary>
    public Func<AccountProfile, AccountProfile>? Seen(LedgerAccount account, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(caller);
        var (now, email, known) = (time.GetUtcNow(), EmailOf(caller), account.Profile);
        var isRecent = now < known.LastSeenAt + SeenEvery;
        var isSameEmail = email is null || email.Equals(known.Email, StringComparison.Ordinal);
        return isRecent && isSameEmail
            ? null
            : profile => profile with { LastSeenAt = now, Email = email ?? profile.Email };
    }

    private static string? EmailOf(Caller caller) => caller.Email is { Length: > 0 and <= 254 } email ? email : null;

    private Grant? SignUpGrant() =>
        options.Value.SignUpCredits > 0
            ? new Grant
            {
                Id = Grant.SignUp,
                Origin = CreditOrigin.SignUp,
                Amount = new CreditAmount(options.Value.SignUpCredits),
                Reference = Grant.SignUp,
            }
            : null;
}
