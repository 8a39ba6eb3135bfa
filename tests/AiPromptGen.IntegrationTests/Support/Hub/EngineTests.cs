using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.Query;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>
/// The hub in memory does what Microsoft's engine on Azure Storage does: every test runs on both, and what it expects is what the
/// real one was seen to do.
/// </summary>
[TestFixture(false, TestName = "In memory")]
[TestFixture(true, TestName = "On Azure Storage")]
[Parallelizable]
internal sealed class EngineTests(bool real)
{
    private readonly MemoryHub hub = new(TimeProvider.System);
    private Engine engine = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        engine = real ? await Engine.OnAzureStorageAsync("EngineTests") : await Engine.InMemoryAsync(hub);

    [OneTimeTearDown]
    public async Task Stop()
    {
        await engine.DisposeAsync();
        hub.Dispose();
    }

    [Test]
    public async Task Activities_run_one_after_the_other()
    {
        var end = await engine.RunAsync<Flows.Chain>("a", "chain");

        Assert.That(end.Output, Is.EqualTo("\"a>1>2>3\""));
        Assert.That(end.OrchestrationStatus, Is.EqualTo(OrchestrationStatus.Completed));
        Assert.That(end.CompletedTime, Is.GreaterThanOrEqualTo(end.CreatedTime));
    }

    [TestCase("2", "\"yes, 3\"")]
    [TestCase("3", "\"System.InvalidOperationException: no, 3\"")]
    public async Task What_fails_is_tried_again_and_then_told(string failures, string expected) =>
        Assert.That(
            (await engine.RunAsync<Flows.Stubborn>(failures, $"stubborn{failures}")).Output,
            Is.EqualTo(expected)
        );

