using AiPromptGen.Billing.PayPal;
using AiPromptGen.Credits;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Platform;

/// <summary>Two settings that are each valid but contradict each other stop the start, and the message names both.</summary>
[TestFixture]
internal sealed class ContradictingSettingsTests
{
    [TestCase(60, 3600, true)]
    [TestCase(60, 60, true)]
    [TestCase(600, 60, false)]
    public void The_first_refusal_pause_is_at_most_the_longest(int first, int longest, bool isValid)
    {
        var options = new CreditOptions { RefusalPauseSeconds = first, LongestRefusalPauseSeconds = longest };

        var result = new RefusalPauseValidator().Validate(name: null, options);

        Assert.That(result.Succeeded, Is.EqualTo(isValid));
        Assert.That(result.FailureMessage ?? "LongestRefusalPauseSeconds", Does.Contain("LongestRefusalPauseSeconds"));
    }

    [TestCase("id", "secret", true)]
    [TestCase(null, null, true)]
    [TestCase("", null, true)]
    [TestCase("id", "", false)]
    [TestCase(null, "secret", false)]
    public void PayPals_id_and_secret_go_together(string? id, string? secret, bool isValid)
    {
        var options = new PayPalOptions { ClientId = id, ClientSecret = secret };

        var result = new PayPalOptionsValidator(new ConfigurationManager()).Validate(name: null, options);

        Assert.That(result.Succeeded, Is.EqualTo(isValid));
        Assert.That(result.FailureMessage ?? "PayPal:ClientSecret", Does.Contain("PayPal:ClientSecret"));
    }
}
