using AiPromptGen.Credits;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class AccountCacheTests
{
    private static LedgerAccount Of(string id) =>
        new()
        {
            Id = new(id),
            Credits = CreditAccount.Empty,
            Usage = UsageState.Empty,
            Profile = new AccountProfile(),
            ETag = default,
        };

    [Test]
    public void The_least_recently_used_goes_first()
    {
        var cache = new AccountCache(2);
        cache.Put(Of("a"));
        cache.Put(Of("b"));
        cache.Find(new("a"));

        cache.Put(Of("c"));

        Assert.That(
            new[] { "a", "b", "c" }.Where(id => cache.Find(new(id)) is not null),
            Is.EqualTo(new[] { "a", "c" })
        );
    }

    [Test]
    public void A_read_that_was_overtaken_by_a_write_is_not_kept()
    {
        var cache = new AccountCache(2);
        var before = cache.Find(new("a"));
        var written = Of("a");
        cache.Put(written);

        cache.PutRead(Of("a"), before);

        Assert.That(cache.Find(new("a")), Is.SameAs(written));
    }
}
