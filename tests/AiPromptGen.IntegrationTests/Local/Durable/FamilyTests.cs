using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class FamilyTests
{
    [Test]
    public async Task A_sub_orchestration_knows_its_parent_and_returns_to_it()
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync("Parent", new ChildPlan("Child", "x", "the child"));

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("x>One<Parent"));
        Assert.That(
            (await hub.Client.GetInstanceAsync("the child"))!.RuntimeStatus,
            Is.EqualTo(OrchestrationRuntimeStatus.Completed)
        );
    }

    [Test]
    public async Task A_failing_sub_orchestration_fails_the_call_with_the_whole_chain()
    {
        await using var hub = await TestHub.StartAsync(
            new Probe().On("One", string (_) => throw new FixtureException("no"))
        );

        var end = await hub.RunAsync("Comforted");

        Assert.That(
            end.ReadOutputAs<string>(),
            Is.EqualTo($"Child|Microsoft.DurableTask.TaskFailedException|{typeof(FixtureException).FullName}")
        );
    }

    [Test]
    public async Task A_failed_child_of_a_fixed_id_is_started_again_by_a_retry()
    {
        var probe = new Probe();
        probe.On("One", input => probe.Calls.Count == 3 ? input : throw new FixtureException("again"));
        await using var hub = await TestHub.StartAsync(probe);
        var id = await hub.ScheduleAsync("Parent", new ChildPlan("Child", "x", "child", Attempts: 5));

        for (var i = 0; i < 3; i++)
        {
            await hub.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        Assert.That((await hub.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("x<Parent"));
    }

    [Test]
    public async Task A_child_id_in_use_by_somebody_else_fails_the_call()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.ScheduleAsync("Gather", 1, "taken");

        var end = await hub.RunAsync("Parent", new ChildPlan("Child", "x", "taken"));

        Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
        Assert.That(end.SerializedOutput, Does.Contain("already exists"));
    }

    [Test]
    public async Task The_end_of_a_child_is_found_by_a_parent_that_was_away()
    {
        var gate = new TaskCompletionSource<string>();
        await using var first = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));
        var id = await first.ScheduleAsync("Parent", new ChildPlan("Child", "x", "child"));
        await TestHub.UntilAsync(() => first.Probe.Calls.Count == 1);
        await first.Hub.AbortAsync();
        // The child's end as a crash leaves it: recorded there, unknown to the parent.
        var row = (await first.Table.GetEntityAsync<Azure.Data.Tables.TableEntity>("child", "instance")).Value;
        row["Status"] = "Completed";
        row["Output"] = "\"by itself\"";
        await first.Table.UpdateEntityAsync(row, row.ETag);

        await using var second = await first.RestartAsync();

        Assert.That((await second.EndAsync(id)).ReadOutputAs<string>(), Is.EqualTo("by itself"));
        gate.SetResult("");
    }

    [Test]
    public async Task Terminating_leaves_the_children_running()
    {
        await using var hub = await TestHub.StartAsync();
        var id = await hub.ScheduleAsync("Parent", new ChildPlan("Patient", null, "child"));
        await hub.QuietAsync();

        await hub.Client.TerminateInstanceAsync(id, "enough");
        await hub.QuietAsync();

        Assert.That((await hub.EndAsync(id)).RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Terminated));
        Assert.That((await hub.Client.GetInstanceAsync("child"))!.IsRunning);
    }

    [Test]
    public async Task A_child_that_is_not_awaited_starts_before_its_parent_ends()
    {
        await using var first = await TestHub.StartAsync();
        await first.RunAsync("Forgetful", null, "forgetful");

        await using var second = await first.RestartAsync();

        Assert.That((await second.EndAsync("left behind")).ReadOutputAs<string>(), Is.EqualTo("y>One<Forgetful"));
    }
}
