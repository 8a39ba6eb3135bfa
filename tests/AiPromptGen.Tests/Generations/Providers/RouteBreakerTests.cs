using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform;
using static AiPromptGen.Tests.Generations.Providers.RouteFixture;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>A breaker opens after four failures in a minute and lets one call through after thirty seconds.</summary>
[TestFixture]
internal sealed class RouteBreakerTests
{
    private RouteFixture fixture = null!;
    private ScriptedProvider provider = null!;
    private RouteCaller caller = null!;

    [SetUp]
    public void Begin()
    {
        fixture = new RouteFixture();
        provider = new ScriptedProvider("a", fixture.Time);
        caller = fixture.Caller(provider, breaker: RouteFixture.Breaker);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task It_opens_after_failures_and_nobody_is_called(ProviderResult failure)
    {
        provider.Then(failure);

        await AskAsync(times: 4);

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Open));
        Assert.That(await AskAsync(), Is.Null);
        Assert.That(provider.Calls, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Time_outs_count_as_failures()
    {
        provider.ThenHang();

        await AskAsync(times: 4);

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Open));
    }

    [TestCaseSource(nameof(Answers))]
    public async Task What_one_person_wrote_does_not_open_it(ProviderResult answer)
    {
        provider.Then(answer);

        await AskAsync(times: 20);

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Closed));
        Assert.That(provider.Calls, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task One_person_who_is_turned_away_does_not_open_it_and_a_second_one_does()
    {
        provider.Then(new ProviderResult.Misconfigured { Unexplained = true });

        await AskAsync(times: 20, new AccountId("one"));
        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Closed));

        fixture.Time.Advance(TimeSpan.FromSeconds(61));
        await AskAsync(times: 4, new AccountId("another"));
        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Open));
    }

    [Test]
    public async Task A_route_that_serves_others_is_open_to_them()
    {
        var forbidden = new ProviderResult.Misconfigured { Unexplained = true };
        provider.Then(forbidden, Composed, forbidden);

        foreach (var account in (string[])["one", "another", "third", "third", "third", "third", "third"])
        {
            await AskAsync(times: 1, new AccountId(account));
        }

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public async Task Few_failures_do_not_open_it()
    {
        provider.Then(Out);

        await AskAsync(times: 3);
        fixture.Time.Advance(TimeSpan.FromSeconds(61));
        await AskAsync(times: 3);

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Closed), "they are not of one minute");
    }

    [Test]
    public async Task The_next_one_after_the_break_tries_and_closes_it()
    {
        provider.Then(Out, Out, Out, Out, Composed);
        await AskAsync(times: 4);

        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.HalfOpen));
        var probe = await AskAsync();

        Assert.That(probe, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public async Task A_failed_probe_opens_it_again()
    {
        provider.Then(Out);
        await AskAsync(times: 4);

        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        await AskAsync(times: 2);

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Open));
        Assert.That(provider.Calls, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Only_one_probes_at_a_time()
    {
        var back = new TaskCompletionSource<ProviderResult>();
        provider.Then(Out, Out, Out, Out).Then(_ => back.Task);
        await AskAsync(times: 4);
        fixture.Time.Advance(TimeSpan.FromSeconds(30));

        var probe = caller.AskAsync(fixture.Ask(), CancellationToken.None);
        var other = await caller.AskAsync(fixture.Ask(), CancellationToken.None);
        back.SetResult(Composed);

        Assert.That(other, Is.Null);
        Assert.That(await probe, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(provider.Calls, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Retries_end_when_it_opens()
    {
        provider.Then(Busy);
        var retrying = fixture.Caller(provider, retries: 5, RouteFixture.Breaker);

        var answer = await fixture.RunAsync(retrying.AskAsync(fixture.Ask(), CancellationToken.None));

        Assert.That(answer, Is.Null);
        Assert.That(provider.Calls, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task What_has_no_breaker_is_always_asked()
    {
        provider.Then(RouteFixture.Unknown);
        caller = fixture.Caller(provider);

        await AskAsync(times: 20);

        Assert.That(caller.Breaker, Is.EqualTo(BreakerState.Closed));
        Assert.That(provider.Calls, Has.Count.EqualTo(20));
    }

    private static readonly ProviderResult[] Failures = [Busy, Out, RouteFixture.Unknown];
    private static readonly ProviderResult[] Answers =
    [
        Composed,
        Refused,
        new ProviderResult.Invalid("upload-gone"),
        new ProviderResult.NotThisRequest(),
    ];

    private async Task<ProviderResult?> AskAsync(int times = 1, AccountId? account = null)
    {
        ProviderResult? answer = null;
        for (var i = 0; i < times; i++)
        {
            var ask = fixture.Ask() with { Account = account };
            answer = await fixture.RunAsync(caller.AskAsync(ask, CancellationToken.None));
        }

        return answer;
    }
}
