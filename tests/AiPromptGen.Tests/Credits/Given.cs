using AiPromptGen.Credits;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Credits;

/// <summary>Short words for the tests of the rules.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Deadline = Now.AddHours(1);

    public static CreditAmount Amount(long value) => new(value);

    public static Grant Grant(
        string id,
        long amount,
        CreditOrigin origin = CreditOrigin.Goodwill,
        DateTimeOffset? expires = null
    ) =>
        new()
        {
            Id = id,
            Origin = origin,
            Amount = new(amount),
            Expires = expires,
            Reference = $"ref-{id}",
        };

    public static CreditAccount Account(params Grant[] grants) =>
        grants.Aggregate(CreditAccount.Empty, (state, grant) => CreditRules.Grant(state, grant, Now).State);

    public static Clawback Clawback(string lotId, long amount) =>
        new()
        {
            Id = "cb",
            LotId = lotId,
            Amount = new(amount),
            Reference = "refund-1",
        };

    public static Reinstatement Reinstatement(string lotId, long amount) =>
        new()
        {
            Id = "re",
            LotId = lotId,
            Amount = new(amount),
            Origin = CreditOrigin.Purchase,
            Reference = "dispute-1",
        };

    /// <summary>Books what has expired, which every change does first.</summary>
    public static CreditChange BookExpiry(CreditAccount state, DateTimeOffset now)
    {
        var draft = new CreditCalculation(state, now);
        draft.BookExpiry();
        return draft.Finish();
    }

    public static CreditAccount Reserve(this CreditAccount state, string id, long amount, DateTimeOffset? now = null)
    {
        var decision = CreditRules.Reserve(state, id, new(amount), Deadline, now ?? Now);
        return ((ReserveResult.Reserved)decision).Change!.State;
    }

    public static CreditChange Change(this ResolveResult decision) => ((ResolveResult.Resolved)decision).Change!;

    public static long Left(this CreditAccount state, string lotId) =>
        state.Lots.SingleOrDefault(lot => lot.Id == lotId)?.Remaining.Value ?? 0;

    public static IEnumerable<string> Draws(this CreditAccount state, string reservationId) =>
        state.Open.Single(open => open.Id == reservationId).Draws.Select(draw => $"{draw.LotId}:{draw.Amount}");

    public static IEnumerable<string> Lines(this CreditChange change) =>
        change.Entries.Select(entry => $"{entry.Type} {entry.Amount} {entry.Reference} {entry.LotId}".TrimEnd());
}
