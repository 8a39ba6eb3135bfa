using AiPromptGen.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Platform;

/// <summary>The text of an unresolved reference to a secret must never be used as the key of a hash.</summary>
[TestFixture]
public sealed class SecretReferencesTests
{
    private const string Reference = "@Microsoft.KeyVault(VaultName=kv-none;SecretName=audit-key-k1)";

    [TestCase("Audit:AccountKeys:0:Secret")]
    [TestCase("Credits:ErasedKeySecret")]
    [TestCase("PayPal:WebhookId")]
    public void The_program_refuses_to_start_with_a_reference_that_led_nowhere(string key)
    {
        var settings = SettingsSampleTests.Sample();
        settings[key] = Reference;

        Assert.That(
            () => SettingsSampleTests.Start(settings),
            Throws
                .TypeOf<OptionsValidationException>()
                .With.Message.Contains(key)
                .And.Message.Not.Contains("audit-key-k1")
        );
    }

    [Test]
    public void All_of_them_are_named_at_once() =>
        Assert.That(
            () => SecretReferences.RefuseUnresolved(Settings(("B", Reference), ("A", Reference), ("C", "a secret"))),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("for A, B.")
        );

    [Test]
    public void A_secret_is_let_through() =>
        Assert.That(() => SecretReferences.RefuseUnresolved(Settings(("A", "secret"), ("B", null))), Throws.Nothing);

    private static IConfiguration Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)))
            .Build();
}
