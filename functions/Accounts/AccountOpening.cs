namespace AiPromptGen.Accounts;

/// <summary>Finds the account of a caller, or opens it at the first request, in one transaction with its sign-up credits.</summary>
public sealed class AccountOpening(
    AccountLedger ledger,
    ErasedAccounts erased,
    IOptions<CreditOptions> options,
    TimeProvider time
)
{
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
        if (await ledger.ReadAsync(caller.AccountId, cancellationToken) is { } account)
        {
            return await WithMonthlyAsync(AccountClosing.Open(account), cancellationToken);
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
        };
        var opened = await ledger.OpenAsync(
            caller.AccountId,
            profile,
            memory.HadSignUp ? null : SignUpGrant(),
            memory.Owed,
            cancellationToken
        );
        return await WithMonthlyAsync(AccountClosing.Open(opened), cancellationToken);
    }

    /// <summary>
    /// Grants the month's free credits at an account's first request in a calendar month (UTC). They are one lot that expires with the
    /// month, so that they do not add up over months. A person whose erased account had this month's credits gets the next ones in the next
    /// month.
    /// </summary>
    private async Task<LedgerAccount> WithMonthlyAsync(LedgerAccount account, CancellationToken cancellationToken)
    {
        var (now, credits) = (time.GetUtcNow(), options.Value.MonthlyFree);
        var month = MonthlyRules.MonthOf(now);
        if (credits == 0 || HasHad(account, month))
        {
            return account;
        }

        var memory = await erased.RecallAsync(account.Id, cancellationToken);
        var mayHave = string.CompareOrdinal(memory.FreeMonth, month) < 0;
        await ledger.ChangeAsync(
            account.Id,
            current =>
                HasHad(current, month)
                    ? LedgerChange.Nothing(false)
                    : new LedgerChange<bool>
                    {
                        Outcome = true,
                        Credits = mayHave
                            ? CreditRules.Grant(current.Credits, MonthlyRules.GrantOf(credits, now), now)
                            : null,
                        Profile = profile => profile with { FreeMonth = month },
                    },
            cancellationToken
        );
        var renewed =
            await ledger.ReadAsync(account.Id, cancellationToken) ?? throw AccountClosing.Problem.ToException();
        return AccountClosing.Open(renewed) with { Opened = account.Opened };
    }

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
