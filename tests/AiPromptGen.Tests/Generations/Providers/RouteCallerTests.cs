using AiPromptGen.Generations.Providers;
using static AiPromptGen.Tests.Generations.Providers.RouteFixture;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
internal sealed class RouteCallerTests
{
    private RouteFixture fixture = null!;
    private ScriptedProvider provider = null!;

    [SetUp]
    public void Begin()
    {
        fixture = new RouteFixture();
        provider = new ScriptedProvider("a", fixture.Time);
    }

    [Test]
    public async Task It_is_asked_for_the_routes_own_model()
    {
        provider.Then(Composed);

        await AskAsync(retries: 2);

        Assert.That(provider.LastModel, Is.EqualTo("m-a"));
        Assert.That(provider.Calls, Has.Count.EqualTo(1));
    }

    [TestCase(0, 1)]
    [TestCase(2, 3)]
    public async Task A_transient_failure_is_tried_again_as_often_as_configured(int retries, int calls)
    {
        provider.Then(Busy);

        var answer = await AskAsync(retries);

        Assert.That(answer, Is.TypeOf<ProviderResult.Transient>());
        Assert.That(provider.Calls, Has.Count.EqualTo(calls));
    }

    [Test]
    public async Task The_first_answer_after_a_failure_counts()
    {
        provider.Then(Busy, Composed);

        Assert.That(await AskAsync(retries: 5), Is.TypeOf<ProviderResult.Composed>());
        Assert.That(provider.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task It_is_not_asked_sooner_than_it_said()
    {
        provider.Then(new ProviderResult.Transient(TimeSpan.FromSeconds(7)), Composed);

        var answer = await AskAsync(retries: 1);

        var times = provider.Calls.ToList();
        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(times[1] - times[0], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task Who_asks_for_a_long_pause_makes_room_for_the_next_route()
    {
        provider.Then(new ProviderResult.Transient(TimeSpan.FromMinutes(2)), Composed);

        Assert.That(await AskAsync(retries: 5), Is.TypeOf<ProviderResult.Transient>());
        Assert.That(provider.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_last_route_is_waited_for_as_long_as_it_fits()
    {
        provider.Then(new ProviderResult.Transient(TimeSpan.FromSeconds(24)), Composed);
        var ask = fixture.Ask() with { IsLast = true };

        var answer = await fixture.RunAsync(fixture.Caller(provider, retries: 1).AskAsync(ask, CancellationToken.None));

        Assert.That(answer, Is.TypeOf<ProviderResult.Composed>());
        Assert.That(provider.Calls, Has.Count.EqualTo(2));
        Assert.That(fixture.Time.GetUtcNow(), Is.LessThan(ask.Until));
    }

    [Test]
    public async Task No_attempt_begins_after_the_deadline()
    {
        provider.Then(new ProviderResult.Transient(TimeSpan.FromSeconds(4)));
        var ask = fixture.Ask(seconds: 10);

        await fixture.RunAsync(fixture.Caller(provider, retries: 5).AskAsync(ask, CancellationToken.None));

        Assert.That(provider.Calls, Is.All.LessThan(ask.Until));
        Assert.That(provider.Calls, Has.Count.InRange(2, 3));
        Assert.That(await AskAsync(retries: 0, seconds: 0), Is.Null);
    }

    [TestCaseSource(nameof(Final))]
    public async Task Everything_else_is_not_asked_twice(ProviderResult only)
    {
        provider.Then(only, Composed);

        Assert.That(await AskAsync(retries: 5), Is.SameAs(only));
        Assert.That(provider.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_time_out_is_unknown_and_not_asked_twice()
    {
        provider.ThenHang();

        var answer = await AskAsync(retries: 5);

        Assert.That(answer, Is.TypeOf<ProviderResult.Unknown>());
        Assert.That(provider.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_fault_is_unknown_and_not_asked_twice()
    {
        provider.Then(_ => throw new InvalidOperationException("a heron"));

        Assert.That(await AskAsync(retries: 5), Is.TypeOf<ProviderResult.Unknown>());
        Assert.That(provider.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_caller_that_is_stopped_is_no_answer()
    {
        provider.ThenHang();
        using var stop = new CancellationTokenSource();

        var asking = fixture.Caller(provider, 5).AskAsync(fixture.Ask(), stop.Token);
        stop.Cancel();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
    }

    private static readonly ProviderResult[] Final =
    [
        Composed,
        Refused,
        Out,
        NotThis,
        RouteFixture.Unknown,
        new ProviderResult.Invalid("picture-unreadable"),
    ];

    private Task<ProviderResult?> AskAsync(int retries, int seconds = 300) =>
        fixture.RunAsync(fixture.Caller(provider, retries).AskAsync(fixture.Ask(seconds), CancellationToken.None));
}
