using System.Globalization;
using System.Threading.Channels;
using AiPromptGen.Host.Timers;
using AiPromptGen.Host.Worker;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Local;

[TestFixture]
internal sealed class TimerTriggerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 30, TimeSpan.Zero);

    private WatchedTime time = null!;
    private Channel<string> runs = null!;
    private RecordedLogs logs = null!;

    [SetUp]
    public void Set_the_clock()
    {
        time = new(Start);
        runs = Channel.CreateUnbounded<string>();
        logs = new();
    }

    [Test]
    public async Task A_six_field_schedule_runs_at_its_seconds()
    {
        await using var timers = Begin("*/20 * * * * *");

        Assert.That(
            new[] { await NextAsync(), await NextAsync(), await NextAsync() },
            Is.EqualTo(new[] { "10:00:40", "10:01:00", "10:01:20" })
        );
    }

    [Test]
    public async Task A_five_field_schedule_runs_at_its_minutes()
    {
        await using var timers = Begin("*/5 * * * *");

        Assert.That(new[] { await NextAsync(), await NextAsync() }, Is.EqualTo(new[] { "10:05:00", "10:10:00" }));
    }

    [Test]
    public async Task A_timer_never_overlaps_itself_and_skips_what_it_missed()
    {
        var go = new TaskCompletionSource();
        await using var timers = Begin("*/10 * * * * *", cancellationToken => go.Task.WaitAsync(cancellationToken));

        var first = await NextAsync();
        time.Advance(TimeSpan.FromSeconds(35));
        var meanwhile = runs.Reader.TryRead(out _);
        go.SetResult();
        var second = await NextAsync();

        Assert.That(meanwhile, Is.False);
        Assert.That((first, second), Is.EqualTo(("10:00:40", "10:01:20")));
    }

    [Test]
    public async Task A_failing_run_is_logged_by_type_and_the_next_still_comes()
    {
        await using var timers = Begin(
            "0 * * * * *",
            _ =>
                throw new FunctionFailedException("Some.Exception", "Result: Failure\nException: secret words\nStack: ")
        );

        Assert.That(new[] { await NextAsync(), await NextAsync() }, Is.EqualTo(new[] { "10:01:00", "10:02:00" }));
        Assert.That(logs.Lines, Has.Some.Contains("Function Timer failed with Some.Exception"));
        Assert.That(logs.Lines, Has.None.Contains("secret words"));
    }

    [Test]
    public void A_schedule_that_cannot_be_read_stops_the_start() =>
        Assert.That(
            () => Begin("often"),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo("Function 'Timer': 'often' is no schedule.")
        );

    private TimerTriggers Begin(string schedule, Func<CancellationToken, Task>? run = null)
    {
        var binding = $$"""{"name":"timer","type":"timerTrigger","direction":"In","schedule":"{{schedule}}"}""";
        var function = FunctionEntry.From(
            new()
            {
                Name = "Timer",
                FunctionId = "1",
                RawBindings = { binding },
            }
        );
        var timers = new TimerTriggers(
            [function],
            (_, cancellationToken) =>
            {
                runs.Writer.TryWrite(time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                return run?.Invoke(cancellationToken) ?? Task.CompletedTask;
            },
            time,
            logs.CreateLogger("Host.Timers")
        );
        timers.Start();
        return timers;
    }

    /// <summary>Waits until the timer is set, lets the clock go exactly there, and answers when the function ran.</summary>
    private async Task<string> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var due = await time.Due.Reader.ReadAsync(limit.Token);
        time.Advance(due - time.GetUtcNow());
        return await runs.Reader.ReadAsync(limit.Token);
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
}
