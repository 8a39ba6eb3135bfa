using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

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
            await Task.Delay(1);
            first.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(ready.IsCompleted || start.IsCompleted, Is.False);
        await first.Hub.StopAsync(CancellationToken.None);
        await second.PassAsync(ready, TimeSpan.FromMilliseconds(50));

        Assert.That(
            (await second.EndAsync(await start)).RuntimeStatus,
            Is.EqualTo(OrchestrationRuntimeStatus.Completed)
        );
    }

    [Test]
    public async Task What_somebody_else_wrote_is_left_alone_until_the_next_start()
    {
        var gate = new TaskCompletionSource<string>();
        await using var first = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));
        var id = await first.ScheduleAsync("Chain", "x");
        await TestHub.UntilAsync(() => first.Probe.Calls.Count == 1);
        // As from another machine, which no lock file of this one keeps away.
        var row = (await first.Table.GetEntityAsync<TableEntity>(id, "instance")).Value;
        row["Status"] = "Running";
        await first.Table.UpdateEntityAsync(row, row.ETag);
        var theirs = (await first.Table.GetEntityAsync<TableEntity>(id, "instance")).Value.ETag;

        gate.SetResult("one");
        await TestHub.UntilAsync(() => first.Hub.Find(id) is null);

        Assert.That((await first.Table.GetEntityAsync<TableEntity>(id, "instance")).Value.ETag, Is.EqualTo(theirs));
        Assert.That(first.Probe.Calls, Has.Count.EqualTo(1));
        await using var second = await first.RestartAsync();
        Assert.That((await second.EndAsync(id)).RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Completed));
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
