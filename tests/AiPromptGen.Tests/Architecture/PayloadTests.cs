using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Tests.Architecture;

[TestFixture]
public sealed class PayloadTests
{
    [Test, Property("Promise", "P13")]
    public void Payloads_of_orchestrations_cannot_carry_content() =>
        Assert.That(PayloadChecks.OpenPayloads(typeof(App).Assembly.GetTypes()), Is.Empty);

    [Test]
    public void The_check_sees_orchestrators_and_activities()
    {
        var seen = typeof(App)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .SelectMany(PayloadChecks.PayloadsOf)
            .ToHashSet();

        Assert.That(
            seen,
            Does.Contain(typeof(GenerationStart)).And.Contain(typeof(GenerateAnswer)).And.Contain(typeof(Settle.Input))
        );
    }

    [TestCase(nameof(BadActivities.TakesContent), "IdeaPayload.Idea")]
    [TestCase(nameof(BadActivities.TakesNested), "NestedPayload.Inner.Idea")]
    [TestCase(nameof(BadActivities.TakesList), "ListPayload.Words")]
    [TestCase(nameof(BadActivities.TakesBareText), "String")]
    [TestCase(nameof(BadActivities.GivesContent), "IdeaPayload.Idea")]
    [TestCase(nameof(BadActivities.TakesForeign), "ForeignPayload.Place")]
    public void A_payload_that_could_carry_content_is_found(string method, string path)
    {
        var payloads = PayloadChecks.PayloadsOf(typeof(BadActivities).GetMethod(method)!);

        Assert.That(payloads, Is.Not.Empty);
        Assert.That(PayloadChecks.OpenPayloads([typeof(BadActivities)]), Has.Some.StartsWith($"{path} is a "));
    }

    private sealed record IdeaPayload(string GenerationId, string Idea);

    private sealed record NestedPayload(int Count, IdeaPayload Inner);

    private sealed record ListPayload(IReadOnlyList<int> Words);

    private sealed record ForeignPayload(Uri Place);

    private sealed class BadActivities
    {
        public static void TakesContent([ActivityTrigger] IdeaPayload input) => Use(input);

        public static void TakesNested([ActivityTrigger] NestedPayload input) => Use(input);

        public static void TakesList([ActivityTrigger] ListPayload input) => Use(input);

        public static void TakesBareText([ActivityTrigger] string input) => Use(input);

        public static void TakesForeign([ActivityTrigger] ForeignPayload input) => Use(input);

        public static Task<IdeaPayload> GivesContent([ActivityTrigger] GenerationStart input) =>
            Task.FromResult(new IdeaPayload(input.GenerationId, ""));

        private static void Use(object input) => GC.KeepAlive(input);
    }
}
