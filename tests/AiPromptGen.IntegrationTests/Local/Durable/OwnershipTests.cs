using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class OwnershipTests
{
    [Test]
    public async Task A_second_engine_waits_while_the_first_lives_and_starts_when_it_stops()
    {
        await using var first = await TestHub.StartAsync();
        await using var second = new TestHub(first.Probe, first.Name, time: first.Time);
        await second.Hub.StartAsync(CancellationToken.None);
        var ready = second.Hub.ReadyAsync(CancellationToken.None);
        var start = second.ScheduleAsync("Chain", "x");
        for (var i = 0; i < 100; i++)
        {
            // As time passes, the first keeps touching its lease.
            await Task.Delay(1);
            first.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(ready.IsCompleted || start.IsCompleted, Is.False);
        await first.Hub.StopAsync(CancellationToken.None);
        await second.PassAsync(ready, HubLease.Poll);

        Assert.That(
            (await second.EndAsync(await start)).RuntimeStatus,
            Is.EqualTo(OrchestrationRuntimeStatus.Completed)
        );
    }

    [Test]
    public async Task A_dead_owners_lease_is_taken_over_within_five_seconds()
    {
        await using var first = await TestHub.StartAsync();
        await first.Hub.AbortAsync();
        var died = first.Time.GetUtcNow();

        await using var second = await first.RestartAsync();

        Assert.That(second.Time.GetUtcNow() - died, Is.GreaterThan(TimeSpan.FromSeconds(3.9)));
        // The clock of the test may run ahead of the waiting engine by some polls.
        Assert.That(HubLease.Expiry + HubLease.Poll, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task The_lease_of_a_process_that_is_gone_is_taken_at_once()
    {
        await using var first = await TestHub.StartAsync();
        await first.Hub.AbortAsync();
        var lease = (await first.Table.GetEntityAsync<TableEntity>("^lease", "^lease")).Value;
        lease["Process"] = int.MaxValue;
        await first.Table.UpdateEntityAsync(lease, lease.ETag);

        await using var second = new TestHub(first.Probe, first.Name, time: first.Time);
        var before = second.Time.GetUtcNow();
        await second.StartAsync();

        Assert.That(second.Time.GetUtcNow(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_former_owner_writes_nothing_more_and_waits_for_its_turn()
    {
        var gate = new TaskCompletionSource<string>();
        await using var first = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));
        var id = await first.ScheduleAsync("Chain", "x");
        await TestHub.UntilAsync(() => first.Probe.Calls.Count == 1);
        // What another engine would do that thinks the first is dead.
        var lease = (await first.Table.GetEntityAsync<TableEntity>("^lease", "^lease")).Value;
        lease["Owner"] = "another";
        await first.Table.UpdateEntityAsync(lease, lease.ETag);
        var row = (await first.Table.GetEntityAsync<TableEntity>(id, "instance")).Value;
        row["Status"] = "Suspended";
        await first.Table.UpdateEntityAsync(row, row.ETag);

        gate.SetResult("one");
        await TestHub.UntilAsync(() => first.Hub.Find(id) is null);

        var stored = (await first.Table.GetEntityAsync<TableEntity>(id, "instance")).Value;
        Assert.That(stored["Status"], Is.EqualTo("Suspended"));
        Assert.That(first.Probe.Calls, Has.Count.EqualTo(1));
        await first.PassAsync(first.Hub.ReadyAsync(CancellationToken.None), HubLease.Poll);
        await first.Client.ResumeInstanceAsync(id);
        Assert.That((await first.EndAsync(id)).RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Completed));
    }

    [Test]
    public async Task A_clean_stop_records_what_ends_in_time_and_starts_nothing_new()
    {
        var probe = new Probe().On(
            "One",
            async (_, stopping) =>
            {
                var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var registration = stopping.Register(() => told.SetResult("one"));
                return await told.Task;
            }
        );
        await using var first = await TestHub.StartAsync(probe);
        var id = await first.ScheduleAsync("Chain", "x");
        await TestHub.UntilAsync(() => probe.Calls.Count == 1);

        await first.Hub.StopAsync(CancellationToken.None);
        Assert.That(probe.Calls, Has.Count.EqualTo(1));

        // Released, so that no time has to pass; and activity One is not run again.
        await using var second = new TestHub(probe, first.Name, time: first.Time);
        await second.StartAsync();
        Assert.That((await second.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("one>Two>Three"));
        Assert.That(probe.Calls, Is.EqualTo(new[] { "One(x)", "Two(one)", "Three(one>Two)" }));
    }

    [TestCase(true, TestName = "An_activity_cancelled_by_a_stop_has_not_failed_and_runs_again")]
    [TestCase(false, TestName = "An_activity_that_ignores_a_stop_is_left_behind_after_five_seconds")]
    public async Task A_stop_meets_a_running_activity(bool obeys)
    {
        var never = new TaskCompletionSource<string>();
        var probe = new Probe();
        probe.On(
            "One",
            (i, c) =>
                probe.Calls.Count > 1 ? Task.FromResult(i)
                : obeys ? never.Task.WaitAsync(c)
                : never.Task
        );
        await using var first = await TestHub.StartAsync(probe);
        var id = await first.ScheduleAsync("Chain", "x");
        await TestHub.UntilAsync(() => probe.Calls.Count == 1);

        var stop = first.Hub.StopAsync(CancellationToken.None);
        if (!obeys)
        {
            await first.PassAsync(stop, TimeSpan.FromMilliseconds(100));
        }

        await stop;
        await using var second = new TestHub(probe, first.Name, time: first.Time);
        await second.StartAsync();

        Assert.That((await second.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("x>Two>Three"));
        Assert.That(probe.Calls.Take(2), Is.EqualTo(new[] { "One(x)", "One(x)" }));
    }
}