    [Test]
    public async Task Timers_fire_when_they_are_due()
    {
        // Whole seconds are what a message can be hidden for on Azure Storage, so its timers fire up to a second too early.
        var end = await engine.RunAsync<Flows.Sleeper>(2, "sleeper");

        Assert.That(end.CompletedTime - end.CreatedTime, Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task Children_answer_and_fail_to_their_parent()
    {
        var end = await engine.RunAsync<Flows.Parent>("parent", "parent");

        Assert.That(end.Output, Is.EqualTo("\"c>1>2>3, System.ArgumentOutOfRangeException\""));
        var child = await engine.FindAsync("parent-child");
        Assert.That(child!.OrchestrationStatus, Is.EqualTo(OrchestrationStatus.Completed));
        Assert.That(child.ParentInstance.OrchestrationInstance.InstanceId, Is.EqualTo("parent"));
    }

    [Test]
    public async Task Events_are_heard_in_their_order()
    {
        await engine.StartAsync<Flows.Listener>(3, "listener");
        await engine.StatusAsync("listener", OrchestrationStatus.Running);
        foreach (var word in new[] { "one ", "two ", "three" })
        {
            await engine.TellAsync("listener", word);
            // Azure Storage's queues promise no order, so what must come in order is sent in order.
            await Task.Delay(50);
        }

        Assert.That((await engine.EndAsync("listener")).Output, Is.EqualTo("\"one two three\""));
    }

    [Test]
    public async Task Beginning_anew_ends_once()
    {
        var end = await engine.RunAsync<Flows.Countdown>(3, "countdown");

        Assert.That(end.Output, Is.EqualTo("\"lift-off\""));
        Assert.That(end.Input, Is.EqualTo("0"), "the input of the last round");
    }

    [Test]
    public async Task What_runs_is_terminated_and_tells_why()
    {
        await engine.StartAsync<Flows.Listener>(1, "terminated");
        await engine.StatusAsync("terminated", OrchestrationStatus.Running);

        await engine.Client.TerminateInstanceAsync(new OrchestrationInstance { InstanceId = "terminated" }, "enough");

        var end = await engine.EndAsync("terminated");
        Assert.That(end.OrchestrationStatus, Is.EqualTo(OrchestrationStatus.Terminated));
        Assert.That(end.Output, Is.EqualTo("enough"));
        Assert.That(end.CompletedTime, Is.GreaterThanOrEqualTo(end.CreatedTime));
    }

    [Test]
    public async Task What_is_suspended_hears_nothing_until_it_is_resumed()
    {
        var id = new OrchestrationInstance { InstanceId = "suspended" };
        await engine.StartAsync<Flows.Listener>(1, id.InstanceId);
        await engine.StatusAsync(id.InstanceId, OrchestrationStatus.Running);
        await engine.Client.SuspendInstanceAsync(id, "wait");
        await engine.StatusAsync(id.InstanceId, OrchestrationStatus.Suspended);
        await engine.TellAsync(id.InstanceId, "now");
        await Task.Delay(300);
        Assert.That(
            (await engine.FindAsync(id.InstanceId))!.OrchestrationStatus,
            Is.EqualTo(OrchestrationStatus.Suspended)
        );

        await engine.Client.ResumeInstanceAsync(id, "go on");

        Assert.That((await engine.EndAsync(id.InstanceId)).Output, Is.EqualTo("\"now\""));
    }

    [Test]
    public async Task What_runs_is_not_started_again_and_what_has_ended_is()
    {
        OrchestrationStatus[] running =
        [
            OrchestrationStatus.Running,
            OrchestrationStatus.Pending,
            OrchestrationStatus.Suspended,
        ];
        await engine.StartAsync<Flows.Listener>(1, "again", running);
        await engine.StatusAsync("again", OrchestrationStatus.Running);
        Assert.That(
            async () => await engine.StartAsync<Flows.Chain>("b", "again", running),
            Throws.InstanceOf<OrchestrationAlreadyExistsException>()
        );
        await engine.TellAsync("again", "x");
        var first = await engine.EndAsync("again");

        await engine.StartAsync<Flows.Chain>("b", "again", running);
        var second = await engine.EndAsync("again");

        Assert.That(second.Output, Is.EqualTo("\"b>1>2>3\""));
        Assert.That(second.OrchestrationInstance.ExecutionId, Is.Not.EqualTo(first.OrchestrationInstance.ExecutionId));
    }

    [Test]
    public async Task Messages_to_what_never_began_or_has_ended_are_lost()
    {
        await engine.TellAsync("nobody", "x");
        var first = await engine.RunAsync<Flows.Chain>("a", "ended");
        await engine.TellAsync("ended", "x");
        await engine.Client.TerminateInstanceAsync(new OrchestrationInstance { InstanceId = "ended" }, "too late");
        await Task.Delay(500);

        Assert.That(await engine.FindAsync("nobody"), Is.Null);
        Assert.That((await engine.FindAsync("ended"))!.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public async Task A_purge_takes_what_is_named_or_what_ended_since()
    {
        foreach (var id in new[] { "purge1", "purge2", "purge3" })
        {
            await engine.RunAsync<Flows.Chain>("a", id);
            // The real one compares whole seconds.
            await Task.Delay(TimeSpan.FromSeconds(1.5));
        }

        var since = (await engine.FindAsync("purge2"))!.CreatedTime.AddSeconds(-0.5);
        var until = since.AddSeconds(1);
        Assert.That((await engine.Purges.PurgeInstanceStateAsync("purge1")).DeletedInstanceCount, Is.EqualTo(1));
        Assert.That((await engine.Purges.PurgeInstanceStateAsync("purge1")).DeletedInstanceCount, Is.Zero);
        var wrong = new PurgeInstanceFilter(since, until, [OrchestrationStatus.Failed]);
        Assert.That((await engine.Purges.PurgeInstanceStateAsync(wrong)).DeletedInstanceCount, Is.Zero);
        var right = new PurgeInstanceFilter(since, until, [OrchestrationStatus.Completed]);
        Assert.That((await engine.Purges.PurgeInstanceStateAsync(right)).DeletedInstanceCount, Is.EqualTo(1));

        Assert.That(await engine.FindAsync("purge1"), Is.Null);
        Assert.That(await engine.FindAsync("purge2"), Is.Null);
        Assert.That(await engine.FindAsync("purge3"), Is.Not.Null);
    }

    [Test]
    public async Task A_query_finds_by_state_and_prefix_page_by_page()
    {
        foreach (var id in new[] { "query1", "query2", "query3" })
        {
            await engine.RunAsync<Flows.Chain>("a", id);
        }

        await engine.StartAsync<Flows.Listener>(1, "query4");
        await engine.StatusAsync("query4", OrchestrationStatus.Running);
        var query = new OrchestrationQuery
        {
            InstanceIdPrefix = "query",
            RuntimeStatus = [OrchestrationStatus.Completed],
            PageSize = 2,
            FetchInputsAndOutputs = false,
        };
        var found = new List<OrchestrationState>();
        do
        {
            var page = await engine.Queries.GetOrchestrationWithQueryAsync(query, CancellationToken.None);
            Assert.That(page.OrchestrationState, Has.Count.LessThanOrEqualTo(2));
            found.AddRange(page.OrchestrationState);
            query.ContinuationToken = page.ContinuationToken;
        } while (query.ContinuationToken is not null);

        Assert.That(
            found.Select(s => s.OrchestrationInstance.InstanceId),
            Is.EqualTo(new[] { "query1", "query2", "query3" })
        );
        Assert.That(found.Select(s => s.Input), Is.All.Null);
    }
}
