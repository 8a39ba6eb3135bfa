using AiPromptGen.Accounts;
using AiPromptGen.Credits;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Accounts;

[TestFixture]
public sealed class InactiveRulesTests
{
    private static readonly DateTimeOffset Seen = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RetentionOptions Options = new() { InactiveDays = 100, NoticeDays = 30 };

    [TestCase(99, false)]
    [TestCase(100, true)]
    public void An_account_is_inactive_after_so_many_days(int days, bool expected) =>
        Assert.That(InactiveRules.IsInactive(Account(), Options, Seen.AddDays(days)), Is.EqualTo(expected));

    [Test]
    public void Off_no_account_is() =>
        Assert.That(InactiveRules.IsInactive(Account(), new RetentionOptions(), Seen.AddYears(50)), Is.False);

    [TestCase(null, 500, false, TestName = "Who_was_not_told_stays")]
    [TestCase(100, 129, false, TestName = "Before_the_notice_is_over_nobody_goes")]
    [TestCase(100, 130, true, TestName = "After_the_notice_the_account_goes")]
    [TestCase(-1, 500, false, TestName = "What_was_told_before_a_visit_counts_no_more")]
    public void It_goes_when_that_was_told(int? told, int day, bool expected)
    {
        var account = Account(told is { } at ? Seen.AddDays(at) : null);

        Assert.That(InactiveRules.MustGo(account, Options, Seen.AddDays(day)), Is.EqualTo(expected));
    }

    [TestCase(CreditOrigin.Purchase, 1, null, true)]
    [TestCase(CreditOrigin.Purchase, 0, null, false)]
    [TestCase(CreditOrigin.Subscription, 1, 1000, true)]
    [TestCase(CreditOrigin.Subscription, 1, 500, false)]
    [TestCase(CreditOrigin.Goodwill, 1, null, false)]
    [TestCase(CreditOrigin.SignUp, 1, null, false)]
    public void What_is_paid_for_is_kept(CreditOrigin origin, int left, int? expires, bool kept)
    {
        var lot = new CreditLot
        {
            Id = "l",
            Origin = origin,
            Granted = Seen,
            Expires = expires is { } day ? Seen.AddDays(day) : null,
            Amount = new CreditAmount(5),
            Remaining = new CreditAmount(left),
        };
        var account = Account() with { Credits = CreditAccount.Empty with { Lots = [lot] } };

        Assert.That(InactiveRules.IsInactive(account, Options, Seen.AddDays(500)), Is.EqualTo(!kept));
    }

    private static LedgerAccount Account(DateTimeOffset? told = null) =>
        new()
        {
            Id = new AccountId("a" + new string('1', 32)),
            Credits = CreditAccount.Empty,
            Usage = UsageState.Empty,
            Profile = new AccountProfile { LastSeenAt = Seen, ToldAt = told },
            ETag = default,
        };
}
