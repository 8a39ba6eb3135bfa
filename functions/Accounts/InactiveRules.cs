namespace AiPromptGen.Accounts;

/// <summary>
/// Decides which accounts are inactive. An account with bought credits that can still be spent, or with an open reservation, is never
/// inactive.
/// </summary>
internal static class InactiveRules
{
    public static bool IsInactive(LedgerAccount account, RetentionOptions options, DateTimeOffset now) =>
        options.InactiveDays > 0
        && !account.IsClosing
        && LastSeen(account)?.AddDays(options.InactiveDays) <= now
        && !HoldsMoney(account.Credits, now);

    /// <returns>When the person was told; null when they were not told since they were last seen.</returns>
    public static DateTimeOffset? Told(LedgerAccount account) =>
        account.Profile.ToldAt is { } told && told > LastSeen(account) ? told : null;

    public static bool MustGo(LedgerAccount account, RetentionOptions options, DateTimeOffset now) =>
        IsInactive(account, options, now) && Told(account)?.AddDays(options.NoticeDays) <= now;

    /// <summary>Whether the sweep has something to do for the account.</summary>
    public static bool IsDue(LedgerAccount account, RetentionOptions options, DateTimeOffset now) =>
        account.IsClosing
        || MustGo(account, options, now)
        || (IsInactive(account, options, now) && Told(account) is null && !HasAddress(account));

    public static bool HasAddress(LedgerAccount account) => account.Profile.Email is not null;

    public static DateTimeOffset? LastSeen(LedgerAccount account) => account.Profile.LastSeenAt;

    private static bool HoldsMoney(CreditAccount credits, DateTimeOffset now) =>
        credits.Open.Length > 0
        || credits.Lots.Any(lot =>
            lot.Origin is CreditOrigin.Purchase or CreditOrigin.Subscription
            && lot.Remaining > CreditAmount.Zero
            && !CreditLotRules.IsExpired(lot, now)
        );
}
