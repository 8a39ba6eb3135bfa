using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform;
using AiPromptGen.Prompts;
using static AiPromptGen.Tests.Generations.Providers.RouteFixture;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Failover from route A to route B, which always answers unless a test says otherwise.</summary>
[TestFixture, Property("Promise", "P9")]
internal sealed class RouteFailoverTests
{
    private static readonly GenerateAnswer Stored = new() { Status = GenerationStatus.Succeeded, Provider = "earlier" };

    private RouteFixture fixture = null!;
    private ScriptedProvider a = null!;
    private ScriptedProvider b = null!;
    private RouteCaller[] routes = null!;
    private GenerateAnswer? stored;
    private int reads;

    [SetUp]
    public void Begin()
    {
        fixture = new RouteFixture();
        a = new ScriptedProvider("a", fixture.Time);
        b = new ScriptedProvider("b", fixture.Time).Then(Composed);
        routes = [fixture.Caller(a, 1, RouteFixture.Breaker), fixture.Caller(b, 0, RouteFixture.Breaker)];
        (stored, reads) = (null, 0);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task The_next_route_serves_when_one_cannot(ProviderResult failure, int calls)
    {
        a.Then(failure);

        var end = await AskAsync();

        Assert.That(((RouteResult.Answered)end).Route.Provider, Is.EqualTo("b"));
        Assert.That(a.Calls, Has.Count.EqualTo(calls));
        Assert.That(b.Calls, Has.Count.EqualTo(1));
    }

    /// <summary>The provider did not call its service, so the result came from the embedded engine, whose answer needs no moderation.</summary>
    [Test]
    public async Task Who_had_nothing_to_ask_has_not_served()
    {
        a.Then(new ProviderResult.Composed(new StructuredPrompt()) { Unsent = true });

        var end = (RouteResult.Answered)await AskAsync();

        Assert.That(end.Route.Provider, Is.EqualTo(EmbeddedProvider.ProviderName));
        Assert.That(b.Calls, Is.Empty);
    }

    [Test]
    public async Task A_route_that_hangs_leaves_time_for_the_next_one()
    {
        a.ThenHang();
        var ask = fixture.Ask(seconds: 60);

        var end = await AskAsync(ask);

        Assert.That(((RouteResult.Answered)end).Route.Provider, Is.EqualTo("b"));
        Assert.That(fixture.Time.GetUtcNow(), Is.LessThan(ask.Until));
    }

    [Test]
    public async Task A_route_that_is_left_alone_costs_nothing_until_it_is_back()
    {
        a.Then(Out, Out, Out, Out, Composed);
        for (var i = 0; i < 6; i++)
        {
            Assert.That(((RouteResult.Answered)await AskAsync()).Route.Provider, Is.EqualTo("b"));
        }

        Assert.That(a.Calls, Has.Count.EqualTo(4));
        Assert.That(routes[0].Breaker, Is.EqualTo(BreakerState.Open));
        Assert.That(routes[1].Breaker, Is.EqualTo(BreakerState.Closed));

        fixture.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(((RouteResult.Answered)await AskAsync()).Route.Provider, Is.EqualTo("a"));
        Assert.That(routes[0].Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [TestCaseSource(nameof(Ends)), Property("Promise", "P14")]
    public async Task A_refusal_is_never_handed_to_the_next_route(ProviderResult end)
    {
        a.Then(end);

        var answered = (RouteResult.Answered)await AskAsync();

        Assert.That(answered.Answer, Is.SameAs(end));
        Assert.That(answered.Route.Provider, Is.EqualTo("a"));
        Assert.That(b.Calls, Is.Empty);
        Assert.That(reads, Is.Zero);
    }

    [Test, Property("Promise", "P11")]
    public async Task After_an_unknown_outcome_a_stored_answer_ends_the_calls()
    {
        a.Then(_ =>
        {
            stored = Stored;
            throw new HttpRequestException("cut");
        });

        var end = await AskAsync();

        Assert.That(((RouteResult.Overtaken)end).Standing, Is.SameAs(Stored));
        Assert.That(a.Calls, Has.Count.EqualTo(1));
        Assert.That(b.Calls, Is.Empty);
    }

    [Test]
    public async Task Only_an_unknown_outcome_reads_the_row()
    {
        a.Then(Out, Busy, Busy, RouteFixture.Unknown);

        await AskAsync();
        await AskAsync();
        Assert.That(reads, Is.Zero);

        await AskAsync();
        Assert.That(reads, Is.EqualTo(1));
    }

    [Test, Property("Promise", "P15")]
    public async Task Nobody_answers_when_all_are_down_or_the_time_is_over()
    {
        a.Then(Out);
        routes = [routes[0]];

        Assert.That(await AskAsync(), Is.EqualTo(new RouteResult.NobodyAnswered(Unheard: false)));
        Assert.That(await AskAsync(fixture.Ask(seconds: 0)), Is.EqualTo(new RouteResult.NobodyAnswered(Unheard: true)));
        Assert.That(a.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_fence_holds_after_the_last_route_too()
    {
        a.Then(RouteFixture.Unknown);
        (routes, stored) = ([routes[0]], Stored);

        Assert.That(await AskAsync(), Is.TypeOf<RouteResult.Overtaken>());
    }

    [Test, Property("Promise", "P15")]
    public async Task Only_what_nobody_heard_may_be_tried_anew()
    {
        routes = [routes[0]];
        a.Then(new ProviderResult.Transient { Unsent = true }, new ProviderResult.Transient { Unsent = true }, Busy);

        Assert.That(await AskAsync(), Is.EqualTo(new RouteResult.NobodyAnswered(Unheard: true)));
        Assert.That(await AskAsync(), Is.EqualTo(new RouteResult.NobodyAnswered(Unheard: false)));
    }

    [Test]
    public async Task The_last_route_is_told_that_it_is()
    {
        var patient = new ScriptedProvider("c", fixture.Time).Then(
            new ProviderResult.Transient(TimeSpan.FromSeconds(24)),
            Composed
        );
        a.Then(new ProviderResult.Transient(TimeSpan.FromSeconds(24)));
        routes = [routes[0], fixture.Caller(patient, 1)];

        Assert.That(((RouteResult.Answered)await AskAsync()).Route.Provider, Is.EqualTo("c"));
        Assert.That(a.Calls, Has.Count.EqualTo(1), "the next one might have answered sooner");
        Assert.That(patient.Calls, Has.Count.EqualTo(2));
    }

    private static readonly object[][] Failures =
    [
        [Busy, 2],
        [Out, 1],
        [NotThis, 1],
        [RouteFixture.Unknown, 1],
    ];

    private static readonly ProviderResult[] Ends =
    [
        Refused,
        new ProviderResult.Refused("output", ["hate"]),
        new ProviderResult.Invalid("picture-unreadable"),
    ];

    private Task<RouteResult> AskAsync(RouteAsk? ask = null) =>
        fixture.RunAsync(
            RouteFailover.AskAsync(
                routes,
                ask ?? fixture.Ask(),
                _ =>
                {
                    reads++;
                    return Task.FromResult(stored);
                },
                CancellationToken.None
            )
        );
}
