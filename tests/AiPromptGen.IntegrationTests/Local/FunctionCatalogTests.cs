using AiPromptGen.Host.Start;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>A host that cannot work does not start, and says which function is why.</summary>
[TestFixture]
internal sealed class FunctionCatalogTests
{
    [TestCase(typeof(Twice), "Function 'CatalogTwice' is defined 2 times.")]
    [TestCase(typeof(Triggerless), "Function 'CatalogTriggerless' has 0 triggers instead of one.")]
    [TestCase(typeof(TwoTriggers), "Function 'CatalogTwoTriggers' has 2 triggers instead of one.")]
    [TestCase(typeof(Unbindable), "Function 'CatalogUnbindable': nothing binds the parameter 'mystery'.")]
    [TestCase(typeof(UnknownSegment), "Function 'CatalogUnknownSegment': nothing binds the parameter 'id'.")]
    [TestCase(typeof(TimerExtra), "Function 'CatalogTimerExtra': nothing binds the parameter 'name'.")]
    public void A_function_that_cannot_work_is_named(Type functions, string message) =>
        Assert.That(
            () => TestHost.CreateBuilder([functions]),
            Throws.InstanceOf<LocalHostException>().With.Message.EqualTo(message)
        );

    [Test]
    public void Http_functions_need_the_web_application()
    {
        var builder = TestHost.CreateBuilder([typeof(Plain)]);

        Assert.That(
            builder.Build,
            Throws
                .InstanceOf<LocalHostException>()
                .With.Message.Contains("'CatalogPlain'")
                .And.Message.Contains(
                    nameof(FunctionsApplicationBuilderAspNetCoreExtensions.ConfigureFunctionsWebApplication)
                )
        );
    }

    private static class Twice
    {
        [Function("CatalogTwice")]
        public static void One([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => Assert.Fail($"{timer}");

        [Function("catalogtwice")]
        public static void Two([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => Assert.Fail($"{timer}");
    }

    private static class Triggerless
    {
        [Function("CatalogTriggerless")]
        public static void Run() => Assert.Fail();
    }

    private static class TwoTriggers
    {
        [Function("CatalogTwoTriggers")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request,
            [TimerTrigger("* * * * *")] TimerInfo timer
        ) => Assert.Fail($"{request}{timer}");
    }

    private static class Unbindable
    {
        [Function("CatalogUnbindable")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, Stream mystery) =>
            Assert.Fail($"{request}{mystery}");
    }

    private static class UnknownSegment
    {
        [Function("CatalogUnknownSegment")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, Route = "things/{other}")] HttpRequest request,
            int id
        ) => Assert.Fail($"{request}{id}");
    }

    private static class TimerExtra
    {
        [Function("CatalogTimerExtra")]
        public static void Run([TimerTrigger("* * * * *")] TimerInfo timer, string name) =>
            Assert.Fail($"{timer}{name}");
    }

    private static class Plain
    {
        [Function("CatalogPlain")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            Assert.Fail($"{request}");
    }
}
