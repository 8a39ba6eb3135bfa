using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class WaitingTests
{
    [Test]
    public async Task Timers_fire_at_their_time_and_not_before()
    {
        await using var hub = await TestHub.StartAsync();
        var began = hub.Time.GetUtcNow().UtcDateTime;
        var id = await hub.ScheduleAsync("Sleep", 60);

        await hub.AdvanceAsync(TimeSpan.FromHours(60) - TimeSpan.FromMilliseconds(1));
        Assert.That((await hub.Client.GetInstanceAsync(id))!.IsRunning);
        await hub.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await hub.AdvanceAsync(TimeSpan.FromHours(1));

        var end = await hub.EndAsync(id);
        Assert.That(end.ReadOutputAs<DateTime>(), Is.EqualTo(began.AddHours(61)));
    }

    [Test]
    public async Task A_timer_whose_time_passed_while_the_host_was_down_fires_at_once()
    {
        await using var first = await TestHub.StartAsync();
        var id = await first.ScheduleAsync("Sleep", 5);
        await first.QuietAsync();
        await first.Hub.AbortAsync();
        first.Time.Advance(TimeSpan.FromHours(7));

        await using var second = await first.RestartAsync();
        await second.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.That((await second.EndAsync(id)).RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Completed));
    }

    [Test]
    public async Task A_cancelled_timer_never_fires()
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync("Deadline");

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo(">One"));
    }

    [Test]
    public async Task A_deadline_wins_over_work_that_hangs()
    {
        var gate = new TaskCompletionSource<string>();
        await using var hub = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));
        var id = await hub.ScheduleAsync("Deadline");
        await TestHub.UntilAsync(() => hub.Probe.Calls.Count == 1);

        await hub.PassAsync(hub.Client.WaitForInstanceCompletionAsync(id), TimeSpan.FromMinutes(1));

        Assert.That((await hub.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("late"));
        gate.SetResult("");
    }

    [Test]
    public async Task Events_are_kept_in_order_until_somebody_waits_and_names_have_no_case()
    {
        await using var hub = await TestHub.StartAsync();
        var id = await hub.ScheduleAsync("Gather", 3);
        foreach (var (name, payload) in new[] { ("Go", "a"), ("GO", "b"), ("other", "?"), ("go", "c") })
        {
            await hub.Client.RaiseEventAsync(id, name, payload);
        }

        Assert.That((await hub.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("abc"));
    }

    [Test]
    public async Task An_event_in_time_is_taken()
    {
        await using var hub = await TestHub.StartAsync();
        var id = await hub.ScheduleAsync("Patient");

        await hub.AdvanceAsync(TimeSpan.FromMinutes(4));
        await hub.Client.RaiseEventAsync(id, "Go", "in time");

        Assert.That((await hub.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("in time"));
    }

    [Test]
    public async Task An_event_after_the_time_goes_to_the_next_who_waits()
    {
        await using var hub = await TestHub.StartAsync();
        var id = await hub.ScheduleAsync("Patient");

        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));
        await hub.Client.RaiseEventAsync(id, "Go", "late");

        Assert.That((await hub.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("timed out, then late"));
    }

    [Test]
    public async Task Waiting_too_long_throws_a_cancellation()
    {
        await using var hub = await TestHub.StartAsync();
        var id = await hub.ScheduleAsync("Impatient");

        await hub.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.That(
            (await hub.EndAsync(id)).SerializedOutput,
            Does.StartWith("System.Threading.Tasks.TaskCanceledException: ")
        );
    }

    [Test]
    public async Task Events_survive_a_restart_before_they_are_seen()
    {
        await using var first = await TestHub.StartAsync();
        var id = await first.ScheduleAsync("Gather", 2);
        await first.Client.RaiseEventAsync(id, "Go", "a");

        await using var second = await first.RestartAsync();
        await second.Client.RaiseEventAsync(id, "Go", "b");

        Assert.That((await second.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("ab"));
    }

    [TestCase(true, "abc")]
    [TestCase(false, "acd")]
    public async Task Continuing_as_new_keeps_events_nobody_waited_for_or_not(bool keep, string heard)
    {
        await using var hub = await TestHub.StartAsync();
        var id = "loop";
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Loop",
            new LoopState("", 3, keep),
            new Microsoft.DurableTask.StartOrchestrationOptions(id, hub.Time.GetUtcNow().AddMinutes(1))
        );
        // Both arrive before the start, so that one replay sees them and waits for the first only.
        await hub.Client.RaiseEventAsync(id, "Go", "a");
        await hub.Client.RaiseEventAsync(id, "Go", "b");
        await hub.AdvanceAsync(TimeSpan.FromMinutes(1));
        await hub.Client.RaiseEventAsync(id, "Go", "c");
        await hub.QuietAsync();
        if (!keep)
        {
            await hub.Client.RaiseEventAsync(id, "Go", "d");
        }

        var end = await hub.EndAsync(id);

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo(heard));
        Assert.That(end.ReadInputAs<LoopState>()!.Rounds, Is.EqualTo(1), "the newest input");
    }

    [Test]
    public async Task Continuing_as_new_leaves_no_history_behind()
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync("Count", 20);

        var rows = 0;
        await foreach (
            var row in hub.Table.QueryAsync<Azure.Data.Tables.TableEntity>(e => e.PartitionKey == end.InstanceId)
        )
        {
            rows++;
        }

        Assert.That(end.ReadOutputAs<int>(), Is.Zero);
        Assert.That(hub.Probe.Calls, Has.Count.EqualTo(21));
        Assert.That(rows, Is.LessThanOrEqualTo(3));
    }
}
