using AiPromptGen.Tests.Platform;

namespace AiPromptGen.Tests.Generations.Moderation;

/// <summary>The program does not start with a classifier that it could not ask.</summary>
[TestFixture]
internal sealed class ModerationOptionsTests
{
    [TestCase("Provider", "somebody")]
    [TestCase("Provider", "openai-compatible", Description = "without an endpoint")]
    [TestCase("TimeoutSeconds", "0")]
    public void The_program_refuses_a_wrong_value(string key, string value)
    {
        var settings = SettingsSampleTests.Sample();
        settings["Moderation:" + key] = value;

        Assert.That(() => SettingsSampleTests.Start(settings), Throws.Exception);
    }
}
