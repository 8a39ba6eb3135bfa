namespace AiPromptGen.Accounts;

/// <summary>The account of a caller: made on first sight, with its sign-up credits, in one transaction.</summary>
public sealed class AccountOpening(
    AccountLedger ledger,
    ErasedAccounts erased,
    IOptions<CreditOptions> options,
    TimeProvider time
)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromDays(1);

    /// <summary>The account of somebody who uses it. A first request opens one, but none for whom has erased the last.</summary>
    /// <exception cref="Platform.Http.ProblemException">409: it is being erased, or was. 401: it was, after this sign-in.</exception>
    public Task<LedgerAccount> OpenAsync(Caller caller, CancellationToken cancellationToken) =>
        OpenAsync(caller, isAsked: false, cancellationToken);

    /// <remarks>
    /// Only a sign-in opens an account, and only one that is younger than the erasure of the person's last account. A token
    /// says the second of its sign-in, cut off, and Entra dates some minutes back; both refuse rather too much than too little.
    /// </remarks>
    /// <param name="isAsked">By an act of its own: clients renew tokens by themselves, and a person who has erased an account may not know of it.</param>
    /// <exception cref="Platform.Http.ProblemException">409: it is being erased, or was. 401: it was, after this sign-in.</exception>
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
    /// The month's free credits, at the first sight of an account in a calendar month: one lot that ends with the month, so
    /// that nothing adds up. A person whose erased account had them waits for the next month.
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

    /// <summary>Or those of a later month: at its end the clocks of two instances differ.</summary>
    private static bool HasHad(LedgerAccount account, string month) =>
        account.Profile.FreeMonth is { } last && string.CompareOrdinal(last, month) >= 0;

    /// <summary>
    /// The authentication record, first and last time seen: part of a change that is made anyway, or null when there is
    /// nothing new to say. Once a day is enough.
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
