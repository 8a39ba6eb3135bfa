using AiPromptGen.Billing;

namespace AiPromptGen.Tests.Billing;

[TestFixture]
public sealed class MoneyTests
{
    [TestCase("9.99", "EUR", ExpectedResult = 999)]
    [TestCase("9.9", "EUR", ExpectedResult = 990)]
    [TestCase("10", "USD", ExpectedResult = 1000)]
    [TestCase("500", "JPY", ExpectedResult = 500)]
    [TestCase("500.00", "JPY", ExpectedResult = 500)]
    [TestCase("500.50", "JPY", ExpectedResult = null)]
    [TestCase("9.999", "EUR", ExpectedResult = null)]
    [TestCase("-9.99", "EUR", ExpectedResult = null)]
    [TestCase("9,99", "EUR", ExpectedResult = null)]
    [TestCase("9.99", "eur", ExpectedResult = null)]
    [TestCase("9.99", "EURO", ExpectedResult = null)]
    [TestCase(null, "EUR", ExpectedResult = null)]
    [TestCase("99999999999", "EUR", ExpectedResult = null)]
    [TestCase("1e3", "EUR", ExpectedResult = null)]
    public long? An_amount_is_read_exactly_or_not_at_all(string? value, string? currency) =>
        Money.Parse(value, currency)?.Minor;

    [TestCase(999, "EUR", ExpectedResult = "9.99")]
    [TestCase(5, "EUR", ExpectedResult = "0.05")]
    [TestCase(500, "JPY", ExpectedResult = "500")]
    public string It_is_written_as_PayPal_wants_it(long minor, string currency) => new Money(minor, currency).Value;
}
