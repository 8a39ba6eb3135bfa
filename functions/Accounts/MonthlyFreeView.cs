namespace AiPromptGen.Accounts;

/// <param name="Credits">Of each calendar month (UTC).</param>
/// <param name="RenewsAt">When those of this month end and the next ones can be had.</param>
internal sealed record MonthlyFreeView(int Credits, DateTimeOffset RenewsAt);
