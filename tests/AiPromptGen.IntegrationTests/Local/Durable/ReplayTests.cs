using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class ReplayTests
{
    [Test]
    public async Task Ids_and_times_are_the_same_in_every_replay()
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync("Deterministic");

        var facts = end.ReadOutputAs<string>()!.Split('|');
        Assert.That(hub.Probe.Calls, Is.EqualTo(new[] { $"One({facts[0]})", $"Two({facts[1]})" }));
        Assert.That(facts.SelectMany(f => f.Split(',')[..2]), Is.Unique);
    }

    [Test]
    public async Task Ids_differ_between_instances_of_one_moment()
    {
        await using var hub = await TestHub.StartAsync();

        var first = await hub.RunAsync("Deterministic");
        var second = await hub.RunAsync("Deterministic");

        Assert.That(first.SerializedOutput, Is.Not.EqualTo(second.SerializedOutput));
    }

    [Test]
    public async Task A_replay_safe_logger_writes_each_line_once()
    {
        await using var hub = await TestHub.StartAsync();

        await hub.RunAsync("Deterministic");

        var lines = hub.Logs.Lines.Where(l => l.Contains("Information: before") || l.Contains("Information: between"));
        Assert.That(lines.Count(), Is.EqualTo(2));
    }

    [TestCase(2, "ActivityScheduled 'Two'", "ActivityScheduled 'Three'")]
    [TestCase(3, "ActivityScheduled 'Two'", "TimerCreated")]
    [TestCase(4, "ActivityScheduled 'Two'", "asks for nothing")]
    public async Task Changed_code_is_noticed_and_both_sides_are_named(int version, string was, string isNow)
    {
        var probe = new Probe();
        await using var hub = await TestHub.StartAsync(probe);
        var id = await hub.ScheduleAsync("Changes");
        await hub.QuietAsync();

        probe.Version = version;
        await hub.Client.RaiseEventAsync(id, "Go");
        var end = await hub.EndAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
            Assert.That(end.SerializedOutput, Does.Contain(": Non-Deterministic workflow detected: "));
            Assert.That(end.SerializedOutput, Does.Contain(was).And.Contain(isNow));
        });
    }

    [TestCase("Delays")]
    [TestCase("DelaysLater")]
    [TestCase("LeavesThread")]
    public async Task Awaiting_what_is_not_durable_fails_the_instance(string orchestrator)
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync(orchestrator);

        Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
        Assert.That(
            end.SerializedOutput,
            Does.StartWith("System.InvalidOperationException: An invalid asynchronous invocation was detected")
        );
        Assert.That(hub.Probe.Calls, Is.Empty);
    }

    [Test]
    public async Task A_custom_status_is_seen_while_the_instance_runs()
    {
        var gate = new TaskCompletionSource<string>();
        await using var hub = await TestHub.StartAsync(new Probe().On("Two", (_, _) => gate.Task));
        var id = await hub.ScheduleAsync("Status");
        await TestHub.UntilAsync(() => hub.Probe.Calls.Count == 2);

        var second = await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: true);
        gate.SetResult("");
        var end = await hub.EndAsync(id);

        Assert.That(second!.ReadCustomStatusAs<string>(), Is.EqualTo("second"));
        Assert.That(end.ReadCustomStatusAs<string>(), Is.EqualTo("second"));
        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("done"));
    }
}
