using System.Text.Json;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
public sealed class CreditAmountTests
{
    [Test]
    public void Is_never_negative()
    {
        Assert.That(() => new CreditAmount(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new CreditAmount(1) - new CreditAmount(2), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Never_wraps_around() =>
        Assert.That(() => new CreditAmount(long.MaxValue) + new CreditAmount(1), Throws.TypeOf<OverflowException>());

    [Test]
    public void Compares_by_value()
    {
        var (small, big) = (new CreditAmount(1), new CreditAmount(2));

        Assert.That(small < big && big > small && small <= big && big >= small);
        Assert.That(CreditAmount.Min(big, small), Is.EqualTo(small));
        Assert.That(new[] { big, small }.Order(), Is.EqualTo(new[] { small, big }));
    }

    [Test]
    public void Is_a_plain_number_in_JSON()
    {
        Assert.That(JsonSerializer.Serialize(new CreditAmount(5)), Is.EqualTo("5"));
        Assert.That(JsonSerializer.Deserialize<CreditAmount>("5"), Is.EqualTo(new CreditAmount(5)));
        Assert.That(() => JsonSerializer.Deserialize<CreditAmount>("-5"), Throws.TypeOf<JsonException>());
    }

    [Test]
    public void Account_ids_are_plain_text_in_JSON()
    {
        Assert.That(JsonSerializer.Serialize(new AccountId("a-1")), Is.EqualTo("\"a-1\""));
        Assert.That(JsonSerializer.Deserialize<AccountId>("\"a-1\""), Is.EqualTo(new AccountId("a-1")));
        Assert.That(() => JsonSerializer.Deserialize<AccountId>("\"a/1\""), Throws.TypeOf<JsonException>());
    }
}
