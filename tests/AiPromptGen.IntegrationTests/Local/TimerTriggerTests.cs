using System.Globalization;
using System.Threading.Channels;
using AiPromptGen.Host.Start;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Local;

[TestFixture]
internal sealed class TimerTriggerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 30, TimeSpan.Zero);

    private WatchedTime time = null!;
    private Runs runs = null!;

    [SetUp]
    public void Set_the_clock()
    {
        time = new(Start);
        runs = new();
    }

    [Test]
    public async Task A_six_field_schedule_runs_at_its_seconds()
    {
        await using var host = await StartAsync(typeof(Every20Seconds));

        Assert.That(
            new[] { await NextAsync(), await NextAsync(), await NextAsync() },
            Is.EqualTo(new[] { "10:00:40", "10:01:00", "10:01:20" })
        );
    }

    [Test]
    public async Task A_five_field_schedule_runs_at_its_minutes()
    {
        await using var host = await StartAsync(typeof(Every5Minutes));

        Assert.That(new[] { await NextAsync(), await NextAsync() }, Is.EqualTo(new[] { "10:05:00", "10:10:00" }));
    }

    [Test]
    public async Task A_timer_never_overlaps_itself_and_skips_what_it_missed()
    {
        await using var host = await StartAsync(typeof(Slow));

        var first = await NextAsync();
        time.Advance(TimeSpan.FromSeconds(35));
        var meanwhile = runs.Times.Reader.TryRead(out _);
        runs.Go.SetResult();
        var second = await NextAsync();

        Assert.That(meanwhile, Is.False);
        Assert.That((first, second), Is.EqualTo(("10:00:40", "10:01:20")));
    }

    [Test]
    public async Task A_failing_run_is_logged_by_type_and_the_next_still_comes()
    {
        await using var host = await StartAsync(typeof(Failing));

        Assert.That(new[] { await NextAsync(), await NextAsync() }, Is.EqualTo(new[] { "10:01:00", "10:02:00" }));
        Assert.That(host.Logs.Lines, Has.Some.Contains("TimerFailing failed with System.InvalidOperationException"));
        Assert.That(host.Logs.Lines, Has.None.Contains("secret words"));
    }

    [Test]
    public void A_schedule_that_cannot_be_read_stops_the_start() =>
        Assert.That(
            async () => await StartAsync(typeof(Often)),
            Throws
                .InstanceOf<LocalHostException>()
                .With.Message.EqualTo("Function 'TimerOften': 'often' is no schedule.")
        );

    private Task<TestHost> StartAsync(Type functions) =>
        TestHost.StartAsync(functions, builder => builder.Services.AddSingleton(runs).AddSingleton<TimeProvider>(time));

    /// <summary>Waits until the timer is set, lets the clock go exactly there, and answers when the function ran.</summary>
    private async Task<string> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var due = await time.Due.Reader.ReadAsync(limit.Token);
        time.Advance(due - time.GetUtcNow());
        return await runs.Times.Reader.ReadAsync(limit.Token);
    }

    private sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public Channel<DateTimeOffset> Due { get; } = Channel.CreateUnbounded<DateTimeOffset>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Due.Writer.TryWrite(GetUtcNow() + dueTime);
            return timer;
        }
    }

    private sealed class Runs
    {
        public Channel<string> Times { get; } = Channel.CreateUnbounded<string>();

        public TaskCompletionSource Go { get; } = new();

        public void Add(TimeProvider time) =>
            Times.Writer.TryWrite(time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private sealed class Every20Seconds(Runs runs, TimeProvider time)
    {
        [Function("TimerEvery20Seconds")]
        public void Run([TimerTrigger("*/20 * * * * *")] TimerInfo timer)
        {
            Assert.That(timer.IsPastDue, Is.False);
            runs.Add(time);
        }
    }

    private sealed class Every5Minutes(Runs runs, TimeProvider time)
    {
        [Function("TimerEvery5Minutes")]
        public void Run([TimerTrigger("*/5 * * * *")] TimerInfo timer) => runs.Add(timer.IsPastDue ? null! : time);
    }

    private static class Often
    {
        [Function("TimerOften")]
        public static void Run([TimerTrigger("often")] TimerInfo timer) => Assert.Fail($"{timer}");
    }

    private sealed class Slow(Runs runs, TimeProvider time)
    {
        [Function("TimerSlow")]
        public async Task RunAsync(
            [TimerTrigger("*/10 * * * * *")] TimerInfo timer,
            CancellationToken cancellationToken
        )
        {
            runs.Add(timer.IsPastDue ? null! : time);
            await runs.Go.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class Failing(Runs runs, TimeProvider time)
    {
        [Function("TimerFailing")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            runs.Add(timer.IsPastDue ? null! : time);
            throw new InvalidOperationException("secret words");
        }
    }
}
