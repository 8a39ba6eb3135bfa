using NUnit.Framework.Interfaces;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>After every test: neither a log line nor a span nor a metric of the shared app quotes what anybody wrote.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NothingQuotedAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test) =>
        Assert.That(SharedApp.TakeTexts().Select(SentContent.QuotedIn), Has.All.Null, "telemetry quotes a person");
}
