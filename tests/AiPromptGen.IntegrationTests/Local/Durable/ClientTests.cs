using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Status = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class ClientTests
{
    private static readonly Status[] Finished = [Status.Completed, Status.Failed, Status.Terminated];

    [Test]
    public async Task A_start_without_an_id_gets_a_random_one()
    {
        await using var hub = await TestHub.StartAsync();

        string[] ids = [await hub.ScheduleAsync("Plain"), await hub.ScheduleAsync("Plain")];

        Assert.That(ids, Is.Unique.And.All.Length.EqualTo(32));
    }

    [Test]
    public async Task An_unfinished_id_cannot_be_started_again_pending_or_running()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Plain", null, InAnHour(hub, "pending"));
        await hub.ScheduleAsync("Gather", 1, "running");

        foreach (var (id, status) in new[] { ("pending", "Pending"), ("running", "Running") })
        {
            await hub.QuietAsync();
            var again = Assert.CatchAsync(() => hub.ScheduleAsync("Plain", null, id))!;
            Assert.That(
                again.GetType().FullName,
                Is.EqualTo("DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException")
            );
            Assert.That(
                again.Message,
                Is.EqualTo($"An Orchestration instance with the status {status} already exists.")
            );
        }
    }

    [TestCaseSource(nameof(Finished))]
    public async Task A_finished_id_starts_afresh(Status status)
    {
        await using var hub = await TestHub.StartAsync();
        await FinishAsync(hub, status, "again");

        var end = await hub.RunAsync("Chain", "new", "again");

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("new>One>Two>Three"));
        Assert.That(end.SerializedInput, Is.EqualTo("\"new\""));
    }

    [Test]
    public async Task A_delayed_start_is_pending_until_then_even_over_a_restart()
    {
        await using var first = await TestHub.StartAsync();
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Deterministic", null, InAnHour(first, "later"));
        await first.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.That((await first.Client.GetInstanceAsync("later"))!.RuntimeStatus, Is.EqualTo(Status.Pending));

        await using var second = await first.RestartAsync();
        await second.QuietAsync();
        Assert.That(second.Probe.Calls, Is.Empty);
        await second.AdvanceAsync(TimeSpan.FromMinutes(30));

        Assert.That((await second.EndAsync("later")).RuntimeStatus, Is.EqualTo(Status.Completed));
    }

    [Test]
    public async Task Waiting_for_the_end_returns_when_it_happens()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Gather", 1, InAnHour(hub, "later"));
        var end = hub.Client.WaitForInstanceCompletionAsync("later", getInputsAndOutputs: true);
        await hub.QuietAsync();
        await hub.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.That((await hub.Client.GetInstanceAsync("later"))!.RuntimeStatus, Is.EqualTo(Status.Running));
        Assert.That(end.IsCompleted, Is.False);

        await hub.Client.RaiseEventAsync("later", "Go", "x");
        Assert.That((await end).ReadOutputAs<string>(), Is.EqualTo("x"));
    }

    [Test]
    public async Task Waiting_ends_with_the_callers_token()
    {
        await using var hub = await TestHub.StartAsync();
        var id = await hub.ScheduleAsync("Gather", 1);
        using var cancel = new CancellationTokenSource();
        var wait = hub.Client.WaitForInstanceCompletionAsync(id, cancellation: cancel.Token);

        await cancel.CancelAsync();

        Assert.That(() => wait, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Nobody_is_found_under_an_unknown_id()
    {
        await using var hub = await TestHub.StartAsync();

        Assert.That(await hub.Client.GetInstanceAsync("?"), Is.Null);
        Assert.That(() => hub.Client.WaitForInstanceCompletionAsync("?"), Throws.InvalidOperationException);
        Assert.That(() => hub.Client.RaiseEventAsync("?", "Go"), Throws.Exception.With.Message.Contains("NotFound"));
        Assert.That((await hub.Client.PurgeInstanceAsync("?", CancellationToken.None)).PurgedInstanceCount, Is.Zero);
    }

    [TestCaseSource(nameof(Finished))]
    public async Task What_has_finished_takes_no_event_or_termination(Status status)
    {
        await using var hub = await TestHub.StartAsync();
        await FinishAsync(hub, status, "over");

        foreach (
            var call in new Func<Task>[]
            {
                () => hub.Client.RaiseEventAsync("over", "Go"),
                () => hub.Client.TerminateInstanceAsync("over", null),
            }
        )
        {
            var refused = Assert.CatchAsync(() => call())!;
            Assert.That(refused.GetType().FullName, Is.EqualTo("Grpc.Core.RpcException"));
            Assert.That(refused.Message, Does.Contain("FailedPrecondition"));
        }
    }

    [Test]
    public async Task A_terminated_instance_ends_at_once_and_ignores_what_still_runs()
    {
        var gate = new TaskCompletionSource<string>();
        await using var hub = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));
        var id = await hub.ScheduleAsync("Chain", "x");
        await TestHub.UntilAsync(() => hub.Probe.Calls.Count == 1);

        await hub.Client.TerminateInstanceAsync(id, "enough");
        gate.SetResult("too late");
        await hub.QuietAsync();

        var end = await hub.EndAsync(id);
        Assert.That(end.RuntimeStatus, Is.EqualTo(Status.Terminated));
        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("enough"));
        Assert.That(hub.Probe.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Metadata_without_inputs_and_outputs_has_none_and_says_so()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RunAsync("Plain", "x", "id");

        var bare = (await hub.Client.GetInstanceAsync("id"))!;

        Assert.That((bare.SerializedInput, bare.SerializedOutput), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(() => bare.ReadOutputAs<string>(), Throws.InvalidOperationException);
        Assert.That(bare.CreatedAt, Is.EqualTo(hub.Time.GetUtcNow()));
    }

    public static async Task FinishAsync(TestHub hub, Status status, string id)
    {
        switch (status)
        {
            case Status.Completed:
                await hub.RunAsync("Chain", "old", id);
                break;
            case Status.Failed:
                await hub.RunAsync("Missing", null, id);
                break;
            default:
                await hub.ScheduleAsync("Gather", 1, id);
                await hub.Client.TerminateInstanceAsync(id, null);
                break;
        }
    }

    private static StartOrchestrationOptions InAnHour(TestHub hub, string id) =>
        new(id, hub.Time.GetUtcNow().AddHours(1));
}
