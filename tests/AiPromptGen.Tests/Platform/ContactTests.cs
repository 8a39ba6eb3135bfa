using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Billing.Http;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
public sealed class ContactTests
{
    [Test, Property("Promise", "P25")]
    public void Problems_that_need_a_person_say_where_to_write()
    {
        const string Contact = "support@aiimagepromptgenerator.org";

        Assert.That(Problems.Internal.Detail, Does.Contain(Contact));
        Assert.That(AccountClosing.Problem.Detail, Does.Contain(Contact));
        Assert.That(ErasureProblems.AccountNotFound.Detail, Does.Contain(Contact));
        Assert.That(BillingProblems.ChangeRefused.Detail, Does.Contain(Contact));
        var slowed = UsageLimits.ProblemOf(new AdmissionDecision.SlowedDown(TimeSpan.FromMinutes(1)));
        Assert.That(slowed!.Detail, Does.Contain(Contact));
        Assert.That(GenerationProblems.Explain(GenerationProblems.Parked, answer: null).Detail, Does.Contain(Contact));
    }
}
