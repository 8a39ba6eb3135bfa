using System.Net;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Platform;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>The texts of a template are sent one by one. Each may fail alone, and the answers that came are kept.</summary>
[TestFixture]
internal sealed class TemplateCallTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(1, 8).Select(i => $"a fox number {i}")];

    [Test]
    public async Task Only_the_text_that_failed_is_asked_again()
    {
        var fails = true;
        var service = AnsweringBy(body =>
        {
            var isThat = body.Contains(Texts[4], StringComparison.Ordinal);
            if (!isThat || !fails)
            {
                return FakeService.Json(Asked.Completion(Asked.Fox));
            }

            fails = false;
            return FakeService.Json("{}", HttpStatusCode.TooManyRequests);
        });

        var answer = await AskAsync(service.Azure(), Request(Texts), retries: 2);

        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(((ProviderResult.Composed)answer!).Variations, Has.Count.EqualTo(7));
        Assert.That(service.Sent, Has.Count.EqualTo(9));
    }

    [Test]
    public async Task Another_route_gets_no_answers_of_the_first()
    {
        var first = AnsweringBy(body =>
            body.Contains(Texts[4], StringComparison.Ordinal)
                ? FakeService.Json("{}", HttpStatusCode.TooManyRequests)
                : FakeService.Json(Asked.Completion(Asked.Fox))
        );
        var second = FakeService.Answering(Asked.Completion(Asked.Fox));
        var request = Request(Texts);

        await AskAsync(first.Azure(), request, retries: 0);
        await AskAsync(second.Azure(), request, retries: 0);

        Assert.That(second.Sent, Has.Count.EqualTo(8));
    }

    /// <summary>In any order: a refusal is final, and once one text reached the service, the whole call counts as sent.</summary>
    [TestCase(0, 400, """{"error":{"code":"content_filter"}}""", "Refused")]
    [TestCase(2, 400, """{"error":{"code":"content_filter"}}""", "Refused")]
    [TestCase(2, 500, "{}", "Transient")]
    [TestCase(2, 401, "{}", "Misconfigured")]
    [TestCase(2, 400, """{"error":{"code":"invalid_value"}}""", "NotThisRequest")]
    [TestCase(2, 200, """{"choices":[]}""", "NotThisRequest")]
    [TestCase(2, 200, "{", "Unknown")]
    public async Task The_end_that_forbids_most_speaks_for_all(int at, int status, string body, string end)
    {
        var service = AnsweringBy(sent =>
            sent.Contains(Texts[at], StringComparison.Ordinal)
                ? FakeService.Json(body, (HttpStatusCode)status)
                : FakeService.Json("{}", HttpStatusCode.TooManyRequests)
        );

        var answer = await AskAsync(service.Azure(), Request(Texts[..4]), retries: 0);

        Assert.That(answer!.GetType().Name, Is.EqualTo(end));
        Assert.That(answer.Unsent, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_was_unheard_only_where_no_text_was_heard(bool none)
    {
        var service = AnsweringBy(body =>
            none || body.Contains(Texts[1], StringComparison.Ordinal)
                ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : FakeService.Json(Asked.Completion(Asked.Fox))
        );

        var answer = await AskAsync(service.Azure(), Request(Texts[..3]), retries: 0);

        Assert.That(answer, Is.EqualTo(new ProviderResult.Transient { Unsent = none }));
    }

    [Test]
    public async Task After_a_refusal_no_further_text_is_paid_for()
    {
        var service = FakeService.Answering("""{"error":{"code":"content_filter"}}""", HttpStatusCode.BadRequest);

        await AskAsync(service.Azure(), Request([.. Enumerable.Range(1, 40).Select(i => $"fox {i}")]), retries: 0);

        Assert.That(service.Sent, Has.Count.LessThan(10));
    }

    /// <summary>Three texts take eight seconds each. One fits into the time-out of ten seconds, all three together do not.</summary>
    [Test]
    public async Task Each_text_has_a_time_out_of_its_own_and_the_whole_is_no_outage()
    {
        var fixture = new RouteFixture();
        var provider = new ScriptedProvider("a", fixture.Time).Then(async token =>
        {
            await Task.Delay(TimeSpan.FromSeconds(15), fixture.Time, token);
            return RouteFixture.Composed;
        });
        var template = new RouteAsk(Request(Texts), "g-1", fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(5));

        var longer = fixture.Caller(provider, retries: 1, RouteFixture.Breaker);
        Assert.That(
            await fixture.RunAsync(longer.AskAsync(template, CancellationToken.None)),
            Is.SameAs(RouteFixture.Composed)
        );

        var shorter = fixture.Caller(provider, retries: 0, RouteFixture.Breaker);
        for (var i = 0; i < 8; i++)
        {
            var ask = template with { Until = fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(5) };
            Assert.That(
                await fixture.RunAsync(shorter.AskAsync(ask, CancellationToken.None)),
                Is.EqualTo(RouteFixture.Unknown)
            );
        }

        Assert.That(shorter.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    private static FakeService AnsweringBy(Func<string, HttpResponseMessage> answer)
    {
        FakeService? service = null;
        service = new FakeService(call =>
        {
            lock (service!.Sent)
            {
                return answer(service.Sent[call].Body);
            }
        });
        return service;
    }

    private static PromptRequest Request(IReadOnlyList<string> texts) =>
        Asked.Ideas(texts, new IdeaControls { AllCombinations = true });

    private static Task<ProviderResult?> AskAsync(OpenAIProvider provider, PromptRequest request, int retries)
    {
        var fixture = new RouteFixture();
        var route = new ModelRoute
        {
            Provider = provider.Name,
            Model = "chat-model",
            Retries = retries,
        };
        var caller = new RouteCaller(
            route,
            provider,
            breaker: null,
            fixture.Time,
            new Jitter(new Random(1)),
            Unheard.Telemetry,
            NullLogger<RouteCaller>.Instance
        );
        var ask = new RouteAsk(request, "g-1", fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(5));
        return fixture.RunAsync(caller.AskAsync(ask, CancellationToken.None));
    }
}
