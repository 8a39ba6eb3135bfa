using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture, Property("Promise", "P10")]
internal sealed class SafetyIdentifiersTests
{
    private static readonly AccountId Account = new("0123456789abcdef0123456789abcdef");

    [Test]
    public void It_is_the_same_for_one_account_and_says_nothing_of_it()
    {
        var one = Of(new string('a', 32));

        Assert.That(one, Has.Length.EqualTo(64).And.Match("^[0-9a-f]+$"));
        Assert.That(one, Is.EqualTo(Of(new string('a', 32))));
        Assert.That(one, Does.Not.Contain(Account.Value));
        Assert.That(one, Is.Not.EqualTo(Of(new string('b', 32))));
    }

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_secret_there_is_none(string? secret) => Assert.That(Of(secret), Is.Null);

    [TestCase(false)]
    [TestCase(true)]
    public void It_leaves_only_by_a_route_that_sends_it(bool sends)
    {
        var request = RouteFixture.Request with { SafetyIdentifier = "0123" };

        var sent = request.For(new ModelRoute { Model = "m-1", SafetyIdentifier = sends });

        Assert.That(sent.SafetyIdentifier, Is.EqualTo(sends ? "0123" : null));
    }

    private static string? Of(string? secret) =>
        new SafetyIdentifiers(Options.Create(new GenerationOptions { SafetySecret = secret })).Of(Account);
}
