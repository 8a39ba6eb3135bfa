using NUnit.Framework.Interfaces;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Checks after every test that no log line, span or metric of the shared app quotes what a person wrote.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NothingQuotedAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test) =>
        Assert.That(SharedApp.TakeTexts().Select(SentContent.QuotedIn), Has.All.Null, "telemetry quotes a person");
}
