using Microsoft.DurableTask.Client;

namespace AiPromptGen.IntegrationTests.Local.Durable;

[TestFixture]
internal sealed class ActivityTests
{
    [Test]
    public async Task A_chain_hands_each_result_on_and_costs_one_operation_per_step()
    {
        await using var hub = await TestHub.StartAsync();
        var before = hub.Storage.Operations;

        var end = await hub.RunAsync("Chain", "x");

        Assert.Multiple(() =>
        {
            Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Completed));
            Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("x>One>Two>Three"));
            Assert.That(hub.Probe.Calls, Is.EqualTo(new[] { "One(x)", "Two(x>One)", "Three(x>One>Two)" }));
            Assert.That(hub.Storage.Operations - before, Is.EqualTo(1 + 3), "one start, one per activity");
        });
    }

    [Test]
    public async Task Asking_for_a_running_instance_costs_no_operation()
    {
        var gate = new TaskCompletionSource<string>();
        await using var hub = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));
        var id = await hub.ScheduleAsync("Single");
        await TestHub.UntilAsync(() => hub.Probe.Calls.Count == 1);
        var before = hub.Storage.Operations;

        var running = await hub.Client.GetInstanceAsync(id);

        Assert.That(running!.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Running));
        Assert.That(hub.Storage.Operations, Is.EqualTo(before));
        gate.SetResult("");
        await hub.EndAsync(id);
    }

    [Test]
    public async Task Input_instance_id_and_context_are_bound()
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync("Typed", new Person("Ada", 36), "an id");

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("Ada, 36, an id, Whoami"));
        Assert.That(end.SerializedInput, Is.EqualTo("""{"Name":"Ada","Age":36}"""));
        Assert.That(end.ReadInputAs<Person>(), Is.EqualTo(new Person("Ada", 36)));
    }

    [Test]
    public async Task Payloads_are_read_in_any_case()
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync("Typed", new { name = "Ada", AGE = 36 }, "an id");

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("Ada, 36, an id, Whoami"));
        Assert.That(end.SerializedInput, Is.EqualTo("""{"name":"Ada","AGE":36}"""), "as it was given");
    }

    [Test]
    public async Task Activities_of_a_fan_out_run_side_by_side()
    {
        var (count, all) = (0, new TaskCompletionSource<string>());
        var probe = new Probe().On(
            "One",
            async (input, _) =>
            {
                // Nobody ends before everybody has begun.
                if (Interlocked.Increment(ref count) == 8)
                {
                    all.SetResult("");
                }

                return input + await all.Task;
            }
        );
        await using var hub = await TestHub.StartAsync(probe);

        var end = await hub.RunAsync("FanOut", 8);

        Assert.That(end.ReadOutputAs<string[]>(), Is.EqualTo(Enumerable.Range(0, 8).Select(i => $"{i}")));
    }

    [Test]
    public async Task No_more_activities_run_at_once_than_allowed()
    {
        var (now, most) = (0, 0);
        var probe = new Probe().On(
            "One",
            async (input, _) =>
            {
                var running = Interlocked.Increment(ref now);
                most = Math.Max(most, running);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return input;
            }
        );
        await using var hub = new TestHub(probe, maxConcurrentActivities: 2);
        await hub.StartAsync();

        await hub.RunAsync("FanOut", 30);

        Assert.That(most, Is.InRange(1, 2));
    }

    [Test]
    public async Task The_first_of_two_wins_whatever_the_other_does()
    {
        var gate = new TaskCompletionSource<string>();
        await using var hub = await TestHub.StartAsync(new Probe().On("One", (_, _) => gate.Task));

        var end = await hub.RunAsync("First");
        gate.SetResult("too late");
        await hub.QuietAsync();

        Assert.That(end.ReadOutputAs<string>(), Is.EqualTo("b>Two"));
    }

    [Test]
    public async Task A_failure_carries_type_message_and_inner_failure()
    {
        var probe = new Probe().On(
            "One",
            string (_) => throw new FixtureException("outer", new FormatException("inner"))
        );
        await using var hub = await TestHub.StartAsync(probe);

        var end = await hub.RunAsync("Catching");

        Assert.That(
            end.ReadOutputAs<string>(),
            Is.EqualTo(
                $"One|0|{typeof(FixtureException).FullName}|outer|System.FormatException|True|True|False|True|"
                    + "Task 'One' (#0) failed with an unhandled exception: outer"
            )
        );
    }

    [Test]
    public async Task A_failure_nobody_catches_fails_the_orchestration_with_its_text()
    {
        await using var hub = await TestHub.StartAsync(
            new Probe().On("One", string (_) => throw new FixtureException("no"))
        );

        var end = await hub.RunAsync("Single");

        Assert.Multiple(() =>
        {
            Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
            Assert.That(
                end.SerializedOutput,
                Is.EqualTo(
                    "Microsoft.DurableTask.TaskFailedException: "
                        + "Task 'One' (#0) failed with an unhandled exception: no"
                )
            );
        });
    }

    [TestCase("Missing", "activity function 'NoSuchActivity' does not exist")]
    [TestCase("NoSuchOrchestrator", "orchestrator function 'NoSuchOrchestrator' does not exist")]
    public async Task A_function_that_does_not_exist_fails_with_its_name(string orchestrator, string message)
    {
        await using var hub = await TestHub.StartAsync();

        var end = await hub.RunAsync(orchestrator);

        Assert.That(end.RuntimeStatus, Is.EqualTo(OrchestrationRuntimeStatus.Failed));
        Assert.That(end.SerializedOutput, Does.Contain(message));
    }
}
