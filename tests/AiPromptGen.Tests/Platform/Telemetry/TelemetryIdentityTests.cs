using AiPromptGen.Platform.Telemetry;
using Azure.Identity;

namespace AiPromptGen.Tests.Platform.Telemetry;

[TestFixture]
public sealed class TelemetryIdentityTests
{
    [TestCase("Authorization=AAD", null)]
    [TestCase("Authorization=AAD;ClientId=", null)]
    [TestCase("ClientId=3f0d;Authorization=AAD", "3f0d")]
    [TestCase(" authorization = aad ; clientid = 3f0d ;", "3f0d")]
    public void Signing_in_is_asked_for(string setting, string? clientId)
    {
        var identity = TelemetryIdentity.Parse(setting);

        Assert.That(identity, Is.EqualTo(new TelemetryIdentity(clientId)));
        Assert.That(identity!.ToCredential(), Is.TypeOf<ManagedIdentityCredential>());
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("ClientId=3f0d")]
    [TestCase("Authorization=Key;ClientId=3f0d")]
    [TestCase("AAD")]
    public void Signing_in_is_not_asked_for(string? setting) => Assert.That(TelemetryIdentity.Parse(setting), Is.Null);
}
