namespace AiPromptGen.Accounts;

internal sealed record AccountView
{
    public required string Id { get; init; }
    public string? Email { get; init; }

    /// <summary>False when no sign-in has given an address: none is held, and a page must not show another as if it were.</summary>
    public required bool EmailHeld { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public required BalanceView Credits { get; init; }

    /// <summary>Absent while there are none.</summary>
    public MonthlyFreeView? MonthlyFree { get; init; }

    /// <param name="monthlyFree">Credits that everybody gets in each calendar month.</param>
    public static AccountView Of(LedgerAccount account, int monthlyFree, DateTimeOffset now) =>
        new()
        {
            MonthlyFree = monthlyFree == 0 ? null : new(monthlyFree, MonthlyRules.EndOf(now)),
            Id = account.Id.Value,
            EmailHeld = account.Profile.ContainsKey(AccountOpening.Email),
            Email = account.Profile.GetValueOrDefault(AccountOpening.Email) as string,
            CreatedAt = account.Profile.GetValueOrDefault(AccountOpening.FirstSeenAt) as DateTimeOffset?,
            Credits = new BalanceView
            {
                Balance = account.Credits.Balance.Value,
                Reserved = account.Credits.Reserved.Value,
                Available = account.Credits.Available(now).Value,
                Debt = account.Credits.Debt.Value,
                Lots =
                [
                    .. account.Credits.Lots.Select(lot => new LotView(
                        lot.Origin,
                        lot.Amount.Value,
                        lot.Remaining.Value,
                        lot.Granted,
                        lot.Expires
                    )),
                ],
            },
        };
}

/// <summary>Credits. Available = balance − reserved − expired but not yet booked; debt is paid by the next grant.</summary>
internal sealed record BalanceView
{
    public required long Balance { get; init; }
    public required long Reserved { get; init; }
    public required long Available { get; init; }
    public required long Debt { get; init; }
    public required IReadOnlyList<LotView> Lots { get; init; }
}

internal sealed record LotView(
    CreditOrigin Origin,
    long Amount,
    long Remaining,
    DateTimeOffset GrantedAt,
    DateTimeOffset? ExpiresAt
);
