using AiPromptGen.Platform;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Platform;

/// <summary>The message about an invalid value has the whole name of the setting and says which values are allowed.</summary>
[TestFixture]
internal sealed class SettingValuesTests
{
    [TestCase("Credits:SignUpCredits", "99999999999", "a whole number from 0 to 100000")]
    [TestCase("Credits:SignUpCredits", "", "a whole number from 0 to 100000")]
    [TestCase("Credits:WindowSeconds", "many", "a whole number from 1 to 3600")]
    [TestCase("Credits:WindowSeconds", "0", "a whole number from 1 to 3600")]
    [TestCase("Credits:WindowSeconds", "3601", "a whole number from 1 to 3600")]
    [TestCase("Credits:WindowSeconds", "1.5", "a whole number from 1 to 3600")]
    [TestCase("Generations:Breaker:FailureRatio", "half", "a number from 0.01 to 1, such as 0.5")]
    [TestCase("Generations:Breaker:FailureRatio", "0,5", "a number from 0.01 to 1, such as 0.5")]
    [TestCase("Generations:Routes:text-to-prompt:0:PriceCredits", "x", "a whole number from 0 to 10000")]
    [TestCase("Generations:Routes:text-to-prompt:0:MostOutputTokens", "10", "a whole number from 1000 to 128000")]
    [TestCase("Generations:Routes:text-to-prompt:1:Retries", "6", "a whole number from 0 to 5")]
    [TestCase("Generations:Routes:TextToPrompt:0:TimeoutSeconds", "0", "a whole number from 1 to 600")]
    [TestCase("Generations:Routes:text-to-image:0:Pictures:2:Cost", "-1", "a number from 0 to 1000, such as 0.5")]
    [TestCase("Generations:Routes:text-to-image:0:Pictures:2:MostPixels", "0", "a whole number from 1 to 100000000")]
    [TestCase("Billing:Packs:small:Credits", "ten", "a whole number from 1 to 1000000")]
    [TestCase("Billing:Plans:monthly:Credits", "0", "a whole number from 1 to 1000000")]
    [TestCase("Billing:ReceiptYears", "31", "a whole number from 1 to 30")]
    [TestCase("Billing:PaidPlans", "yes", "true or false")]
    [TestCase("Billing:SiteAddress", "example.org", "an address such as https://example.org/")]
    [TestCase("Audit:AccountKeys:0:From", "yesterday", "a time such as 2026-01-31T00:00:00Z")]
    [TestCase("PayPal:Environment", "production", "one of sandbox, live")]
    [TestCase("Logging:LogLevel:Default", "Loud", "one of Trace, Debug, Information, Warning, Error, Critical, None")]
    public void A_wrong_value_is_told_wherever_it_is(string key, string value, string wanted) =>
        Assert.That(
            SettingValues.Mistakes(new ConfigurationManager { [key] = value }),
            Is.EqualTo(new[] { $"{key} must be {wanted}." })
        );

    [Test]
    public void A_text_that_is_too_long_is_told() =>
        Assert.That(
            SettingValues.Mistakes(
                new ConfigurationManager { ["Generations:Routes:a:0:PromptCacheKey"] = new string('k', 65) }
            ),
            Is.EqualTo(new[] { "Generations:Routes:a:0:PromptCacheKey must be a text of at most 64 characters." })
        );

    [TestCase("Credits:Nothing", "x")]
    [TestCase("Credits:WindowSeconds:More", "x")]
    [TestCase("Other:Setting", "x")]
    [TestCase("Billing:Packs", "")]
    [TestCase("Generations:CreditWorth", "0.005")]
    public void What_is_right_or_read_by_nothing_is_let_through(string key, string value) =>
        Assert.That(SettingValues.Mistakes(new ConfigurationManager { [key] = value }), Is.Empty);

    [Test]
    public void Each_wrong_value_of_a_start_is_a_line_of_its_refusal()
    {
        var settings = SettingsSampleTests.Sample();
        settings["Credits:WindowSeconds"] = "many";
        settings["Results:LinkMinutes"] = "0";

        var refusal = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() =>
            SettingsSampleTests.Start(settings)
        );

        Assert.That(refusal!.Failures.Count(), Is.EqualTo(2));
    }

    /// <summary>Every number needs a range, because the message could not say what is allowed without one.</summary>
    [Test]
    public void Every_number_among_the_settings_has_a_range()
    {
        var numbers =
            from type in typeof(App).Assembly.GetTypes()
            where type.Namespace is { } space && space.StartsWith("AiPromptGen", StringComparison.Ordinal)
            where
                type.GetField("Section") is { IsLiteral: true }
                || type.Name is "ModelRoute" or "PicturePrice" or "BreakerSettings" or "PackOption"
            from property in type.GetProperties()
            let number = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
            where number == typeof(int) || number == typeof(double) || number == typeof(decimal)
            select property;

        Assert.That(
            numbers.Where(n => !Attribute.IsDefined(n, typeof(System.ComponentModel.DataAnnotations.RangeAttribute))),
            Is.Empty
        );
        Assert.That(numbers.Count(), Is.GreaterThan(30));
    }
}
